import { type Account, accounts } from '../accounts/account.ts';
import { usernameKey } from '../accounts/username.ts';
import { masked } from '../recovery/choices.ts';
import { clearLock } from '../sign-in/lockout.ts';
import { type AdministrationDeps, entryOf, type Operator } from './deps.ts';
import { resetMail } from './mails.ts';
import { newReset } from './reset-code.ts';

/** How the code reaches the owner: by mail, or from the lips of whoever helps. */
export type Handover = 'mailed' | 'shown';

export type ResetOutcome =
  | { readonly outcome: 'mailed'; readonly mailedTo: string; readonly expiresAt: number; readonly account: Account }
  | { readonly outcome: 'shown'; readonly code: string; readonly expiresAt: number; readonly account: Account }
  | { readonly outcome: 'not found' | 'disabled' | 'no mail' };

/**
 * Makes a one-time code that stands for the password once, and opens a locked account [R3]. The password that is there
 * goes on until the code is used, so that nobody is shut out by a reset that somebody else has asked for.
 */
export async function resetAccount(
  username: string,
  handover: Handover,
  operator: Operator,
  deps: AdministrationDeps,
): Promise<ResetOutcome> {
  const { store, audit, clock, keys, mail } = deps;
  if (handover === 'mailed' && !mail.leaves) return { outcome: 'no mail' };
  let recorded = false;
  const made = await store.transaction(async (collections) => {
    const known = collections.collection(accounts);
    const [account] = await known.find('usernameKey', usernameKey(username));
    if (account === undefined) return 'not found';
    if (account.status !== 'active') return 'disabled';
    const { code, reset } = newReset(account.id, clock.now(), keys);
    await known.put({ ...account, reset });
    if (!recorded) await audit.record({ event: 'account.reset', ...entryOf(account.id, operator, { code: handover }) });
    recorded = true;
    return { account: { ...account, reset }, code };
  });
  if (typeof made === 'string') return { outcome: made };
  const { account, code } = made;
  await clearLock(account, deps);
  const { expiresAt } = account.reset;
  if (handover === 'shown') return { outcome: 'shown', code, expiresAt, account };
  await mail.queue(resetMail(account, code, account.reset, deps));
  return { outcome: 'mailed', mailedTo: masked(account.email), expiresAt, account };
}
