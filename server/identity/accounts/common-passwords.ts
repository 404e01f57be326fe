import { dictionary } from '@zxcvbn-ts/language-common';

let common: ReadonlySet<string> | undefined;

/**
 * Whether a password is, or is little more than, one that many people use. Judged on the letters between leading and
 * trailing digits and symbols, because "Password2026!" is no better than "password".
 */
export function isCommonPassword(password: string): boolean {
  // Unpacked when first needed: some thirty thousand words.
  common ??= new Set(dictionary['passwords-common']);
  const lower = password.normalize('NFKC').toLowerCase();
  const core = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return common.has(lower) || (core.length >= 4 && common.has(core));
}
