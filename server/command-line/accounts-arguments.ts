import { parseArgs } from 'node:util';
import type { AccountsCommand } from '../identity/administration/command.ts';
import { CommandError } from './command.ts';

/** What stands after `npm run accounts --`. */

export const usage = `Usage: npm run accounts -- first-administrator USERNAME [--name NAME --email ADDRESS] --reason TEXT
       npm run accounts -- list
       npm run accounts -- show USERNAME
       npm run accounts -- disable|enable USERNAME --reason TEXT
       npm run accounts -- reset USERNAME [--show] --reason TEXT
       npm run accounts -- set-roles USERNAME ROLES --reason TEXT
       npm run accounts -- set-sites USERNAME SITES --reason TEXT
       npm run accounts -- set-email USERNAME ADDRESS --reason TEXT
       npm run accounts -- import FILE.csv [--dry-run] [--partial] [--update]
       npm run accounts -- export FILE.csv [--spreadsheet]
  --data DIR       where the data is kept (default: data)
  --settings FILE  the server's settings, where they name a database or the master key's command
  --reason TEXT    why, for the audit trail
  --json           the answer as one line of JSON
  --name, --email  of the administrator, where the account is new
  --show           shows the code once, instead of mailing it to the account's address
  ROLES            ids with ; between them, such as "clinic-staff;point-of-contact"
  SITES            id:name with ; between them, such as "0042:North Clinic"; "" for none
  --dry-run        checks the file and writes nothing
  --partial        imports the rows that can be imported, instead of all or none
  --update         gives accounts that are here the name, email, roles and sites of the file
  --spreadsheet    written so that a spreadsheet keeps leading zeros
A server may run on the data meanwhile. Ends with 0 when it is done, 1 when something was refused, 2 for wrong usage or a
fault.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const options = {
  data: { ...text, default: 'data' },
  settings: text,
  reason: text,
  name: text,
  email: text,
  json: flag,
  show: flag,
  'dry-run': flag,
  partial: flag,
  update: flag,
  spreadsheet: flag,
} as const;

type Verb = AccountsCommand['verb'];

/** What each takes: its words after the verb, and the options that go with it beside --data and --settings. */
const shapes: Record<Verb, { readonly words: readonly string[]; readonly goes: readonly (keyof typeof options)[] }> = {
  import: { words: ['one CSV file'], goes: ['dry-run', 'partial', 'update', 'json'] },
  export: { words: ['one CSV file'], goes: ['spreadsheet'] },
  list: { words: [], goes: ['json'] },
  show: { words: ['a username'], goes: ['json'] },
  disable: { words: ['a username'], goes: ['reason', 'json'] },
  enable: { words: ['a username'], goes: ['reason', 'json'] },
  reset: { words: ['a username'], goes: ['reason', 'show', 'json'] },
  'set-roles': { words: ['a username', 'its roles'], goes: ['reason', 'json'] },
  'set-sites': { words: ['a username', 'its sites'], goes: ['reason', 'json'] },
  'set-email': { words: ['a username', 'its email address'], goes: ['reason', 'json'] },
  'first-administrator': { words: ['a username'], goes: ['name', 'email', 'reason', 'json'] },
};

export interface AccountsArguments {
  readonly data: string;
  readonly settings: string | undefined;
  readonly json: boolean;
  /** The file of an import or export. */
  readonly file: string;
  /** @param csv what stands in an import's file */
  readonly commandFor: (csv: string) => AccountsCommand;
  readonly verb: Verb;
  /** Changes nothing, so a folder without data is a mistake. */
  readonly looksOnly: boolean;
}

/** @throws CommandError with the usage */
export function accountsArguments(): AccountsArguments {
  try {
    const { values, positionals, tokens } = parseArgs({ allowPositionals: true, options, tokens: true });
    const [given, ...words] = positionals;
    const verb = given as Verb;
    const shape = Object.hasOwn(shapes, given ?? '') ? shapes[verb] : undefined;
    if (shape === undefined) throw new Error(`Say what to do: ${Object.keys(shapes).join(', ')}.`);
    if (words.length !== shape.words.length) {
      throw new Error(`After ${verb} comes ${shape.words.join(' and ') || 'nothing more'}.`);
    }
    const unfit = tokens?.find(
      (token) => token.kind === 'option' && !['data', 'settings', ...shape.goes].includes(token.name),
    );
    if (unfit?.kind === 'option') throw new Error(`--${unfit.name} does not go with ${verb}.`);
    if (shape.goes.includes('reason') && values.reason === undefined) {
      throw new Error(`Say why with --reason "…"; the audit trail keeps it.`);
    }
    const { data, settings, json, reason = '', name, email, partial, update, show, spreadsheet } = values;
    const [first = '', value = ''] = words;
    const dryRun = values['dry-run'];
    const commandFor = (csv: string): AccountsCommand => {
      switch (verb) {
        case 'import':
          return { verb, csv, dryRun, partial, update };
        case 'export':
          return { verb, spreadsheet };
        case 'list':
          return { verb };
        case 'show':
          return { verb, username: first };
        case 'disable':
        case 'enable':
          return { verb, username: first, reason };
        case 'reset':
          return { verb, username: first, reason, show };
        case 'set-roles':
        case 'set-sites':
        case 'set-email':
          return { verb, username: first, reason, value };
        case 'first-administrator':
          return { verb, username: first, reason, ...(name && { name }), ...(email && { email }) };
      }
    };
    // An import begins a clinic's data, and so does its first administrator.
    const looksOnly = dryRun || !['import', 'first-administrator'].includes(verb);
    return { data, settings, json, file: first, commandFor, verb, looksOnly };
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}
