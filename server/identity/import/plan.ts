import { isDeepStrictEqual } from 'node:util';
import { type ImportColumn, importColumns, type ImportRemark } from '../../../shared/identity/api/import.ts';
import type { Account } from '../accounts/account.ts';
import type { ImportRow, ReadRows } from './read-rows.ts';

/** An account that is here already, and the fingerprint of the hash that it was imported with, if it was. */
export interface Present {
  readonly account: Account;
  readonly fingerprint: string | undefined;
}

/** The fields of an account that a file may change. */
export type UpdatedField = Exclude<ImportColumn, 'username' | 'password_hash'>;
export const updatedFields = importColumns.filter(
  (column): column is UpdatedField => column !== 'username' && column !== 'password_hash',
);

/** An account that is here, and what the file has otherwise. */
export interface AccountUpdate {
  readonly line: number;
  readonly before: Account;
  readonly change: Partial<Pick<Account, UpdatedField>>;
}

export interface ImportPlan {
  readonly readable: boolean;
  readonly create: readonly ImportRow[];
  readonly update: readonly AccountUpdate[];
  readonly unchanged: number;
  readonly refused: readonly ImportRemark[];
  readonly hints: readonly ImportRemark[];
}

export interface PlanOptions {
  /** Whether the file may change accounts that are here. */
  readonly update: boolean;
  presentOf(usernameKey: string): Present | undefined;
  /** Tells one source hash from another without keeping it. */
  fingerprintOf(row: ImportRow): string;
}

/**
 * Decides what an import would do, row by row. An account that is here is not changed by a file that may not update:
 * either the row says just what it was imported from, or the row is refused. A password never is.
 */
export function planImport(read: ReadRows, options: PlanOptions): ImportPlan {
  const create: ImportRow[] = [];
  const update: AccountUpdate[] = [];
  const refused: ImportRemark[] = [...read.refused];
  const hints: ImportRemark[] = [...read.hints];
  let unchanged = 0;
  const firstLines = new Map<string, number>();
  for (const row of read.rows) {
    const { line, usernameKey } = row;
    const first = firstLines.get(usernameKey);
    firstLines.set(usernameKey, first ?? line);
    if (first !== undefined) {
      refused.push({ line, field: 'username', reason: `stands in line ${first} already` });
      continue;
    }
    const present = options.presentOf(usernameKey);
    if (present === undefined) {
      create.push(row);
      continue;
    }
    const { account } = present;
    const other = differences(account, row);
    const password = otherPassword(present, row, options.fingerprintOf(row));
    const spelling = account.username === row.username ? [] : [{ line, field: 'username', reason: isLeft }];
    if (options.update) {
      refused.push(...spelling);
      if (password)
        hints.push({ line, field: 'password_hash', reason: 'is not used: a file never changes a password' });
      if (spelling.length > 0) continue;
      const changes = Object.keys(other).length > 0;
      if (changes && account.status !== 'active')
        hints.push({ line, field: 'row', reason: 'the account is disabled, and stays so' });
      if (changes) update.push({ line, before: account, change: other });
      else unchanged += 1;
    } else {
      const conflicts = [
        ...spelling,
        ...Object.keys(other).map((field) => ({ line, field, reason: isLeft })),
        ...(password ? [{ line, field: 'password_hash', reason: password }] : []),
      ];
      refused.push(...conflicts);
      if (conflicts.length === 0) unchanged += 1;
    }
  }
  const byLine = (a: ImportRemark, b: ImportRemark) => a.line - b.line;
  // They keep the file's order, so that it can be corrected from top to bottom.
  return { ...read, create, update, unchanged, refused: refused.toSorted(byLine), hints: hints.toSorted(byLine) };
}

const isLeft = 'differs from the account that is here, which is left as it is';

/** What the row has otherwise, where it says. Roles and sites are compared without their order. */
function differences(account: Account, row: ImportRow): Partial<Pick<Account, UpdatedField>> {
  const fields = updatedFields.filter((field) => {
    const there = row[field];
    return there !== undefined && !isDeepStrictEqual(comparable(account[field]), comparable(there));
  });
  return Object.fromEntries(fields.map((field) => [field, row[field]]));
}

function comparable(value: unknown): unknown {
  return Array.isArray(value) ? value.map((each) => JSON.stringify(each)).toSorted() : value;
}

/** The password that the person has by now plays no part. @returns why the row's hash is not what the account came with */
function otherPassword({ fingerprint }: Present, { sourceHash }: ImportRow, ofRow: string): string | undefined {
  if (sourceHash === undefined) return undefined;
  if (fingerprint !== undefined) {
    return fingerprint === ofRow ? undefined : 'differs from the one that was imported, which is left as it is';
  }
  // Made here: its password is its owner's, whatever the file says.
  return sourceHash === '' ? undefined : 'the account that is here was not imported; it is left as it is';
}

/** Without what makes or changes an administrator: that is asked for one by one, and approved by another. */
export function withoutAdministrators(plan: ImportPlan): ImportPlan {
  const isOne = (roles: readonly string[] = []) => roles.includes('administrator');
  const [create, made] = apart(plan.create, ({ roles }) => isOne(roles));
  const [update, changed] = apart(plan.update, ({ before, change }) => isOne(before.roles) || isOne(change.roles));
  const reason =
    'makes or changes an administrator, which two people decide: leave the row out, and ask for it in Accounts';
  return {
    ...plan,
    create,
    update,
    refused: [...plan.refused, ...[...made, ...changed].map(({ line }) => ({ line, field: 'roles', reason }))],
  };
}

function apart<T>(all: readonly T[], isOne: (each: T) => boolean): [others: T[], those: T[]] {
  return [all.filter((each) => !isOne(each)), all.filter(isOne)];
}
