import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { ImportRemark } from '../../../shared/identity/api/import.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { type Collection, defineCollection } from '../../store/contract.ts';
import { type Account, accounts, factsOf } from '../accounts/account.ts';
import { withSearchKeys } from '../accounts/search-keys.ts';
import { isWorkingAdministrator } from '../administration/administrators.ts';
import { entryOf, type Operator } from '../administration/deps.ts';
import { emailChangedMails } from '../administration/mails.ts';
import { voidMailedCodes } from '../administration/verify-owner.ts';
import type { AuditEntry } from '../audit/audit-trail.ts';
import { endAllSessions } from '../sessions/end-session.ts';
import type { ImportDeps, ImportOptions } from './options.ts';
import { type AccountUpdate, updatedFields } from './plan.ts';
import type { ImportRow } from './read-rows.ts';

/** That an account was imported, and from which hash, as a keyed fingerprint: the hash itself is not kept. */
interface ImportOrigin {
  /** The account's. */
  readonly id: string;
  readonly fingerprint: string;
}

export const origins = defineCollection<ImportOrigin>()({ name: 'account-imports', lifetime: 'lasting', indexes: [] });

/** The username is part of them, so that equal hashes of two people do not show. */
export function fingerprintsWith({ keys }: Pick<ImportDeps, 'keys'>): (row: ImportRow) => string {
  return ({ usernameKey, sourceHash = '' }) =>
    keys.code('import', `${usernameKey}\0${sourceHash}`).toString('base64url');
}

/** A new account, before it is made. */
export interface HashedRow {
  readonly row: ImportRow;
  readonly hash: string;
}

interface Written {
  readonly created: number;
  readonly updated: readonly AccountUpdate[];
  /** What is to be said of rows that somebody else came before while the hashes were made. */
  readonly remarks: readonly ImportRemark[];
}

/**
 * So many rows in one step, so that neither others nor memory wait for all of them. Where somebody came before a row, it is left out
 * if `partial`; else its step is not written, and none after it.
 */
export async function writeImport(
  changes: readonly (HashedRow | AccountUpdate)[],
  fingerprintOf: (row: ImportRow) => string,
  options: ImportOptions,
  deps: ImportDeps,
): Promise<Written> {
  let [created, updated, remarks]: [number, AccountUpdate[], ImportRemark[]] = [0, [], []];
  for (let at = 0; at < changes.length; at += limits.import.together) {
    const part = partOf(changes.slice(at, at + limits.import.together), fingerprintOf, deps);
    const written = await writePart(part, options, deps);
    for (const each of written.updated) await follow(each, deps);
    created += written.created;
    updated = [...updated, ...written.updated];
    remarks = [...remarks, ...written.remarks];
    if (written.remarks.length > 0 && !options.partial) break;
    options.progress?.({ created, updated: updated.length });
    await setImmediate();
  }
  return { created, updated, remarks };
}

interface NewAccount {
  readonly line: number;
  readonly account: Account;
  readonly origin: ImportOrigin;
}

interface Part {
  readonly made: readonly NewAccount[];
  readonly changed: readonly AccountUpdate[];
}

function partOf(
  changes: readonly (HashedRow | AccountUpdate)[],
  fingerprintOf: (row: ImportRow) => string,
  deps: Pick<ImportDeps, 'clock'>,
): Part {
  return {
    made: changes.flatMap((each) => ('row' in each ? newAccount(each, fingerprintOf(each.row), deps) : [])),
    changed: changes.filter((each): each is AccountUpdate => 'change' in each),
  };
}

function newAccount({ row, hash }: HashedRow, fingerprint: string, { clock }: Pick<ImportDeps, 'clock'>): NewAccount {
  const { line, usernameKey, sites = [], password } = row;
  const id = randomUUID();
  return {
    line,
    origin: { id, fingerprint },
    account: withSearchKeys({
      id,
      usernameKey,
      ...factsOf({ ...row, sites }),
      status: 'active',
      formerPasswords: [],
      securityQuestions: [],
      password: { hash, changedAt: clock.now(), ...(password ? { foreign: password.scheme } : { closed: true }) },
    }),
  };
}

function writePart({ made, changed }: Part, { partial, by }: ImportOptions, deps: ImportDeps): Promise<Written> {
  const { store, audit, clock } = deps;
  const recorded = new Set<string>();
  return store.transaction(async (collections) => {
    const known = collections.collection(accounts);
    const keys = made.map(({ account }) => account.usernameKey);
    const taken = new Set((await known.findAny('usernameKey', keys)).map(({ usernameKey }) => usernameKey));
    const free = made.filter(({ account }) => !taken.has(account.usernameKey));
    const remarks: ImportRemark[] = made
      .filter((each) => !free.includes(each))
      .map(({ line }) => ({ line, field: 'username', reason: overtakenText }));
    const same: AccountUpdate[] = [];
    for (const entry of changed) {
      const now = await known.get(entry.before.id);
      if (now && isDeepStrictEqual(pick(now), pick(entry.before))) same.push({ ...entry, before: now });
      else remarks.push({ line: entry.line, field: 'username', reason: changedText });
    }
    if (remarks.length > 0 && !partial) return { created: 0, updated: [], remarks };
    const takesOneAway = same.some(({ before }) => isWorkingAdministrator(before, clock.now()));
    if (takesOneAway && !(await leavesAdministrator(known, false, same, by, deps))) {
      return { created: 0, updated: [], remarks: [noAdministrator] };
    }
    await known.insertAll(free.map(({ account }) => account));
    await collections.collection(origins).insertAll(free.map(({ origin }) => origin));
    for (const update of same) await known.put(updatedBy(update));
    // Last, and within: what cannot be recorded is not written either. Once, though a store may have to begin again after this.
    const entries = entriesOf(free, same, by).filter((entry) => !recorded.has(JSON.stringify(entry)));
    for (const entry of entries) recorded.add(JSON.stringify(entry));
    await Promise.all(entries.map((entry) => audit.record(entry)));
    return { created: free.length, updated: same, remarks };
  });
}

/** The history of an account begins with it. */
function entriesOf(made: readonly NewAccount[], updated: readonly AccountUpdate[], by: Operator['by']): AuditEntry[] {
  return [
    ...made.map(({ account: { id, roles, sites } }) => ({
      event: 'account.created' as const,
      ...entryOf(
        id,
        { by, reason: 'import' },
        { roles: roles.join(' '), sites: sites.map((each) => each.id).join(' ') },
      ),
    })),
    ...updated.map(({ before, change }) => ({
      event: 'account.updated' as const,
      ...entryOf(before.id, { by, reason: 'import' }, { fields: Object.keys(change).join(' ') }),
    })),
  ];
}

/** @param isAmongNew whether an administrator who can sign in is among the accounts that are to be made */
export async function leavesAdministrator(
  known: Pick<Collection<Account>, 'get' | 'list'>,
  isAmongNew: boolean,
  updates: readonly AccountUpdate[],
  by: Operator['by'],
  { clock }: Pick<ImportDeps, 'clock'>,
): Promise<boolean> {
  const changed = new Map(updates.map((update) => [update.before.id, updatedBy(update)]));
  const stays = (account: Account) => isWorkingAdministrator(changed.get(account.id) ?? account, clock.now());
  if (isAmongNew) return true;
  // Mostly whoever imports, which spares reading everybody.
  const caller = typeof by === 'string' ? undefined : await known.get(by.account);
  return (caller !== undefined && stays(caller)) || (await known.list()).some(stays);
}

/** A code that was mailed to another address opens nothing any more. */
function updatedBy({ before, change }: AccountUpdate): Account {
  return withSearchKeys({ ...before, ...change, ...(change.email !== undefined && { reset: null }) });
}

/** What an update means for whoever works with the account, or gets its mail. */
async function follow({ before, change }: AccountUpdate, deps: ImportDeps): Promise<void> {
  if (change.roles || change.sites) await endAllSessions(before.id, 'administrator', deps);
  if (change.email === undefined) return;
  await voidMailedCodes(before.id, deps);
  for (const mail of emailChangedMails({ ...before, ...change }, before.email, deps)) await deps.mail.queue(mail);
}

function pick(account: Account): unknown[] {
  return updatedFields.map((field) => account[field]);
}

export const noAdministrator: ImportRemark = {
  line: 1,
  field: 'file',
  reason:
    'leaves no administrator who can sign in: give an administrator in it a password_hash, or make one first (npm run accounts -- first-administrator)',
};

const overtakenText = 'an account of this name was made while the import ran; check the file again';
const changedText = 'the account was changed while the import ran; check the file again';
