import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { ImportRemark, ImportReport } from '../../../shared/api/import.ts';
import { defineCollection } from '../../store/contract.ts';
import { type Account, accounts, type PasswordRecord } from '../accounts/account.ts';
import type { IdentityContext } from '../context.ts';
import { planImport, type Present } from './plan.ts';
import { type ImportRow, readRows } from './read-rows.ts';

/** That an account was imported, and from which hash, as a keyed fingerprint: the hash itself is not kept. */
interface ImportOrigin {
  /** The account's. */
  readonly id: string;
  readonly fingerprint: string;
}

const origins = defineCollection<ImportOrigin>()({ name: 'account-imports', lifetime: 'lasting', indexes: [] });

export type ImportDeps = Pick<IdentityContext, 'store' | 'hashing' | 'keys' | 'clock' | 'audit'>;

export interface ImportOptions {
  readonly dryRun: boolean;
  readonly partial: boolean;
  /** Whom the audit trail names. */
  readonly by: { readonly account: string; readonly workstation: string } | 'command line';
  /** How many hashes are made at once; a server keeps places free for those who sign in. */
  readonly atOnce: number;
}

export interface ImportOutcome {
  /** Whether what could be written was; always false in a dry run. */
  readonly written: boolean;
  readonly report: ImportReport;
}

/**
 * Imports accounts from a CSV file [S4, S5]: all rows or none, unless `partial`. Hashing comes before the one write, so
 * an import that is interrupted has changed nothing, and repeating one changes nothing either.
 */
export async function importAccounts(csv: string, options: ImportOptions, deps: ImportDeps): Promise<ImportOutcome> {
  const read = readRows(csv);
  const present = await presentAccounts(read.rows, deps);
  const { readable, create, unchanged, refused, hints } = planImport(
    read,
    (key) => present.get(key),
    (row) => fingerprintOf(row, deps),
  );
  const reportOf = (created: number, more: readonly ImportRemark[] = []): ImportReport => ({
    ...{ dryRun: options.dryRun, created, unchanged },
    refused: [...refused, ...more],
    hints: [...hints],
  });
  if (options.dryRun) return { written: false, report: reportOf(create.length) };
  if (!readable || (refused.length > 0 && !options.partial)) return { written: false, report: reportOf(0) };

  const records = await wrapped(create, options.atOnce, deps);
  const overtaken = await write(records, options, { unchanged, refused: refused.length }, deps);
  const none = overtaken.length > 0 && !options.partial;
  return { written: !none, report: reportOf(none ? 0 : create.length - overtaken.length, overtaken) };
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

/** With the username in it, so that equal hashes of two people do not show. */
function fingerprintOf({ usernameKey, sourceHash }: ImportRow, { keys }: ImportDeps): string {
  return createHmac('sha256', keys.derive('import')).update(`${usernameKey}\0${sourceHash}`).digest('base64url');
}

interface NewAccount {
  readonly line: number;
  readonly account: Account;
  readonly origin: ImportOrigin;
}

async function wrapped(rows: readonly ImportRow[], atOnce: number, deps: ImportDeps): Promise<NewAccount[]> {
  const made: NewAccount[] = [];
  let next = 0;
  const worker = async () => {
    while (next < rows.length) {
      const index = next++;
      made[index] = await newAccount(rows[index]!, deps);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return made;
}

async function newAccount(row: ImportRow, deps: ImportDeps): Promise<NewAccount> {
  const { line, username, usernameKey, name, email, roles, sites } = row;
  const id = randomUUID();
  return {
    line,
    origin: { id, fingerprint: fingerprintOf(row, deps) },
    account: {
      ...{ id, username, usernameKey, name, email, roles, sites, status: 'active' },
      ...{ formerPasswords: [], securityQuestions: [] },
      password: await passwordOf(row, deps),
    },
  };
}

/** The old digest within argon2id. Without one, the hash of something that nobody knows: only a reset opens the account. */
async function passwordOf({ password }: ImportRow, { hashing, clock }: ImportDeps): Promise<PasswordRecord> {
  const hash = await hashing.hash(password?.digest ?? randomBytes(32).toString('base64url'));
  return { hash, changedAt: clock.now(), ...(password && { foreign: password.scheme }) };
}

/** @returns the rows whose usernames somebody took while the hashes were made; unless `partial`, nothing is written then */
function write(
  made: readonly NewAccount[],
  { partial, by }: ImportOptions,
  counts: { readonly unchanged: number; readonly refused: number },
  { store, audit }: ImportDeps,
): Promise<ImportRemark[]> {
  let recorded: string | undefined;
  return store.transaction(async (collections) => {
    const [known, imported] = [collections.collection(accounts), collections.collection(origins)];
    const free: NewAccount[] = [];
    const overtaken: ImportRemark[] = [];
    for (const entry of made) {
      const taken = (await known.find('usernameKey', entry.account.usernameKey)).length > 0;
      if (taken) overtaken.push({ line: entry.line, field: 'username', reason: overtakenText });
      else free.push(entry);
    }
    if (overtaken.length > 0 && !partial) return overtaken;
    for (const { account, origin } of free) {
      await known.insert(account);
      await imported.insert(origin);
    }
    // Last, and within: what cannot be recorded is not written either.
    const detail = {
      created: String(free.length),
      unchanged: String(counts.unchanged),
      refused: String(counts.refused + overtaken.length),
    };
    const entry = {
      event: 'accounts.imported',
      ...(by === 'command line' ? { detail: { ...detail, by } } : { ...by, detail }),
    } as const;
    // Once, though a store may have to begin again after this.
    if (recorded !== JSON.stringify(entry)) await audit.record(entry);
    recorded = JSON.stringify(entry);
    return overtaken;
  });
}

const overtakenText = 'an account of this name was made while the import ran; check the file again';
