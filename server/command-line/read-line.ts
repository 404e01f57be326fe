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
export function readLine(name: CommandName): Line {
  try {
    return readWith(name);
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usageOf(name)}`);
  }
}

function readWith(name: CommandName): Line {
  const { verbs, words: names = {}, options } = commandTable[name];
  const { values, positionals } = parseArgs({
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
  const given = Object.keys(values);
  const unfit = given.find((option) => !isPlace(option) && !needs.includes(option) && !goes.includes(option));
  if (unfit !== undefined) throw new Error(`--${unfit} does not go with ${verb}.`);
  const missing = needs.find((option) => !given.includes(option));
  if (missing === 'reason') throw new Error(`Say why with --reason "…"; the audit trail keeps it.`);
  if (missing !== undefined)
    throw new Error(`Give --${missing} ${options[missing]?.value}: ${options[missing]?.says}.`);
  for (const option of given) {
    const { of } = options[option]!;
    if (of && !of.includes(String(values[option]))) throw new Error(`--${option}: give one of ${of.join(', ')}.`);
  }
  const value = (option: string) => (typeof values[option] === 'string' ? values[option] : undefined);
  return {
    verb,
    words,
    value,
    has: (option) => given.includes(option),
    data: value('data') ?? 'data',
    settings: value('settings'),
    json: given.includes('json'),
  };
}
