import { importColumns, type ImportColumn } from '../../../shared/identity/api/import.ts';
import type { Account } from '../accounts/account.ts';
import { toCell } from '../../csv/cells.ts';

/**
 * The accounts as a CSV file that an import can read: no password, and no disabled account, because a file has no word
 * for that and an import would open it again.
 * @param forSpreadsheet written so that a spreadsheet keeps leading zeros [S5]
 */
export function exportAccounts(accounts: readonly Account[], { forSpreadsheet }: { forSpreadsheet: boolean }): string {
  const columns = importColumns.filter((column) => column !== 'password_hash');
  const rows = accounts
    .filter(({ status }) => status === 'active')
    .toSorted((a, b) => (a.usernameKey < b.usernameKey ? -1 : 1))
    .map((account) => columns.map((column) => toCell(textOf(account, column), forSpreadsheet)));
  const lines = [columns, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
  // Without it spreadsheets take UTF-8 for something else.
  return forSpreadsheet ? `\uFEFF${lines}` : lines;
}

function textOf(account: Account, column: Exclude<ImportColumn, 'password_hash'>): string {
  if (column === 'roles') return account.roles.join(';');
  if (column === 'sites') return account.sites.map(({ id, name }) => `${id}:${name}`).join(';');
  return account[column];
}
