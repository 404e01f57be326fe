import { existsSync } from 'node:fs';

/** Whether npm's electron package has its binary, which it downloads after installation where it can. */
export function hasElectronBinary(): boolean {
  return existsSync(new URL('../../node_modules/electron/path.txt', import.meta.url));
}
