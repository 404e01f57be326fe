import { randomInt } from 'node:crypto';
import { limits } from '../../../shared/contract/limits.ts';
import { typedCode } from '../../../shared/contract/typed-text.ts';
import { defineCollection } from '../../store/contract.ts';
import { equalInConstantTime } from '../../keys/tokens.ts';
import type { Account } from '../accounts/account.ts';
import { Budgets, day, hour } from '../recovery/budget.ts';
import { masked } from '../recovery/choices.ts';
import { Flows } from '../recovery/flow.ts';
import { type AdministrationDeps, entryOf, type Operator } from './deps.ts';
import { verificationMail } from './mails.ts';

/** That an owner was asked, by mail, to show whoever helps that it is them. */
interface Verification {
  /** The account's: a fresh code ends the one before. */
  readonly id: string;
  /** The account of whoever asked; nobody else can use the answer. */
  readonly by: string;
  readonly digest: string;
  readonly tries: number;
  readonly expiresAt: number;
}

const definition = defineCollection<Verification>()({ name: 'owner-verifications', lifetime: 'session', indexes: [] });

const { digits, lifetime, tries, perHour, perDay } = limits.reset.verification;

export type Asked =
  | { readonly outcome: 'mailed'; readonly mailedTo: string; readonly expiresAt: number }
  | { readonly outcome: 'no mail' }
  | { readonly outcome: 'too many'; readonly nextAt: number };

/** Mails the owner a code to read to whoever helps. It opens nothing by itself. */
export async function askOwner(
  account: Account,
  helper: string,
  workstation: string,
  deps: AdministrationDeps,
): Promise<Asked> {
  const { store, clock, mail } = deps;
  if (!mail.leaves) return { outcome: 'no mail' };
  const allowances = [
    { count: perHour, window: hour },
    { count: perDay, window: day },
  ];
  const asked = await new Budgets(store, clock).within(`verifications/${account.id}`, allowances, () =>
    mailCode(account, helper, workstation, deps),
  );
  return asked.outcome === 'mailed' ? asked : { outcome: 'too many', nextAt: asked.nextAt };
}

async function mailCode(account: Account, helper: string, workstation: string, deps: AdministrationDeps) {
  const { store, clock, keys, mail, audit } = deps;
  const code = randomInt(10 ** digits)
    .toString()
    .padStart(digits, '0');
  const expiresAt = clock.now() + lifetime;
  const digest = digestOf(account.id, code, keys);
  await store.collection(definition).put({ id: account.id, by: helper, digest, tries: 0, expiresAt });
  await audit.record({ event: 'account.verification-sent', account: account.id, workstation, detail: { by: helper } });
  await mail.queue(verificationMail(account, code, { digest, expiresAt }, deps));
  return { outcome: 'mailed' as const, mailedTo: masked(account.email), expiresAt };
}

/** Whether this is the code that the owner could still read to that helper, and that none replaced. */
export async function isLiveVerification(
  accountId: string,
  digest: string,
  { store, clock }: Pick<AdministrationDeps, 'store' | 'clock'>,
): Promise<boolean> {
  const asked = await store.collection(definition).get(accountId);
  return asked?.digest === digest && asked.tries < tries && clock.now() < asked.expiresAt;
}

/** Whether the owner has read this code to that helper: once, in time, and within few tries, which are counted first. */
export async function ownerVerified(
  account: Account,
  code: string,
  operator: Operator,
  deps: AdministrationDeps,
): Promise<boolean> {
  const { store, clock, keys, audit } = deps;
  const { by } = operator;
  const verified = await store.transaction(async (collections) => {
    const records = collections.collection(definition);
    const asked = await records.get(account.id);
    if (typeof by === 'string' || asked === undefined || asked.by !== by.account) return false;
    if (asked.tries >= tries || clock.now() >= asked.expiresAt) return false;
    const right = equalInConstantTime(asked.digest, digestOf(account.id, code, keys));
    if (right) await records.delete(account.id);
    else await records.put({ ...asked, tries: asked.tries + 1 });
    return right;
  });
  if (!verified) await audit.record({ event: 'account.verification-refused', ...entryOf(account.id, operator) });
  return verified;
}

/** What was mailed to an address that is not the owner's, or no longer: verification codes, and those of a recovery. */
export async function voidMailedCodes(
  accountId: string,
  deps: Pick<AdministrationDeps, 'store' | 'clock'>,
): Promise<void> {
  const { store, clock } = deps;
  await store.collection(definition).delete(accountId);
  await new Flows(store, clock).endAllOf(accountId);
}

function digestOf(accountId: string, code: string, keys: AdministrationDeps['keys']): string {
  const typed = `${accountId}/${typedCode(code)}`;
  return keys.code('owner-verification', typed).toString('base64url');
}
