import { withoutFormatCharacters } from '../../../shared/contract/typed-text.ts';

/** What follows a name in parentheses is a remark, like "(Training)", and no part of how its owner signs. */
const remark = /\s*\([^()]*\)\s*$/u;

/** The name that an account's owner signs with. */
export function signatureName(name: string): string {
  return name.replace(remark, '').trim() || name.trim();
}

/**
 * Whether this is the account's name [A1]. People type quickly: case, further spaces, accents and the shape of an
 * apostrophe do not make it another name, nor do characters that nobody sees, and the remark may be there or not.
 */
export function isSignature(typed: string, name: string): boolean {
  const signed = compared(typed);
  return signed !== '' && [compared(name), compared(signatureName(name))].includes(signed);
}

function compared(name: string): string {
  return withoutFormatCharacters(name)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u2018\u2019\u02bc`\u00b4]/gu, "'")
    .replace(/\p{Pd}/gu, '-')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim();
}
