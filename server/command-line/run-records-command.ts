import type { Static, TSchema } from 'typebox';
import type { RecordsCommand } from '../identity/commands/commands.ts';
import { readSettings } from '../settings.ts';
import { runCommand } from './command.ts';
import { answered, recordsErrors, requireRecords } from './on-records.ts';
import { type Line, readLine } from './read-line.ts';
import { usageOf } from './usage.ts';

export const exitCodes = { done: 0, refused: 1 } as const;

/** How one command asks, and how its answer reads. */
export interface RecordsCommandSpeech<Answer extends TSchema> {
  /** Before the data is touched. @throws CommandError */
  readonly question: (line: Line) => object | Promise<object>;
  readonly answer: Answer;
  readonly readable: (answer: Done<Answer>) => string;
  /** Says no, although nothing was refused. */
  readonly isNo?: (answer: Done<Answer>) => boolean;
}

type Done<Answer extends TSchema> = Exclude<Static<Answer>, { outcome: 'failed' | 'refused' }>;

/** Asks a question of records that are there, and says the answer. */
export async function runRecordsCommand<Answer extends TSchema>(
  command: RecordsCommand,
  { question, answer: schema, readable, isNo = () => false }: RecordsCommandSpeech<Answer>,
): Promise<void> {
  const main = async () => {
    const line = readLine(command);
    const place = { data: line.data, settings: await readSettings(line.settings) };
    await requireRecords(place);
    const answer: unknown = await answered({ command, question: await question(line) }, schema, place);
    if (line.json) process.stdout.write(`${JSON.stringify(answer)}\n`);
    if (isRefusal(answer)) {
      if (!line.json) process.stderr.write(`${answer.reason}\n`);
      return exitCodes.refused;
    }
    const done = answer as Done<Answer>;
    if (!line.json) process.stdout.write(`${readable(done)}\n`);
    return isNo(done) ? exitCodes.refused : exitCodes.done;
  };
  await runCommand(main, recordsErrors, usageOf(command));
}

function isRefusal(answer: unknown): answer is { outcome: 'refused'; reason: string } {
  return (answer as { outcome: string }).outcome === 'refused';
}
