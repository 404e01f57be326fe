import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { PostgresSettings } from '../../shared/kiosk/settings.ts';
import { auditTexts as texts } from '../../shared/identity/texts/audit.ts';
import { chainKey } from '../identity/audit/audit-trail.ts';
import { type ExportFormat, exportedLine } from '../identity/audit/export-trail.ts';
import { trailInFiles } from '../identity/audit/file-trail.ts';
import { trailStore } from '../identity/audit/open-trail.ts';
import { PostgresTrail } from '../identity/audit/postgres-trail.ts';
import { keepSeal, type Seal, Sealing, SealError } from '../identity/audit/seals.ts';
import type { TrailReader } from '../identity/audit/trail-storage.ts';
import { type Finding, type Verification, type VerifyOptions, verifyTrail } from '../identity/audit/verify-trail.ts';
import { MasterKeyError } from '../keys/key-file.ts';
import type { Keys } from '../keys/keys.ts';
import { hasMasterKey, keysOf } from '../keys/master-key.ts';
import { readSettings, SettingsError } from '../settings.ts';
import { StoreNotOpenedError } from '../store/contract.ts';
import { isThere } from '../store/lowdb/durable-file.ts';
import { isMoved } from '../store/lowdb/moved.ts';
import { PostgresDatabase } from '../store/postgres/database.ts';
import { UnreadableError } from '../store/sealed.ts';
import { CommandError, commandLog, reasonOf, runCommand } from './command.ts';

/** The audit trail from the command line: verify, export, seal [R4]. Reads only, so a server may be running. */

const usage = `Usage: npm run audit -- verify [--data DIR] [--settings FILE] [--seal FILE]
       npm run audit -- export --from DAY --to DAY --format jsonl|cef FILE [--data DIR] [--settings FILE]
       npm run audit -- seal [--data DIR] [--settings FILE]
  --data DIR    where the data is kept (default: data)
  --settings FILE  the server's settings, where they name a database or the master key's command
  --seal FILE   a seal that was kept elsewhere; shows also whether newer entries were cut off
  --from, --to  days (UTC) such as 2026-11-22, both included
Ends with 0 when the trail is whole, 1 when it is not, 2 for wrong usage or a fault.`;

const exitCodes = { whole: 0, damaged: 1 } as const;

type Command = { readonly data: string; readonly settings: string | undefined } & (
  | { readonly verb: 'verify'; readonly seal: string | undefined }
  | { readonly verb: 'export'; readonly file: string; readonly from: string; readonly to: string; format: ExportFormat }
  | { readonly verb: 'seal' }
);

function commandLine(): Command {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        data: { type: 'string', default: 'data' },
        settings: { type: 'string' },
        seal: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        format: { type: 'string' },
      },
    });
    const [verb, ...files] = positionals;
    const { data, settings, seal, from, to, format } = values;
    const place = { data, settings };
    const given = Object.keys(values).filter((name) => !['data', 'settings'].includes(name));
    const fits = (...allowed: string[]) => {
      const unfit = given.find((name) => !allowed.includes(name));
      if (unfit) throw new Error(`--${unfit} does not go with ${verb}.`);
    };
    if (verb === 'export') {
      fits('from', 'to', 'format');
      if (files.length !== 1) throw new Error('Name one file to export to.');
      if (format !== 'jsonl' && format !== 'cef') throw new Error('Choose --format jsonl or --format cef.');
      return { verb, ...place, file: files[0]!, from: day('from', from), to: day('to', to), format };
    }
    if (files.length > 0) throw new Error(`${files[0]}: only export takes a file.`);
    if (verb === 'verify') {
      fits('seal');
      return { verb, ...place, seal };
    }
    if (verb !== 'seal') throw new Error('Say whether to verify, export or seal.');
    fits();
    return { verb, ...place };
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}

function day(name: string, text: string | undefined): string {
  const valid = text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!valid) throw new Error(`--${name}: give a day such as 2026-11-22.`);
  return text;
}

/** A trail, and how a seal of it is kept there. */
interface OpenedTrail {
  readonly trail: TrailReader;
  /** @returns the file in which it is kept, or a copy of it */
  keepSeal(seal: Seal): Promise<string>;
  close(): Promise<void>;
}

async function main(): Promise<number> {
  const command = commandLine();
  const settings = await readSettings(command.settings);
  const { postgres } = settings.store ?? {};
  const directory = join(command.data, 'audit');
  // A mistyped folder must not get a key.
  const isHere = (await hasMasterKey(command.data, settings)) && (postgres !== undefined || (await isThere(directory)));
  if (!isHere) {
    throw new CommandError(`There is no audit trail with its key in ${command.data}; name its folder with --data.`);
  }
  const keys = await keysOf(command.data, settings);
  const opened = postgres === undefined ? await openFiles(directory) : await openDatabase(postgres, directory, keys);
  const options: VerifyOptions = { trail: opened.trail, key: chainKey(keys), sealing: new Sealing(keys) };
  try {
    switch (command.verb) {
      case 'verify':
        return await verify(options, command.seal);
      case 'export':
        return await exportTo(command, options);
      case 'seal':
        return await sealNow(options, opened);
    }
  } finally {
    await opened.close();
  }
}

async function openFiles(directory: string): Promise<OpenedTrail> {
  if (await isMoved(directory)) throw new CommandError(texts.inDatabase(directory));
  const trail = trailInFiles(directory);
  return { trail, keepSeal: (seal) => keepSeal(directory, seal), close: async () => {} };
}

async function openDatabase(settings: PostgresSettings, directory: string, keys: Keys): Promise<OpenedTrail> {
  const log = commandLog();
  const database = await PostgresDatabase.connect(settings, log);
  try {
    const schema = await database.openSchema(trailStore, keys.derive(`store/${trailStore}`));
    if (schema.state !== 'in use') throw new CommandError(texts.notYet(database.name));
    const trail = new PostgresTrail(schema, { keys, directory, log });
    const keep = async (seal: Seal) => {
      await trail.keepSeal(seal);
      return keepSeal(directory, seal);
    };
    return { trail, keepSeal: keep, close: () => database.close() };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function verify(trail: VerifyOptions, sealFile: string | undefined): Promise<number> {
  const seal = sealFile === undefined ? undefined : await trail.sealing.read(sealFile);
  const found = await verifyTrail({ ...trail, seal });
  if (found.findings.length > 0) return complain(found);
  const unseen = seal === undefined ? `\n${texts.cutUnseen}` : '';
  process.stdout.write(`${texts.good(found.entries, found.seals)}${unseen}\n`);
  return exitCodes.whole;
}

async function exportTo({ file, from, to, format }: Command & { verb: 'export' }, trail: VerifyOptions) {
  const lines: string[] = [];
  const found = await verifyTrail({
    ...trail,
    onEntry: (entry, line) => {
      const on = entry.at.slice(0, 10);
      if (on >= from && on <= to) lines.push(exportedLine(entry, line, format));
    },
  });
  // Who did what, for this user only, and never over a file that is there.
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
    throw new CommandError(`${file} cannot be written: ${reasonOf(error)}.`);
  });
  await handle.writeFile(lines.map((line) => `${line}\n`).join(''));
  await handle.close();
  process.stdout.write(`${texts.exported(lines.length, file)}\n`);
  return found.findings.length > 0 ? complain(found) : exitCodes.whole;
}

async function sealNow(options: VerifyOptions, opened: OpenedTrail): Promise<number> {
  const found = await verifyTrail(options);
  // A seal vouches for what came before it.
  if (found.findings.length > 0) return complain(found);
  if (found.entries === 0) throw new CommandError(texts.empty);
  const made = options.sealing.seal(found.head);
  process.stdout.write(`${texts.sealed(made.sequence, made.day, await opened.keepSeal(made))}\n`);
  return exitCodes.whole;
}

function complain({ findings }: Verification): number {
  const [first, ...others] = findings.map(sentence);
  const shown = others.slice(0, 20);
  process.stderr.write(`${texts.first}\n  ${first}\n`);
  if (shown.length > 0) process.stderr.write(`${texts.others} ${others.length}\n  ${shown.join('\n  ')}\n`);
  return exitCodes.damaged;
}

function sentence({ file, line, sequence, damage }: Finding): string {
  return `${file}, line ${line}: ${texts.damage[damage](sequence)}.`;
}

await runCommand(main, [MasterKeyError, SealError, SettingsError, StoreNotOpenedError, UnreadableError], usage);
