import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { limits } from '../../shared/limits.ts';
import type { Settings } from '../../shared/settings.ts';
import { type Clock, systemClock } from '../clock.ts';
import { accounts } from '../identity/accounts/account.ts';
import { PasswordHashing } from '../identity/accounts/password-hashing.ts';
import { openTrail } from '../identity/audit/open-trail.ts';
import { exportAccounts } from '../identity/import/export-accounts.ts';
import { importAccounts, type ImportDeps } from '../identity/import/import-accounts.ts';
import { MasterKeyError } from '../keys/key-file.ts';
import { keysOf } from '../keys/master-key.ts';
import { readSettings, SettingsError } from '../settings.ts';
import { alone } from '../store/alone.ts';
import { StoreNotOpenedError } from '../store/contract.ts';
import { isThere } from '../store/lowdb/durable-file.ts';
import { InUseError } from '../store/lowdb/process-lock.ts';
import { openStores } from '../store/open-stores.ts';
import { UnreadableError } from '../store/sealed.ts';
import { CommandError, commandLog, reasonOf, runCommand } from './command.ts';
import { readableReport } from './report.ts';

/** Accounts from the command line, where no server runs on the data: import from a CSV file, export to one. */

const usage = `Usage: npm run accounts -- import FILE.csv [--data DIR] [--settings FILE] [--dry-run] [--partial] [--json]
       npm run accounts -- export FILE.csv [--data DIR] [--settings FILE] [--spreadsheet]
  --data DIR     where the data is kept (default: data)
  --settings FILE  the server's settings, where they name a database or the master key's command
  --dry-run      checks the file and writes nothing
  --partial      imports the rows that can be imported, instead of all or none
  --json         the report as one line of JSON
  --spreadsheet  written so that a spreadsheet keeps leading zeros`;

const exitCodes = { done: 0, refused: 1 } as const;

interface Command {
  readonly verb: 'import' | 'export';
  readonly file: string;
  readonly data: string;
  readonly settings: string | undefined;
  readonly dryRun: boolean;
  readonly partial: boolean;
  readonly json: boolean;
  readonly spreadsheet: boolean;
}

function commandLine(): Command {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        data: { type: 'string', default: 'data' },
        settings: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        partial: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        spreadsheet: { type: 'boolean', default: false },
      },
    });
    const [verb, file, ...more] = positionals;
    if (verb !== 'import' && verb !== 'export') throw new Error('Say whether to import or to export.');
    if (file === undefined || more.length > 0) throw new Error('Name one CSV file.');
    const foreign = verb === 'import' ? ['spreadsheet'] : ['dry-run', 'partial', 'json'];
    const unfit = foreign.find((name) => values[name as 'json']);
    if (unfit) throw new Error(`--${unfit} does not go with ${verb}.`);
    const { data, settings, partial, json, spreadsheet } = values;
    return { verb, file, data, settings, dryRun: values['dry-run'], partial, json, spreadsheet };
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}

async function main(clock: Clock): Promise<number> {
  const command = commandLine();
  // Whatever is only looked at must be there; a mistyped folder must not become a new one.
  const settings = await readSettings(command.settings);
  const isNew = settings.store === undefined && !(await hasData(command.data));
  if (isNew && (command.verb === 'export' || command.dryRun)) {
    throw new CommandError(`There is no data in ${command.data}; name its folder with --data.`);
  }
  // Before the data is touched.
  const csv = command.verb === 'import' ? await readCsv(command.file) : '';
  if (isNew) process.stderr.write(`There is no data in ${command.data} yet; it begins with this import.\n`);
  const { deps, close } = await openData(command.data, settings, clock);
  try {
    return command.verb === 'import' ? await runImport(csv, command, deps) : await runExport(command, deps);
  } finally {
    await close();
  }
}

async function runImport(csv: string, { dryRun, partial, json }: Command, deps: ImportDeps): Promise<number> {
  const options = { dryRun, partial, by: 'command line', atOnce: limits.passwordHashing.concurrent } as const;
  const { written, report } = await importAccounts(csv, options, deps);
  process.stdout.write(`${json ? JSON.stringify(report) : readableReport(report, written)}\n`);
  return report.refused.length > 0 ? exitCodes.refused : exitCodes.done;
}

async function runExport({ file, spreadsheet }: Command, { store, audit }: ImportDeps): Promise<number> {
  const all = await store.collection(accounts).list();
  const csv = exportAccounts(all, { forSpreadsheet: spreadsheet });
  // Recorded first: what is not in the trail does not leave the store.
  await audit.record({ event: 'accounts.exported', detail: { accounts: String(all.length), by: 'command line' } });
  // Names and addresses of people, for this user only, and never over a file that is there.
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
    throw new CommandError(`${file} cannot be written: ${reasonOf(error)}.`);
  });
  await handle.writeFile(csv);
  await handle.close();
  process.stdout.write(`Exported to ${file}.\n`);
  return exitCodes.done;
}

async function openData(
  data: string,
  settings: Settings,
  clock: Clock,
): Promise<{ deps: ImportDeps; close: () => Promise<void> }> {
  const keys = await keysOf(data, settings);
  const log = commandLog();
  const stores = await openStores({ data, settings, keys, log }).catch(refuseInUse(data));
  try {
    const store = await stores.open('identity').catch(refuseInUse(data));
    const audit = await alone(store, 'first start', () => openTrail({ data, stores, keys, clock, log }));
    const close = async () => {
      await audit.close();
      await stores.close();
    };
    return { deps: { store, audit, keys, clock, hashing: new PasswordHashing(keys.derive('passwords')) }, close };
  } catch (error) {
    await stores.close();
    throw error;
  }
}

function refuseInUse(data: string) {
  return (error: unknown): never => {
    if (!(error instanceof InUseError)) throw error;
    throw new CommandError(
      `A server is running on ${data}. Import in the portal instead (Accounts, as an administrator), or stop the server.`,
    );
  };
}

function hasData(data: string): Promise<boolean> {
  return isThere(join(data, 'identity', 'records.db'));
}

async function readCsv(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new CommandError(`${file} cannot be read: ${reasonOf(error)}.`);
  });
  // What is no UTF-8 becomes a mark that the import refuses, with the place's name.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

await runCommand(() => main(systemClock), [MasterKeyError, UnreadableError, SettingsError, StoreNotOpenedError], usage);
