import { type Command, isPlace, type Option, type Verb } from './table/shape.ts';
import { type CommandName, commandTable } from './table/table.ts';

/** The help of a command, as its line of the table says it. */
export function usageOf(name: CommandName): string {
  const command = commandTable[name];
  const calls = Object.entries(command.verbs).map(([verb, shape]) => called(name, verb, shape, command));
  const told = [
    ...Object.entries(command.words ?? {}).flatMap(([word, [, says]]) => (says ? [[word, says] as const] : [])),
    ...Object.entries(command.options).map(([option, shape]) => [written(option, shape), shape.says] as const),
  ];
  const wide = Math.max(...told.map(([left]) => left.length)) + 2;
  const { examples = [], ends } = command;
  return [
    ...calls.map((call, index) => `${index === 0 ? 'Usage:' : '      '} ${call}`),
    ...told.map(([left, says]) => `  ${left.padEnd(wide)}${says}`),
    ...(examples.length > 0 ? [examples.length > 1 ? 'Examples:' : 'Example:'] : []),
    ...examples.map((example) => `  npm run ${name} -- ${example}`),
    ...(ends ? [ends] : []),
  ].join('\n');
}

function called(name: string, verb: string, { words = [], needs = [], goes = [] }: Verb, { options }: Command): string {
  const must = needs.map((option) => written(option, options[option]!));
  // Where the data is, and how the answer is written, goes with all of them.
  const may = goes.filter((option) => !isPlace(option) && option !== 'json');
  return [
    `npm run ${name} --`,
    verb,
    ...words,
    ...must,
    ...may.map((option) => `[${written(option, options[option]!)}]`),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function written(option: string, { value }: Option): string {
  return value === undefined ? `--${option}` : `--${option} ${value}`;
}
