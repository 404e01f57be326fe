import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { applications } from '../../shared/applications/applications.ts';
import { verify } from '../applications/vaos/stock/ledger.ts';
import { MasterKeyError } from '../keys/key-file.ts';
import { hasMasterKey, keysOf } from '../keys/master-key.ts';
import { readSettings, SettingsError } from '../settings.ts';
import { StoreNotOpenedError } from '../store/contract.ts';
import { InUseError } from '../store/lowdb/process-lock.ts';
import { holdsRecords } from '../store/lowdb/offline-reader.ts';
import { openStores } from '../store/open-stores.ts';
import { UnreadableError } from '../store/sealed.ts';
import { CommandError, commandLog, runCommand } from './command.ts';

/** Proves the vaccine ledger of VAOS: what each lot has on hand is what its lines add up to [V7]. */

const usage = `Usage: npm run ledger -- verify [--data DIR] [--settings FILE]
  --data DIR       where the data is kept (default: data)
  --settings FILE  the server's settings, where its records are in a database
Where records are in files, the server has to be stopped. Ends with 1 where a balance is not the sum of its lines.`;

function commandLine(): { data: string; settings: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { data: { type: 'string', default: 'data' }, settings: { type: 'string' } },
    });
    if (positionals.length !== 1 || positionals[0] !== 'verify') throw new Error('Say: verify.');
    return { data: values.data, settings: values.settings };
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}

async function main(): Promise<number> {
  const { data, settings: file } = commandLine();
  const settings = await readSettings(file);
  // A mistyped folder must not become a new one.
  const isHere = settings.store?.postgres !== undefined || (await holdsRecords(join(data, applications.vaos.id)));
  if (!isHere || !(await hasMasterKey(data, settings))) {
    throw new CommandError(`There is no vaccine ledger in ${data}; name its folder with --data.`);
  }
  const stores = await openStores({ data, settings, keys: await keysOf(data, settings), log: commandLog() });
  try {
    const { lots, differences } = await verify(await stores.open(applications.vaos.id));
    for (const { lot, sum } of differences) {
      process.stderr.write(
        `Site ${lot.siteId}, NDC ${lot.ndc}, lot ${lot.lot}: ${lot.doses} on hand, the lines add up to ${sum}.\n`,
      );
    }
    process.stdout.write(`${lots} lots, ${differences.length} that differ from their lines.\n`);
    return differences.length > 0 ? 1 : 0;
  } finally {
    await stores.close();
  }
}

await runCommand(main, [InUseError, MasterKeyError, SettingsError, StoreNotOpenedError, UnreadableError], usage);
