/** How a command is used, said once: its parser, its help and the completion of shells are made of it. */

export interface Option {
  /** What its value is called, such as `FILE`; absent where it has none. */
  readonly value?: string;
  /** The only values that there are. */
  readonly of?: readonly string[];
  readonly says: string;
}

export interface Verb {
  /** What comes after it, each by a name of `words`. */
  readonly words?: readonly string[];
  /** Options that it cannot do without, and those that it can. */
  readonly needs?: readonly string[];
  readonly goes?: readonly string[];
}

export interface Command {
  /** In a line, for whoever looks for the right one. */
  readonly says: string;
  /** A command without verbs has one that is called ''. */
  readonly verbs: Readonly<Record<string, Verb>>;
  /** As `['a username', 'says more']`: how it is called in a sentence, and perhaps what to write. */
  readonly words?: Readonly<Record<string, readonly [string, string?]>>;
  readonly options: Readonly<Record<string, Option>>;
  readonly examples?: readonly string[];
  readonly ends?: string;
}

/** Options that go with every verb of a command. */
export const places = {
  data: { value: 'DIR', says: 'where the data is kept (default: data)' },
  settings: { value: 'FILE', says: "the server's settings, where they name a database or the master key's command" },
} as const satisfies Record<string, Option>;

export function isPlace(option: string): boolean {
  return Object.hasOwn(places, option);
}

/** A word of the command line that stands for a file or folder. */
export function isPath(name: string | undefined): boolean {
  return name !== undefined && /^(FILE|DIR)/.test(name);
}
