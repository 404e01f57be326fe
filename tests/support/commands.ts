import { join } from 'node:path';
import { serverFile } from '../../scripts/server-process.mjs';

/** One of the server's commands, as it is built for `npm run` NAME. */
export function commandFile(
  name: 'accounts' | 'audit' | 'backup' | 'certificates' | 'keys' | 'ledger' | 'mail' | 'store',
): string {
  return join(serverFile, '..', `${name}.mjs`);
}
