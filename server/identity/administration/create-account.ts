import { randomBytes, randomUUID } from 'node:crypto';
import { limits } from '../../../shared/contract/limits.ts';
import { type Account, accounts, type KeptFacts } from '../accounts/account.ts';
import { withSearchKeys } from '../accounts/search-keys.ts';
import { usernameKey } from '../accounts/username.ts';
import { masked } from '../recovery/choices.ts';
import { givenSites } from '../sites/sites.ts';
import { type AdministrationDeps, entryOf, type Operator } from './deps.ts';
import { firstUseMail } from './mails.ts';
import { newReset } from './reset-code.ts';

export type NewAccount = KeptFacts & Pick<Account, 'language'>;

export type Created =
  | { readonly outcome: 'created'; readonly mailedTo: string; readonly expiresAt: number; readonly account: Account }
  | { readonly outcome: 'taken' | 'no mail' | 'closed site' };

/**
 * Makes an account that nobody has a password of: its owner chooses one, by a link that is mailed to them [R3].
 * @param facts as `shared/identity/account-fields.ts` lets them be
 */
export async function createAccount(
  facts: NewAccount,
  operator: Operator,
  deps: AdministrationDeps & { readonly origin: string },
): Promise<Created> {
  const { store, audit, clock, keys, hashing, mail } = deps;
  if (!mail.leaves) return { outcome: 'no mail' };
  const hash = await hashing.hash(randomBytes(32).toString('base64url'));
  const now = clock.now();
  const id = randomUUID();
  const { code, reset } = newReset(id, now, keys, limits.reset.firstUseLifetime);
  const made: Account = withSearchKeys({
    ...facts,
    id,
    reset,
    usernameKey: usernameKey(facts.username),
    status: 'active' as const,
    formerPasswords: [],
    securityQuestions: [],
    password: { hash, changedAt: now, closed: true as const },
  });
  let recorded = false;
  const account = await store.transaction(async (collections): Promise<Account | 'taken' | 'closed site'> => {
    const known = collections.collection(accounts);
    if ((await known.find('usernameKey', made.usernameKey)).length > 0) return 'taken';
    const sites = await givenSites(facts.sites, [], collections);
    if (sites === undefined) return 'closed site';
    const named = withSearchKeys({ ...made, sites });
    await known.insert(named);
    const detail = {
      code: 'mailed',
      roles: facts.roles.join(' '),
      sites: facts.sites.map((site) => site.id).join(' '),
    };
    // Last, and within: what cannot be recorded does not happen.
    if (!recorded) await audit.record({ event: 'account.created', ...entryOf(id, operator, detail) });
    recorded = true;
    return named;
  });
  if (typeof account === 'string') return { outcome: account };
  await mail.queue(firstUseMail(account, code, reset, deps));
  return { outcome: 'created', mailedTo: masked(account.email), expiresAt: reset.expiresAt, account };
}
