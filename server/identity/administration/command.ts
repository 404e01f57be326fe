import { type Static, Type } from 'typebox';
import { readRoles, readSites, unfitEmail, unfitName, unfitUsername } from '../../../shared/identity/account-fields.ts';
import { ListedAccount } from '../../../shared/identity/api/accounts.ts';
import { ImportReport } from '../../../shared/identity/api/import.ts';
import { SupportedAccount } from '../../../shared/identity/api/support.ts';
import { administration as administrationTexts } from '../../../shared/identity/texts/en/administration.ts';
import { type Account, accounts, factsOf } from '../accounts/account.ts';
import { HashingBusyError } from '../accounts/password-hashing.ts';
import { usernameKey } from '../accounts/username.ts';
import { closed, Failed, reasonFor, Refused, refused } from '../commands/answers.ts';
import { exportAccounts } from '../import/export-accounts.ts';
import { importAccounts } from '../import/import-accounts.ts';
import { supportedAccount } from '../support/supported-account.ts';
import { unlock } from '../support/unlock.ts';
import { canBeOpenedBy } from './administrators.ts';
import { type AccountChange, changeAccount } from './change-account.ts';
import { createAccount } from './create-account.ts';
import type { AdministrationDeps, Operator } from './deps.ts';
import { firstAdministrator } from './first-administrator.ts';
import { resetAccount } from './reset-account.ts';

/** What `npm run accounts` asks for, whether it opens the data itself or a server that has them open does it [R3]. */

const text = Type.String();
const someone = { username: text };
const changing = { ...someone, reason: text };

export const AccountsCommand = Type.Union([
  Type.Object(
    {
      verb: Type.Literal('import'),
      csv: text,
      dryRun: Type.Boolean(),
      partial: Type.Boolean(),
      update: Type.Boolean(),
    },
    closed,
  ),
  Type.Object({ verb: Type.Literal('export'), spreadsheet: Type.Boolean() }, closed),
  Type.Object({ verb: Type.Literal('list') }, closed),
  Type.Object({ verb: Type.Literal('show'), ...someone }, closed),
  Type.Object({ verb: Type.Literal('disable'), ...changing }, closed),
  Type.Object({ verb: Type.Literal('enable'), ...changing }, closed),
  Type.Object({ verb: Type.Literal('reset'), ...changing, show: Type.Boolean() }, closed),
  Type.Object({ verb: Type.Literal('set-roles'), ...changing, value: text }, closed),
  Type.Object({ verb: Type.Literal('set-sites'), ...changing, value: text }, closed),
  Type.Object({ verb: Type.Literal('set-email'), ...changing, value: text }, closed),
  Type.Object({ verb: Type.Literal('set-name'), ...changing, value: text }, closed),
  Type.Object({ verb: Type.Literal('unlock'), ...changing }, closed),
  Type.Object({ verb: Type.Literal('create'), ...changing, name: text, email: text, roles: text, sites: text }, closed),
  Type.Object(
    { verb: Type.Literal('first-administrator'), ...changing, name: Type.Optional(text), email: Type.Optional(text) },
    closed,
  ),
]);
export type AccountsCommand = Static<typeof AccountsCommand>;

export const AccountsAnswer = Type.Union([
  Type.Object({ outcome: Type.Literal('imported'), written: Type.Boolean(), report: ImportReport }, closed),
  Type.Object({ outcome: Type.Literal('exported'), csv: text }, closed),
  Type.Object({ outcome: Type.Literal('listed'), accounts: Type.Array(ListedAccount) }, closed),
  Type.Object({ outcome: Type.Enum(['shown', 'changed', 'unchanged']), account: SupportedAccount }, closed),
  Type.Object(
    { outcome: Type.Literal('mailed'), account: SupportedAccount, mailedTo: text, expiresAt: Type.Integer() },
    closed,
  ),
  Type.Object(
    { outcome: Type.Literal('code'), account: SupportedAccount, code: text, expiresAt: Type.Integer() },
    closed,
  ),
  Refused,
  Failed,
]);
export type AccountsAnswer = Static<typeof AccountsAnswer>;

const { refused: texts } = administrationTexts;

interface AccountsDeps extends AdministrationDeps {
  /** Where a server runs: a mailed link names its address. */
  readonly running?: { readonly origin: string };
}

/** @param atOnce hashes of an import */
export async function carryOutAccounts(
  command: AccountsCommand,
  atOnce: number,
  deps: AccountsDeps,
): Promise<AccountsAnswer> {
  if (!('reason' in command)) return withoutReason(command, atOnce, deps);
  const given = reasonFor(command);
  return 'outcome' in given ? given : withReason(command, { by: 'command line', ...given }, deps);
}

type WithReason = Extract<AccountsCommand, { reason: string }>;

async function withoutReason(
  command: Exclude<AccountsCommand, WithReason>,
  atOnce: number,
  deps: AdministrationDeps,
): Promise<AccountsAnswer> {
  const { audit, clock, store } = deps;
  const by = 'command line';
  switch (command.verb) {
    case 'import': {
      const { csv, dryRun, partial, update } = command;
      try {
        const imported = await importAccounts(csv, { dryRun, partial, update, by, atOnce }, deps);
        return { outcome: 'imported', ...imported };
      } catch (error) {
        if (!(error instanceof HashingBusyError)) throw error;
        return refused('The server is busy with people who sign in. Nothing was written; try again in a moment.');
      }
    }
    // Recorded first: what is not in the trail does not leave the store.
    case 'export': {
      const all = await store.collection(accounts).list();
      await audit.record({ event: 'accounts.exported', detail: { accounts: String(all.length), by } });
      return { outcome: 'exported', csv: exportAccounts(all, { forSpreadsheet: command.spreadsheet }) };
    }
    case 'list': {
      const all = await store.collection(accounts).list();
      await audit.record({ event: 'accounts.listed', detail: { accounts: String(all.length), by } });
      const byName = all.toSorted((a, b) => (a.usernameKey < b.usernameKey ? -1 : 1));
      return { outcome: 'listed', accounts: byName.map((account) => listed(account, clock.now())) };
    }
    case 'show': {
      const [account] = await deps.accounts.find('usernameKey', usernameKey(command.username));
      if (account === undefined) return refused(texts['not found']);
      await audit.record({ event: 'account.shown', account: account.id, detail: { by } });
      return { outcome: 'shown', account: await supportedAccount(account, deps) };
    }
  }
}

async function withReason(command: WithReason, operator: Operator, deps: AccountsDeps): Promise<AccountsAnswer> {
  const { username } = command;
  switch (command.verb) {
    case 'disable':
      return change(username, { field: 'status', value: 'disabled' }, operator, deps);
    case 'enable':
      return change(username, { field: 'status', value: 'active' }, operator, deps);
    case 'set-roles': {
      const roles = readRoles(command.value);
      if (typeof roles === 'string') return refused(`The list of roles ${roles}.`);
      return change(username, { field: 'roles', value: roles }, operator, deps);
    }
    case 'set-sites': {
      const sites = readSites(command.value);
      if (typeof sites === 'string') return refused(`The list of sites ${sites}.`);
      return change(username, { field: 'sites', value: sites }, operator, deps);
    }
    case 'set-email': {
      const why = unfitEmail(command.value.trim());
      if (why) return refused(`The email ${why}.`);
      return change(username, { field: 'email', value: command.value.trim() }, operator, deps);
    }
    case 'set-name': {
      const why = unfitName(command.value.trim());
      if (why) return refused(`The name ${why}.`);
      return change(username, { field: 'name', value: command.value.trim() }, operator, deps);
    }
    case 'unlock': {
      const [account] = await deps.accounts.find('usernameKey', usernameKey(username));
      if (account === undefined) return refused(texts['not found']);
      const outcome = (await unlock(account, operator, deps)) ? 'changed' : 'unchanged';
      return { outcome, account: await supportedAccount(account, deps) };
    }
    case 'create':
      return create(command, operator, deps);
    case 'reset': {
      const reset = await resetAccount(username, command.show ? 'shown' : 'mailed', operator, deps);
      if (!('account' in reset)) {
        const advice = reset.outcome === 'no mail' ? ' Use --show, and give the code to the owner yourself.' : '';
        return refused(texts[reset.outcome] + advice);
      }
      const account = await supportedAccount(reset.account, deps);
      const { expiresAt } = reset;
      return reset.outcome === 'shown'
        ? { outcome: 'code', account, code: reset.code, expiresAt }
        : { outcome: 'mailed', account, mailedTo: reset.mailedTo, expiresAt };
    }
    case 'first-administrator': {
      const [name, email] = [command.name?.trim(), command.email?.trim()];
      const wrong = [
        wrongField('username', unfitUsername(username.trim())),
        wrongField('name', name === undefined ? undefined : unfitName(name)),
        wrongField('email', email === undefined ? undefined : unfitEmail(email)),
      ].filter((each) => each !== undefined);
      if (wrong.length > 0) return refused(wrong.join(' '));
      const made = await firstAdministrator({ username: username.trim(), name, email }, operator, deps);
      if (made.outcome === 'not needed') return refused(texts['not needed'](made.administrators));
      if (made.outcome === 'name and email missing') return refused(texts[made.outcome]);
      const { code, expiresAt } = made;
      return { outcome: 'code', account: await supportedAccount(made.account, deps), code, expiresAt };
    }
  }
}

async function create(
  command: Extract<AccountsCommand, { verb: 'create' }>,
  operator: Operator,
  { running, ...deps }: AccountsDeps,
): Promise<AccountsAnswer> {
  const [username, name, email] = [command.username.trim(), command.name.trim(), command.email.trim()];
  const [roles, sites] = [readRoles(command.roles), readSites(command.sites)];
  const wrong = [
    wrongField('username', unfitUsername(username)),
    wrongField('name', unfitName(name)),
    wrongField('email', unfitEmail(email)),
    wrongField('list of roles', typeof roles === 'string' ? roles : undefined),
    wrongField('list of sites', typeof sites === 'string' ? sites : undefined),
  ].filter((each) => each !== undefined);
  if (typeof roles === 'string' || typeof sites === 'string' || wrong.length > 0) return refused(wrong.join(' '));
  if (running === undefined) return refused(texts['no server']);
  const made = await createAccount({ username, name, email, roles, sites }, operator, { ...deps, ...running });
  if (made.outcome !== 'created') return refused(texts[made.outcome]);
  const { mailedTo, expiresAt } = made;
  return { outcome: 'mailed', account: await supportedAccount(made.account, deps), mailedTo, expiresAt };
}

async function change(
  username: string,
  wanted: AccountChange,
  operator: Operator,
  deps: AdministrationDeps,
): Promise<AccountsAnswer> {
  const changed = await changeAccount(username, wanted, operator, deps);
  if (!('account' in changed)) return refused(texts[changed.outcome]);
  return { outcome: changed.outcome, account: await supportedAccount(changed.account, deps) };
}

function wrongField(field: string, why: string | undefined): string | undefined {
  return why && `The ${field} ${why}.`;
}

function listed(account: Account, now: number): ListedAccount {
  return { ...factsOf(account), status: account.status, ...canBeOpenedBy(account, now) };
}
