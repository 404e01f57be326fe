import { open, readFile } from 'node:fs/promises';
import { AccountsAnswer } from '../identity/administration/command.ts';
import { readSettings } from '../settings.ts';
import { accountsArguments } from './accounts-arguments.ts';
import { readableAnswer } from './accounts-answer.ts';
import { CommandError, reasonOf, runCommand } from './command.ts';
import { answered, isEmptyPlace, recordsErrors, requireRecords } from './on-records.ts';
import { exitCodes } from './run-records-command.ts';
import { usageOf } from './usage.ts';

/** Accounts from the command line [R3]. */

async function main(): Promise<number> {
  const { data, json, file, verb, looksOnly, commandFor, ...given } = accountsArguments();
  const place = { data, settings: await readSettings(given.settings) };
  if (looksOnly) await requireRecords(place);
  // Before the data is touched.
  const question = commandFor(verb === 'import' ? await readCsv(file) : '');
  if (await isEmptyPlace(place)) process.stderr.write(`There is no data in ${data} yet; it begins with this.\n`);
  const answer = await answered({ command: 'accounts', question }, AccountsAnswer, place);
  if (answer.outcome === 'exported') {
    await writeNew(file, answer.csv);
    process.stdout.write(`Exported to ${file}.\n`);
    return exitCodes.done;
  }
  if (json) process.stdout.write(`${JSON.stringify(answer.outcome === 'imported' ? answer.report : answer)}\n`);
  else if (answer.outcome === 'refused') process.stderr.write(`${answer.reason}\n`);
  else process.stdout.write(`${readableAnswer(answer)}\n`);
  const refused = answer.outcome === 'refused' || (answer.outcome === 'imported' && answer.report.refused.length > 0);
  return refused ? exitCodes.refused : exitCodes.done;
}

/** Names and addresses of people, for this user only, and never over a file that is there. */
async function writeNew(file: string, content: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
    throw new CommandError(`${file} cannot be written: ${reasonOf(error)}.`);
  });
  await handle.writeFile(content);
  await handle.close();
}

async function readCsv(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new CommandError(`${file} cannot be read: ${reasonOf(error)}.`);
  });
  // What is no UTF-8 becomes a mark that the import refuses, with the place's name.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

await runCommand(main, recordsErrors, usageOf('accounts'));
