import { isDeepStrictEqual } from 'node:util';
import type { ImportColumn, ImportRemark } from '../../../shared/api/import.ts';
import type { Account } from '../accounts/account.ts';
import type { ImportRow, ReadRows } from './read-rows.ts';

/** An account that is here already, and the fingerprint of the hash that it was imported with, if it was. */
export interface Present {
  readonly account: Account;
  readonly fingerprint: string | undefined;
}

export interface ImportPlan {
  readonly readable: boolean;
  readonly create: readonly ImportRow[];
  readonly unchanged: number;
  readonly refused: readonly ImportRemark[];
  readonly hints: readonly ImportRemark[];
}

/**
 * Decides what an import would do, row by row. An account that is here is never changed by a file: either the row says
 * just what it was imported from, or the row is refused.
 * @param presentOf the account of a username key
 * @param fingerprintOf tells one source hash from another without keeping it
 */
export function planImport(
  read: ReadRows,
  presentOf: (usernameKey: string) => Present | undefined,
  fingerprintOf: (row: ImportRow) => string,
): ImportPlan {
  const create: ImportRow[] = [];
  const refused: ImportRemark[] = [...read.refused];
  let unchanged = 0;
  const firstLines = new Map<string, number>();
  for (const row of read.rows) {
    const { line, usernameKey } = row;
    const first = firstLines.get(usernameKey);
    const present = presentOf(usernameKey);
    if (first !== undefined) {
      refused.push({ line, field: 'username', reason: `stands in line ${first} already` });
    } else if (present === undefined) {
      create.push(row);
    } else {
      const conflicts = conflictsWith(present, row, fingerprintOf(row));
      refused.push(...conflicts.map((conflict) => ({ line, ...conflict })));
      if (conflicts.length === 0) unchanged += 1;
    }
    firstLines.set(usernameKey, first ?? line);
  }
  // In the file's order, so that it can be corrected from top to bottom.
  return { ...read, create, unchanged, refused: refused.toSorted((a, b) => a.line - b.line) };
}

type Conflict = { readonly field: ImportColumn; readonly reason: string };

/** Roles and sites are compared without their order. The password that the person has by now plays no part. */
function conflictsWith({ account, fingerprint }: Present, row: ImportRow, rowFingerprint: string): Conflict[] {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const compared: [ImportColumn, unknown, unknown][] = [
    ['username', account.username, row.username],
    ['name', account.name, row.name],
    ['email', account.email, row.email],
    ['roles', account.roles.toSorted(), row.roles.toSorted()],
    ['sites', account.sites.toSorted(byId), row.sites.toSorted(byId)],
  ];
  const conflicts: Conflict[] = compared
    .filter(([, here, there]) => !isDeepStrictEqual(here, there))
    .map(([field]) => ({ field, reason: 'differs from the account that is here, which is left as it is' }));
  if (fingerprint === undefined) {
    // Made here: its password is its owner's, whatever the file says.
    if (row.sourceHash !== '') {
      conflicts.push({
        field: 'password_hash',
        reason: 'the account that is here was not imported; it is left as it is',
      });
    }
  } else if (fingerprint !== rowFingerprint) {
    conflicts.push({
      field: 'password_hash',
      reason: 'differs from the one that was imported, which is left as it is',
    });
  }
  return conflicts;
}
