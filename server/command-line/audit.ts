import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { auditTexts as texts } from '../../shared/texts/audit.ts';
import { chainKey } from '../identity/audit/audit-trail.ts';
import { type ExportFormat, exportedLine } from '../identity/audit/export-trail.ts';
import { keepSeal, Sealing, SealError } from '../identity/audit/seals.ts';
import { type Finding, type Verification, type VerifyOptions, verifyTrail } from '../identity/audit/verify-trail.ts';
import { KeyFileError, masterKeyFromFile } from '../keys/key-file.ts';
import { openKeys } from '../keys/key-ring.ts';
import { CommandError, reasonOf, runCommand } from './command.ts';

/** The audit trail from the command line: verify, export, seal [R4]. Reads only, so a server may be running. */

const usage = `Usage: npm run audit -- verify [--data DIR] [--seal FILE]
       npm run audit -- export --from DAY --to DAY --format jsonl|cef FILE [--data DIR]
       npm run audit -- seal [--data DIR]
  --data DIR    where the data is kept (default: data)
  --seal FILE   a seal that was kept elsewhere; shows also whether newer entries were cut off
  --from, --to  days (UTC) such as 2026-11-22, both included
Ends with 0 when the trail is whole, 1 when it is not, 2 for wrong usage or a fault.`;

const exitCodes = { whole: 0, damaged: 1 } as const;

type Command = { readonly data: string } & (
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
        seal: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        format: { type: 'string' },
      },
    });
    const [verb, ...files] = positionals;
    const { data, seal, from, to, format } = values;
    const given = Object.keys(values).filter((name) => name !== 'data');
    const fits = (...allowed: string[]) => {
      const unfit = given.find((name) => !allowed.includes(name));
      if (unfit) throw new Error(`--${unfit} does not go with ${verb}.`);
    };
    if (verb === 'export') {
      fits('from', 'to', 'format');
      if (files.length !== 1) throw new Error('Name one file to export to.');
      if (format !== 'jsonl' && format !== 'cef') throw new Error('Choose --format jsonl or --format cef.');
      return { verb, data, file: files[0]!, from: day('from', from), to: day('to', to), format };
    }
    if (files.length > 0) throw new Error(`${files[0]}: only export takes a file.`);
    if (verb === 'verify') {
      fits('seal');
      return { verb, data, seal };
    }
    if (verb !== 'seal') throw new Error('Say whether to verify, export or seal.');
    fits();
    return { verb, data };
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}

function day(name: string, text: string | undefined): string {
  const valid = text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!valid) throw new Error(`--${name}: give a day such as 2026-11-22.`);
  return text;
}

async function main(): Promise<number> {
  const command = commandLine();
  const directory = join(command.data, 'audit');
  // A mistyped folder must not get a key.
  if (!(await isThere(directory)) || !(await isThere(join(command.data, 'master.key')))) {
    throw new CommandError(`There is no audit trail with its key in ${command.data}; name its folder with --data.`);
  }
  const keys = await openKeys(command.data, await masterKeyFromFile(command.data));
  const trail: VerifyOptions = { directory, key: chainKey(keys), sealing: new Sealing(keys) };
  switch (command.verb) {
    case 'verify':
      return verify(trail, command.seal);
    case 'export':
      return exportTo(command, trail);
    case 'seal':
      return sealNow(trail);
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

async function sealNow(trail: VerifyOptions): Promise<number> {
  const found = await verifyTrail(trail);
  // A seal vouches for what came before it.
  if (found.findings.length > 0) return complain(found);
  if (found.entries === 0) throw new CommandError(texts.empty);
  const made = trail.sealing.seal(found.head);
  process.stdout.write(`${texts.sealed(made.sequence, made.day, await keepSeal(trail.directory, made))}\n`);
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

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

await runCommand(main, [KeyFileError, SealError]);
