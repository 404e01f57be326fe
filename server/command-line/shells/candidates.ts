import { type Command, isPath, isPlace, type Verb } from '../table/shape.ts';

/** The program that an installation has. What `npm run` is given, npm completes or nobody. */
export const program = 'enterprise-portal-server';

/** What can come next, as shells look it up. */
export interface Candidates {
  readonly commands: readonly string[];
  /** By `COMMAND VERB`; by `COMMAND ` before there is a verb, and by `COMMAND *` where there are none. */
  readonly next: ReadonlyMap<string, readonly string[]>;
  /** By `COMMAND --OPTION`: what its value can be. */
  readonly values: ReadonlyMap<string, readonly string[] | 'path' | 'anything'>;
}

export function candidatesOf(table: Readonly<Record<string, Command>>): Candidates {
  const next = new Map<string, readonly string[]>();
  const values = new Map<string, readonly string[] | 'path' | 'anything'>();
  for (const [name, { verbs, options }] of Object.entries(table)) {
    const placesOf = Object.keys(options).filter(isPlace);
    const only = verbs[''];
    if (only) next.set(`${name} *`, [...optionsOf(only, placesOf), '--help']);
    else next.set(`${name} `, [...Object.keys(verbs), '--help']);
    for (const [verb, shape] of Object.entries(verbs)) {
      if (verb !== '') next.set(`${name} ${verb}`, [...wordsOf(shape), ...optionsOf(shape, placesOf)]);
    }
    for (const [option, { value, of }] of Object.entries(options)) {
      if (value === undefined) continue;
      values.set(`${name} --${option}`, of ?? (isPath(value) ? 'path' : 'anything'));
    }
  }
  return { commands: Object.keys(table), next, values };
}

function optionsOf({ needs = [], goes = [] }: Verb, places: readonly string[]): string[] {
  return [...needs, ...goes, ...places].map((option) => `--${option}`);
}

/** Those that are one of several, and files, for which shells have candidates of their own. */
function wordsOf({ words = [] }: Verb): string[] {
  return words.flatMap((word) => (word.includes('|') ? word.split('|') : []));
}

/** Keys that have the same candidates, together. */
export function grouped<Value>(entries: ReadonlyMap<string, Value>): [keys: string[], value: Value][] {
  const groups = new Map<string, [string[], Value]>();
  for (const [key, value] of entries) {
    const group = groups.get(JSON.stringify(value));
    if (group) group[0].push(key);
    else groups.set(JSON.stringify(value), [[key], value]);
  }
  return [...groups.values()];
}
