import { parseArgs } from 'node:util';
import { CommandError } from './command.ts';
import { isPlace } from './table/shape.ts';
import { type CommandName, commandTable } from './table/table.ts';
import { usageOf } from './usage.ts';

export interface Line {
  readonly verb: string;
  readonly words: readonly string[];
  readonly data: string;
  readonly settings: string | undefined;
  readonly json: boolean;
  /** An option's value, if it was given. */
  readonly value: (option: string) => string | undefined;
  readonly has: (option: string) => boolean;
}

/** What stands after a command, read by its line of the table. @throws CommandError with the usage */
export function readLine(name: CommandName, given: readonly string[] = process.argv.slice(2)): Line {
  try {
    return readWith(name, given);
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usageOf(name)}`);
  }
}

/**
 * One ID of 64 begins with a hyphen, and whoever copies it from a list has not to know how such a word is written: what does
 * not look like an option is none.
 */
function withIds(given: readonly string[], options: (typeof commandTable)[CommandName]['options']): string[] {
  const end = given.includes('--') ? given.indexOf('--') : given.length;
  const isOption = (word: string | undefined) => word !== undefined && /^--[a-z][a-z-]*(=|$)/.test(word);
  const takesValue = new Set(Object.keys(options).filter((option) => options[option]!.value !== undefined));
  const [read, words]: [string[], string[]] = [[], []];
  for (let at = 0; at < end; at += 1) {
    const [word, next] = [given[at]!, at + 1 < end ? given[at + 1] : undefined];
    if (!isOption(word)) words.push(word);
    else if (!takesValue.has(word.slice(2))) read.push(word);
    else if (next === undefined || isOption(next)) throw new Error(`Nothing stands after ${word}.`);
    else {
      read.push(`${word}=${next}`);
      at += 1;
    }
  }
  return [...read, '--', ...words, ...given.slice(end + 1)];
}

function readWith(name: CommandName, given: readonly string[]): Line {
  const { verbs, words: names = {}, options } = commandTable[name];
  const { values, positionals } = parseArgs({
    args: withIds(given, options),
    allowPositionals: true,
    options: Object.fromEntries(
      Object.entries(options).map(([option, { value }]) => [
        option,
        { type: value === undefined ? 'boolean' : 'string' },
      ]),
    ),
  });
  const [verb = '', ...words] = positionals;
  const shape = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (shape === undefined) throw new Error(`Say what to do: ${Object.keys(verbs).join(', ')}.`);
  const { words: wanted = [], needs = [], goes = [] } = shape;
  if (words.length !== wanted.length) {
    throw new Error(
      `After ${verb} comes ${wanted.map((word) => names[word]?.[0] ?? word).join(' and ') || 'nothing more'}.`,
    );
  }
  const named = Object.keys(values);
  const unfit = named.find((option) => !isPlace(option) && !needs.includes(option) && !goes.includes(option));
  if (unfit !== undefined) throw new Error(`--${unfit} does not go with ${verb}.`);
  const missing = needs.find((option) => !named.includes(option));
  if (missing === 'reason') throw new Error(`Say why with --reason "…"; the audit trail keeps it.`);
  if (missing !== undefined)
    throw new Error(`Give --${missing} ${options[missing]?.value}: ${options[missing]?.says}.`);
  for (const option of named) {
    const { of } = options[option]!;
    if (of && !of.includes(String(values[option]))) throw new Error(`--${option}: give one of ${of.join(', ')}.`);
  }
  const value = (option: string) => (typeof values[option] === 'string' ? values[option] : undefined);
  return {
    verb,
    words,
    value,
    has: (option) => named.includes(option),
    data: value('data') ?? 'data',
    settings: value('settings'),
    json: named.includes('json'),
  };
}
