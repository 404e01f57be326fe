import type { Credentials } from '../../../shared/api/identity.ts';
import type { Collection } from '../../store/contract.ts';
import { type Account, accounts } from '../accounts/account.ts';
import type { PasswordHashing } from '../accounts/password-hashing.ts';
import { usernameKey } from '../accounts/username.ts';

export interface SignInDeps {
  readonly accounts: Collection<Account, (typeof accounts.indexes)[number]>;
  readonly hashing: PasswordHashing;
  /** Hash of a password that nobody has, of the same cost as everybody's. */
  readonly decoyHash: string;
}

/**
 * Whether these are the credentials of an account [S3, S7]. Every path does exactly one argon2id verification, so that
 * the time taken says nothing about whether the account exists.
 */
export async function verifyCredentials(
  { username, password }: Credentials,
  { accounts, hashing, decoyHash }: SignInDeps,
): Promise<Account | 'refused'> {
  const [account] = await accounts.find('usernameKey', usernameKey(username));
  const matches = await hashing.verify(account?.password.hash ?? decoyHash, password);
  return account !== undefined && matches ? account : 'refused';
}
