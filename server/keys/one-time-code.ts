import { randomInt } from 'node:crypto';
import { typedCode } from '../../shared/contract/typed-text.ts';

/** Codes that people read to each other, and type. */

/** Crockford's alphabet: nothing that people take for something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** @returns so many symbols, in groups of four */
export function newOneTimeCode(symbols: number): string {
  const drawn = Array.from({ length: symbols }, () => alphabet[randomInt(alphabet.length)]!);
  return drawn.join('').replace(/(.{4})(?=.)/g, '$1-');
}

/** As it was made, however somebody typed or pasted it: case, spaces, hyphens and what nobody sees do not matter. */
export function normalizedCode(typed: string): string {
  return typedCode(typed).toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
}
