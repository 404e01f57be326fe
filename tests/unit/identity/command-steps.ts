import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { systemClock } from '../../../server/clock.ts';
import type { RecordsCommand } from '../../../server/identity/commands/commands.ts';
import { masterKeyFromFile } from '../../../server/keys/key-file.ts';
import type { Settings } from '../../../shared/kiosk/settings.ts';
import { startTraining } from '../../support/deployment.ts';
import { runCommand } from '../../support/run-command.ts';
import { temporaryFolder } from '../../support/temporary.ts';

/** A folder of data, and perhaps settings, with the commands and the server on it. */
export async function commandPlace(settings: Settings = {}) {
  const folder = await temporaryFolder();
  const [data, settingsFile] = [join(folder, 'data'), join(folder, 'settings.json')];
  await writeFile(settingsFile, JSON.stringify(settings));
  return {
    folder,
    data,
    command: (name: RecordsCommand) => {
      const run = (...args: string[]) => runCommand(name, ...args, '--data', data, '--settings', settingsFile);
      return {
        run,
        /** Its answer, as a program reads it. */
        ask: async (...args: string[]) => {
          const { status, stdout, stderr } = await run(...args, '--json');
          expect(stderr).not.toMatch(/ at .*\.m?ts:|Error/);
          return { status, ...(JSON.parse(stdout) as { outcome: string; code: string; reason: string }) };
        },
      };
    },
    serve: async (demo = false) =>
      startTraining({ data, demo, settings, clock: systemClock, masterKey: await masterKeyFromFile(data) }),
    trail: () => readFile(join(data, 'audit', 'audit.jsonl'), 'utf8'),
  };
}
