import type { Site } from '../../../shared/api/identity.ts';
import type { ImportColumn, ImportRemark } from '../../../shared/api/import.ts';
import { limits } from '../../../shared/limits.ts';
import { type Role, roleIds } from '../../../shared/roles.ts';
import { type ForeignScheme, parseForeignHash } from '../accounts/foreign-hash.ts';
import { usernameKey } from '../accounts/username.ts';

/** What one row says about an account. */
export interface RowData {
  readonly username: string;
  readonly usernameKey: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly sites: readonly Site[];
  /** As the file has it; empty where the account comes without a password. */
  readonly sourceHash: string;
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
const control = /\p{Cc}/u;
const emailAddress = /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/u;

/** Reads the cells of one row. Everything that is wrong with it is found at once. */
export function readFields(cell: (column: ImportColumn) => string): ReadFields {
  const refused: Remark[] = [];
  const refuse = (field: ImportColumn, reason: string | undefined) => {
    if (reason !== undefined) refused.push({ field, reason });
  };

  const [username, name, email] = [cell('username'), cell('name'), cell('email')];
  refuse('username', unfitText(username, limits.signIn.usernameCharacters));
  refuse('name', unfitText(name, limits.import.nameCharacters));
  refuse('email', unfitText(email, limits.import.emailCharacters) ?? unfitEmail(email));
  const roles = readRoles(cell('roles'));
  if (typeof roles === 'string') refuse('roles', roles);
  const sites = readSites(cell('sites'));
  if (typeof sites === 'string') refuse('sites', sites);
  const sourceHash = cell('password_hash');
  const password = sourceHash === '' ? undefined : parseForeignHash(sourceHash);
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

function unfitText(text: string, most: number): string | undefined {
  if (text === '') return 'is empty';
  if (text.length > most) return `is longer than ${most} characters`;
  return control.test(text) ? 'holds a line break or another control character' : undefined;
}

function unfitEmail(text: string): string | undefined {
  return emailAddress.test(text) ? undefined : 'is not an email address';
}

function parts(list: string): string[] {
  return list
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function readRoles(list: string): Role[] | string {
  const given = parts(list).map((role) => role.toLowerCase());
  if (given.length === 0) return `is empty; known roles: ${roleIds.join(', ')}`;
  // Which one is not repeated: where cells have moved it may be anything.
  if (given.some((role) => !(roleIds as string[]).includes(role))) {
    return `holds a role that is not known here; known roles: ${roleIds.join(', ')}`;
  }
  return roleIds.filter((role) => given.includes(role));
}

/** `id:name`, where the id is a string whose zeros count, and the name may hold further colons. */
function readSites(list: string): Site[] | string {
  const given = parts(list);
  if (given.length > limits.import.sites) return `holds more than ${limits.import.sites} sites`;
  const sites: Site[] = [];
  for (const part of given) {
    const colon = part.indexOf(':');
    const [id, name] = [part.slice(0, Math.max(colon, 0)).trim(), part.slice(colon + 1).trim()];
    if (id === '' || name === '') return 'is to be written as id:name, with ; between sites';
    const unfit = unfitText(id, limits.import.siteIdCharacters) ?? unfitText(name, limits.import.nameCharacters);
    if (unfit) return `holds a site whose id or name ${unfit}`;
    if (sites.some((site) => site.id === id)) return 'names the same site twice';
    sites.push({ id, name });
  }
  return sites;
}
