import { join } from 'node:path';
import { chromiumProgram } from '../../scripts/chromium.ts';
import { root } from '../../scripts/setup.mjs';

/** Makes Playwright's `_electron.launch` start the stand-in; specs need not know. To be called before the first launch. */
export function useElectronHost(): void {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = import.meta.dirname;
  process.env['EHOST_NODE'] = process.execPath;
  process.env['EHOST_CHROMIUM'] ??= chromiumProgram();
  // What starts is compiled once and not at each start, which is a twelfth of what a short journey costs.
  process.env['NODE_COMPILE_CACHE'] ??= join(root, 'test-results', 'compiled');
}
