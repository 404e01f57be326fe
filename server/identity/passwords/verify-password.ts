import type { Account } from '../accounts/account.ts';
import { foreignDigest } from '../accounts/foreign-hash.ts';
import type { IdentityContext } from '../context.ts';

/**
 * Whether this is the account's password, and opens it. As many argon2id verifications as any other path, also of an imported
 * password, whose old digest the hash wraps.
 */
export async function verifyPassword(
  { password: { hash, foreign, closed } }: Pick<Account, 'password'>,
  password: string,
  { hashing }: Pick<IdentityContext, 'hashing'>,
): Promise<boolean> {
  const matches = await hashing.verify(hash, password, foreign && ((form) => foreignDigest(foreign, form)));
  return matches && closed === undefined;
}
