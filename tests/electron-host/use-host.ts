import { chromiumProgram } from '../../scripts/chromium.ts';

/** Makes Playwright's `_electron.launch` start the stand-in; specs need not know. To be called before the first launch. */
export function useElectronHost(): void {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = import.meta.dirname;
  process.env['EHOST_NODE'] = process.execPath;
  process.env['EHOST_CHROMIUM'] ??= chromiumProgram();
}
