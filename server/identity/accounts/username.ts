import { withoutFormatCharacters } from '../../../shared/contract/typed-text.ts';

/**
 * The form under which a username is looked up: without surrounding space and what nobody sees, compatibility forms folded,
 * case ignored.
 * Digits stay as typed, so the leading zeros of an employee number do too [S5].
 */
export function usernameKey(username: string): string {
  return withoutFormatCharacters(username).normalize('NFKC').trim().toLowerCase();
}
