import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { siteText } from '../../../shared/identity/account-fields.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Site } from '../../../shared/identity/site.ts';
import type { FieldChange, ImportRemark, ImportReport } from '../../../shared/identity/api/import.ts';
import { defineCollection } from '../../store/contract.ts';
import { type Account, accounts, factsOf, type PasswordRecord } from '../accounts/account.ts';
import { withSearchKeys } from '../accounts/search-keys.ts';
import { isWorkingAdministrator } from '../administration/administrators.ts';
import { type AdministrationDeps, entryOf, type Operator } from '../administration/deps.ts';
import { emailChangedMails } from '../administration/mails.ts';
import { voidMailedCodes } from '../administration/verify-owner.ts';
import type { AuditEntry } from '../audit/audit-trail.ts';
import { siteRecords } from '../sites/sites.ts';
import { endAllSessions, type EndSessionDeps } from '../sessions/end-session.ts';
import { type AccountUpdate, planImport, withoutAdministrators, type Present, updatedFields } from './plan.ts';
import { type ImportRow, type ReadRows, readRows } from './read-rows.ts';

/** That an account was imported, and from which hash, as a keyed fingerprint: the hash itself is not kept. */
interface ImportOrigin {
  /** The account's. */
  readonly id: string;
  readonly fingerprint: string;
}

const origins = defineCollection<ImportOrigin>()({ name: 'account-imports', lifetime: 'lasting', indexes: [] });

export type ImportDeps = Pick<AdministrationDeps, 'store' | 'hashing' | 'keys' | 'clock' | 'audit' | 'mail'> &
  Pick<AdministrationDeps, 'deployment' | 'timeZone'> &
  EndSessionDeps;

export interface ImportOptions {
  readonly dryRun: boolean;
  readonly partial: boolean;
  /** Whether accounts that are here may be changed. */
  readonly update: boolean;
  /** Whether one person alone asks for it where two are wanted: then no administrator is made or changed. */
  readonly alone?: boolean;
  /** Whom the audit trail names. */
  readonly by: Operator['by'];
  /** How many hashes are made at once; a server keeps places free for those who sign in. */
  readonly atOnce: number;
  /** Told of each account whose hash is made, and how many there are. */
  readonly progress?: (done: number, total: number) => void;
}

export interface ImportOutcome {
  /** Whether what could be written was; always false in a dry run. */
  readonly written: boolean;
  readonly report: ImportReport;
}

/**
 * Imports accounts from a CSV file [S4, S5]: all rows or none, unless `partial`. Hashing comes before the one write, so
 * an import that is interrupted has changed nothing, and repeating one changes nothing either. A file after which no
 * administrator could sign in is refused as a whole [R3].
 */
export async function importAccounts(csv: string, options: ImportOptions, deps: ImportDeps): Promise<ImportOutcome> {
  const { dryRun, partial } = options;
  const asWritten = readRows(csv);
  const present = await presentAccounts(asWritten.rows, deps);
  const read = await underKeptNames(asWritten, (key) => present.get(key)?.account.sites ?? [], deps);
  const planned = planImport(read, {
    update: options.update,
    presentOf: (key) => present.get(key),
    fingerprintOf: (row) => fingerprintOf(row, deps),
  });
  const plan = options.alone ? withoutAdministrators(planned) : planned;
  const { readable, create, update, unchanged, refused, hints } = plan;
  const reportOf = (created: number, updated: readonly AccountUpdate[], more: readonly ImportRemark[] = []) => ({
    dryRun,
    created,
    updated: updated.map(updateRemark),
    changes: updated.flatMap(changesOf).slice(0, limits.import.shownChanges),
    unchanged,
    refused: [...more, ...refused].toSorted((a, b) => a.line - b.line),
    hints: [...hints],
  });
  const bricks =
    create.length + update.length > 0 &&
    !leavesAdministrator(await deps.store.collection(accounts).list(), create.map(isNewAdministrator), update, deps);
  if (bricks) return { written: false, report: reportOf(0, [], [noAdministrator]) };
  if (dryRun) return { written: false, report: reportOf(create.length, update) };
  if (!readable || (refused.length > 0 && !partial)) return { written: false, report: reportOf(0, []) };

  const records = await wrapped(create, options, deps);
  const counts = { unchanged, refused: refused.length };
  const { written, made, updated, remarks } = await write({ made: records, updated: update }, options, counts, deps);
  for (const each of updated) await follow(each, deps);
  return { written, report: reportOf(made.length, updated, remarks) };
}

/** The rows with the sites' names that are kept; without those that give a closed site to somebody who does not have it. */
async function underKeptNames(
  read: ReadRows,
  sitesOf: (usernameKey: string) => readonly Site[],
  { store }: Pick<ImportDeps, 'store'>,
): Promise<ReadRows> {
  const kept = new Map((await store.collection(siteRecords).list()).map((site) => [site.id, site]));
  if (kept.size === 0) return read;
  const [rows, refused]: [ImportRow[], ImportRemark[]] = [[], []];
  for (const row of read.rows) {
    const had = sitesOf(row.usernameKey);
    const shut = row.sites?.find(({ id }) => kept.get(id)?.closed && !had.some((each) => each.id === id));
    if (shut) refused.push({ line: row.line, field: 'sites', reason: `holds ${shut.id}, which is closed` });
    else if (row.sites === undefined) rows.push(row);
    else rows.push({ ...row, sites: row.sites.map(({ id, name }) => ({ id, name: kept.get(id)?.name ?? name })) });
  }
  return { ...read, rows, refused: [...read.refused, ...refused] };
}

function updateRemark({ line, change }: AccountUpdate): ImportRemark {
  return { line, field: Object.keys(change).join(', '), reason: 'as the file has it' };
}

/** Each field as it is, or was, and as the file has it: for the eyes of whoever decides, and for no log. */
function changesOf({ line, before, change }: AccountUpdate): FieldChange[] {
  return updatedFields
    .filter((field) => change[field] !== undefined)
    .map((field) => ({
      line,
      username: before.username,
      field,
      before: shown(before[field]),
      after: shown(change[field]!),
    }));
}

function shown(value: string | readonly (string | Site)[]): string {
  if (typeof value === 'string') return value;
  return value.map((each) => (typeof each === 'string' ? each : siteText(each))).join('; ');
}

const noAdministrator: ImportRemark = {
  line: 1,
  field: 'file',
  reason:
    'leaves no administrator who can sign in: give an administrator in it a password_hash, or make one first (npm run accounts -- first-administrator)',
};

function isNewAdministrator({ roles, password }: ImportRow): boolean {
  return password !== undefined && roles.includes('administrator');
}

/** @param isNew of each account that is to be made, whether it is an administrator who can sign in */
function leavesAdministrator(
  present: readonly Account[],
  isNew: readonly boolean[],
  updates: readonly AccountUpdate[],
  { clock }: Pick<ImportDeps, 'clock'>,
): boolean {
  const changed = new Map(updates.map((update) => [update.before.id, updatedBy(update)]));
  const after = present.map((account) => changed.get(account.id) ?? account);
  return isNew.includes(true) || after.some((account) => isWorkingAdministrator(account, clock.now()));
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

async function presentAccounts(rows: readonly ImportRow[], { store }: ImportDeps): Promise<Map<string, Present>> {
  const [known, imported] = [store.collection(accounts), store.collection(origins)];
  const present = new Map<string, Present>();
  for (const { usernameKey } of rows) {
    const [account] = await known.find('usernameKey', usernameKey);
    if (account === undefined) continue;
    present.set(usernameKey, { account, fingerprint: (await imported.get(account.id))?.fingerprint });
  }
  return present;
}

/** The username is part of it, so that equal hashes of two people do not show. */
function fingerprintOf({ usernameKey, sourceHash }: ImportRow, { keys }: ImportDeps): string {
  return createHmac('sha256', keys.derive('import'))
    .update(`${usernameKey}\0${sourceHash ?? ''}`)
    .digest('base64url');
}

interface NewAccount {
  readonly line: number;
  readonly account: Account;
  readonly origin: ImportOrigin;
}

async function wrapped(
  rows: readonly ImportRow[],
  { atOnce, progress }: Pick<ImportOptions, 'atOnce' | 'progress'>,
  deps: ImportDeps,
): Promise<NewAccount[]> {
  const made: NewAccount[] = [];
  let [next, done] = [0, 0];
  const worker = async () => {
    while (next < rows.length) {
      const index = next++;
      made[index] = await newAccount(rows[index]!, deps);
      progress?.(++done, rows.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return made;
}

async function newAccount(row: ImportRow, deps: ImportDeps): Promise<NewAccount> {
  const { line, usernameKey, sites = [] } = row;
  const id = randomUUID();
  return {
    line,
    origin: { id, fingerprint: fingerprintOf(row, deps) },
    account: withSearchKeys({
      id,
      usernameKey,
      ...factsOf({ ...row, sites }),
      status: 'active',
      formerPasswords: [],
      securityQuestions: [],
      password: await passwordOf(row, deps),
    }),
  };
}

/**
 * The old digest within argon2id. Without one, the hash of something that nobody knows, which stands
 * for no password: only a reset opens the account.
 */
async function passwordOf({ password }: ImportRow, { hashing, clock }: ImportDeps): Promise<PasswordRecord> {
  const hash = await hashing.hash(password?.digest ?? randomBytes(32).toString('base64url'));
  return { hash, changedAt: clock.now(), ...(password ? { foreign: password.scheme } : { closed: true }) };
}

interface Changes {
  readonly made: readonly NewAccount[];
  readonly updated: readonly AccountUpdate[];
}

/**
 * @returns what was written, and what is to be said of rows that somebody else came before while the hashes were made;
 * unless `partial`, nothing is written then
 */
function write(
  { made, updated }: Changes,
  { partial, by }: ImportOptions,
  counts: { readonly unchanged: number; readonly refused: number },
  deps: ImportDeps,
): Promise<Changes & { readonly written: boolean; readonly remarks: readonly ImportRemark[] }> {
  const { store, audit } = deps;
  const recorded = new Set<string>();
  return store.transaction(async (collections) => {
    const [known, imported] = [collections.collection(accounts), collections.collection(origins)];
    const free: NewAccount[] = [];
    const same: AccountUpdate[] = [];
    const remarks: ImportRemark[] = [];
    for (const entry of made) {
      const taken = (await known.find('usernameKey', entry.account.usernameKey)).length > 0;
      if (taken) remarks.push({ line: entry.line, field: 'username', reason: overtakenText });
      else free.push(entry);
    }
    for (const entry of updated) {
      const now = await known.get(entry.before.id);
      if (now && isDeepStrictEqual(pick(now), pick(entry.before))) same.push({ ...entry, before: now });
      else remarks.push({ line: entry.line, field: 'username', reason: changedText });
    }
    const nothing = { written: false, made: [], updated: [] };
    if (remarks.length > 0 && !partial) return { ...nothing, remarks };
    const added = free.map(({ account }) => isWorkingAdministrator(account, deps.clock.now()));
    if (free.length + same.length > 0 && !leavesAdministrator(await known.list(), added, same, deps)) {
      return { ...nothing, remarks: [noAdministrator] };
    }
    for (const { account, origin } of free) {
      await known.insert(account);
      await imported.insert(origin);
    }
    for (const update of same) await known.put(updatedBy(update));
    // Last, and within: what cannot be recorded is not written either.
    const detail = {
      created: String(free.length),
      updated: String(same.length),
      unchanged: String(counts.unchanged),
      refused: String(counts.refused + remarks.length),
    };
    const entries: AuditEntry[] = [
      // The history of an account begins with it.
      ...free.map(({ account }) => ({
        event: 'account.created' as const,
        ...entryOf(account.id, { by, reason: 'import' }, beginningOf(account)),
      })),
      ...same.map(({ before, change }) => ({
        event: 'account.updated' as const,
        ...entryOf(before.id, { by, reason: 'import' }, { fields: Object.keys(change).join(' ') }),
      })),
      { event: 'accounts.imported', ...(typeof by === 'string' ? { detail: { ...detail, by } } : { ...by, detail }) },
    ];
    // Once, though a store may have to begin again after this.
    const fresh = entries.filter((entry) => !recorded.has(JSON.stringify(entry)));
    for (const entry of fresh) recorded.add(JSON.stringify(entry));
    await Promise.all(fresh.map((entry) => audit.record(entry)));
    return { written: true, made: free, updated: same, remarks };
  });
}

function beginningOf({ roles, sites }: Account) {
  return { roles: roles.join(' '), sites: sites.map((site) => site.id).join(' ') };
}

function pick(account: Account): unknown[] {
  return updatedFields.map((field) => account[field]);
}

const overtakenText = 'an account of this name was made while the import ran; check the file again';
const changedText = 'the account was changed while the import ran; check the file again';
