import type { Site } from './api/identity.ts';
import { limits } from '../contract/limits.ts';
import { type Role, roleIds } from './roles.ts';

/**
 * What an account's fields may hold, wherever they come from: a file, the command line, a page [S4, S5]. Each function
 * says what is wrong, as the rest of a sentence that begins with the field's name, and never repeats what was given:
 * where cells have moved it may be anything.
 */

const control = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/** What nobody sees and no keyboard has, such as U+200B; it comes along with text that is copied. */
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const emailAddress = /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/u;

export function unfitUsername(text: string): string | undefined {
  return unfitText(text, limits.signIn.usernameCharacters);
}

export function unfitName(text: string): string | undefined {
  return unfitText(text, limits.import.nameCharacters);
}

export function unfitEmail(text: string): string | undefined {
  const unfit = unfitText(text, limits.import.emailCharacters);
  return unfit ?? (emailAddress.test(text) ? undefined : 'is not an email address');
}

export function unfitSites(sites: readonly Site[]): string | undefined {
  if (sites.length > limits.import.sites) return `holds more than ${limits.import.sites} sites`;
  for (const { id, name } of sites) {
    if (id === '' || name === '') return siteForm;
    const unfit = unfitText(id, limits.import.siteIdCharacters) ?? unfitText(name, limits.import.nameCharacters);
    if (unfit) return `holds a site whose id or name ${unfit}`;
  }
  return new Set(sites.map(({ id }) => id)).size < sites.length ? 'names the same site twice' : undefined;
}

/** Role ids with `;` between them. @returns them, or what is wrong */
export function readRoles(list: string): Role[] | string {
  const given = parts(list).map((role) => role.toLowerCase());
  if (given.length === 0) return `is empty; known roles: ${roleIds.join(', ')}`;
  if (given.some((role) => !(roleIds as string[]).includes(role))) {
    return `holds a role that is not known here; known roles: ${roleIds.join(', ')}`;
  }
  return roleIds.filter((role) => given.includes(role));
}

const siteForm = 'is to be written as id:name, each in a line of its own or with ; between';

/** `id:name` with `;` or line ends between; the id's zeros count, and the name may hold further colons. */
export function readSites(list: string): Site[] | string {
  const sites = parts(list).map((part) => {
    const colon = part.indexOf(':');
    return { id: part.slice(0, Math.max(colon, 0)).trim(), name: part.slice(colon + 1).trim() };
  });
  return unfitSites(sites) ?? sites;
}

export function siteText({ id, name }: Site): string {
  return `${id}:${name}`;
}

function parts(list: string): string[] {
  return list
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function unfitText(text: string, most: number): string | undefined {
  if (text === '') return 'is empty';
  if (text.length > most) return `is longer than ${most} characters`;
  if (control.test(text)) return 'holds a line break or another control character';
  const found = invisible.exec(text)?.[0].codePointAt(0);
  if (found === undefined) return undefined;
  const name = found.toString(16).toUpperCase().padStart(4, '0');
  return `holds a character that nobody sees (U+${name}); delete the text and type it anew`;
}
