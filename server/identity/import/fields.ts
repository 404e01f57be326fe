import type { ImportColumn, ImportRemark } from '../../../shared/identity/api/import.ts';
import { readRoles, readSites, unfitEmail, unfitName, unfitUsername } from '../../../shared/identity/account-fields.ts';
import type { KeptFacts } from '../accounts/account.ts';
import type { ForeignScheme } from '../accounts/foreign-hash.ts';
import { parseForeignHash } from '../accounts/foreign-parsing.ts';
import { usernameKey } from '../accounts/username.ts';
import { fromCell, isKeptAsText } from '../../csv/cells.ts';
import { spreadsheetTrace, traceInSites } from '../../csv/spreadsheet-traces.ts';

/** What one row says about an account. */
export interface RowData extends Omit<KeptFacts, 'sites'> {
  readonly usernameKey: string;
  /** Undefined where the file does not say. */
  readonly sites: KeptFacts['sites'] | undefined;
  /** As the file has it; empty where the account comes without a password, undefined where the file does not say. */
  readonly sourceHash: string | undefined;
  readonly password: { readonly scheme: ForeignScheme; readonly digest: string } | undefined;
}

type Remark = Omit<ImportRemark, 'line'>;

interface ReadFields {
  /** Undefined where something is refused. */
  readonly data: RowData | undefined;
  readonly refused: readonly Remark[];
  readonly hints: readonly Remark[];
}

const employeeNumberDigits = 11;

/**
 * Reads the cells of one row. Everything that is wrong with it is found at once.
 * @param given what stands in a column; undefined where the row has none
 */
export function readFields(given: (column: ImportColumn) => string | undefined): ReadFields {
  const refused: Remark[] = [];
  const refuse = (field: ImportColumn, reason: string | undefined) => {
    if (reason !== undefined) refused.push({ field, reason });
  };
  const cell = (column: ImportColumn) => fromCell(given(column) ?? '');
  const traced = (column: ImportColumn, trace: (text: string) => string | undefined) =>
    isKeptAsText(given(column) ?? '') ? undefined : trace(cell(column));

  const [username, name, email] = [cell('username'), cell('name'), cell('email')];
  refuse('username', unfitUsername(username) ?? traced('username', spreadsheetTrace));
  refuse('name', unfitName(name) ?? traced('name', spreadsheetTrace) ?? unlettered(name));
  refuse('email', unfitEmail(email));
  const roles = readRoles(cell('roles'));
  if (typeof roles === 'string') refuse('roles', roles);
  const trace = traced('sites', traceInSites);
  const sites = trace ?? (given('sites') === undefined ? undefined : readSites(cell('sites')));
  if (typeof sites === 'string') refuse('sites', sites);
  const sourceHash = given('password_hash') === undefined ? undefined : cell('password_hash');
  const password = sourceHash ? parseForeignHash(sourceHash) : undefined;
  if (password && 'refused' in password) refuse('password_hash', password.refused);

  const hints: Remark[] = [];
  if (/^\d+$/.test(username) && username.length < employeeNumberDigits) {
    const reason = `${username.length} digits: an employee number has ${employeeNumberDigits}; did a spreadsheet drop its leading zeros?`;
    hints.push({ field: 'username', reason });
  }
  if (typeof roles === 'string' || typeof sites === 'string' || (password && 'refused' in password) || refused.length) {
    return { data: undefined, refused, hints };
  }
  const data = { username, usernameKey: usernameKey(username), name, email, roles, sites, sourceHash, password };
  return { data, refused, hints };
}

function unlettered(name: string): string | undefined {
  return /\p{L}/u.test(name) ? undefined : 'holds no letter; have cells moved?';
}
