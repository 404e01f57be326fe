import { join } from 'node:path';
import { serverFile } from '../../scripts/server-process.mjs';
import type { CommandName } from '../../server/command-line/table/table.ts';

/** One of the server's commands, as it is built for `npm run` NAME. */
export function commandFile(name: Exclude<CommandName, 'serve'>): string {
  return join(serverFile, '..', `${name}.mjs`);
}
