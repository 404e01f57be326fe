import { randomBytes, randomUUID } from 'node:crypto';
import { limits } from '../../../shared/contract/limits.ts';
import type { Site } from '../../../shared/identity/site.ts';
import type { Collections } from '../../store/contract.ts';
import { type Account, accounts } from '../accounts/account.ts';
import { withSearchKeys } from '../accounts/search-keys.ts';
import { usernameKey } from '../accounts/username.ts';
import { clearLock } from '../sign-in/lockout.ts';
import { isWorkingAdministrator } from './administrators.ts';
import { type AdministrationDeps, entryOf, type Operator } from './deps.ts';
import { newReset } from './reset-code.ts';

export interface FirstAdministrator {
  readonly username: string;
  /** Needed where the account is new. */
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  /** Of an account that is new. */
  readonly sites?: readonly Site[];
  /** How long the code holds, and how its owner learns of it; a day, and on the screen, unless it is said. */
  readonly code?: { readonly lifetime: number; readonly goes: 'shown' | 'mailed' };
}

export type FirstAdministratorOutcome =
  | { readonly outcome: 'shown'; readonly code: string; readonly expiresAt: number; readonly account: Account }
  | { readonly outcome: 'name and email missing' }
  | { readonly outcome: 'not needed'; readonly administrators: readonly string[] };

/**
 * Makes an administrator where none can sign in [R3, R6]: before the first one, and after the last one was lost. An
 * account that is here becomes one, enabled. Either way it opens by the code that is shown, once.
 * @param alongside written together with it, or not at all
 */
export async function firstAdministrator(
  {
    username,
    name,
    email,
    sites = [],
    code: given = { lifetime: limits.reset.codeLifetime, goes: 'shown' },
  }: FirstAdministrator,
  operator: Operator,
  deps: AdministrationDeps,
  alongside: (collections: Collections) => Promise<void> = async () => {},
): Promise<FirstAdministratorOutcome> {
  const { store, audit, clock, keys, hashing } = deps;
  const hash = await hashing.hash(randomBytes(32).toString('base64url'));
  const id = randomUUID();
  let recorded = false;
  const made = await store.transaction(async (collections): Promise<FirstAdministratorOutcome> => {
    const known = collections.collection(accounts);
    const now = clock.now();
    const working = (await known.list()).filter((each) => isWorkingAdministrator(each, now));
    if (working.length > 0) return { outcome: 'not needed', administrators: working.map((each) => each.username) };
    const [present] = await known.find('usernameKey', usernameKey(username));
    if (present === undefined && (name === undefined || email === undefined))
      return { outcome: 'name and email missing' };
    const before: Account = present ?? {
      id,
      username,
      usernameKey: usernameKey(username),
      name: name!,
      email: email!,
      roles: [],
      sites: [...sites],
      status: 'active',
      formerPasswords: [],
      securityQuestions: [],
      password: { hash, changedAt: now, closed: true },
    };
    const { code, reset } = newReset(before.id, now, keys, given.lifetime);
    const roles = before.roles.includes('administrator') ? before.roles : [...before.roles, 'administrator' as const];
    const account: Account = withSearchKeys({ ...before, status: 'active', roles, reset });
    await known.put(account);
    await alongside(collections);
    const detail = { role: 'administrator', code: given.goes };
    const event = present ? 'account.reset' : 'account.created';
    if (!recorded) await audit.record({ event, ...entryOf(account.id, operator, detail) });
    recorded = true;
    return { outcome: 'shown', code, expiresAt: reset.expiresAt, account };
  });
  if (made.outcome === 'shown') await clearLock(made.account, deps);
  return made;
}
