import type { AccountsCommand } from '../identity/administration/command.ts';
import { type Line, readLine } from './read-line.ts';

/** What stands after `npm run accounts --`. */

type Verb = AccountsCommand['verb'];

export interface AccountsArguments extends Pick<Line, 'data' | 'settings' | 'json'> {
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
  const line = readLine('accounts');
  const { data, settings, json, words, has } = line;
  const verb = line.verb as Verb;
  // An import begins a clinic's data, and so does its first administrator.
  const looksOnly = has('dry-run') || !['import', 'first-administrator'].includes(verb);
  const commandFor = (csv: string) => commandOf(verb, csv, line);
  return { data, settings, json, file: words[0] ?? '', commandFor, verb, looksOnly };
}

function commandOf(
  verb: Verb,
  csv: string,
  { words: [username = '', value = ''], has, ...line }: Line,
): AccountsCommand {
  const [reason, name, email] = [line.value('reason') ?? '', line.value('name'), line.value('email')];
  switch (verb) {
    case 'import':
      return { verb, csv, dryRun: has('dry-run'), partial: has('partial'), update: has('update') };
    case 'export':
      return { verb, spreadsheet: has('spreadsheet') };
    case 'list':
      return { verb };
    case 'show':
      return { verb, username };
    case 'create':
      return {
        ...{ verb, username, reason, roles: value },
        ...{ name: name ?? '', email: email ?? '', sites: line.value('sites') ?? '' },
      };
    case 'disable':
    case 'enable':
    case 'unlock':
      return { verb, username, reason };
    case 'reset':
      return { verb, username, reason, show: has('show') };
    case 'set-roles':
    case 'set-sites':
    case 'set-email':
    case 'set-name':
      return { verb, username, reason, value };
    case 'first-administrator':
      return { verb, username, reason, ...(name && { name }), ...(email && { email }) };
  }
}
