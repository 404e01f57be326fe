import { randomBytes, randomInt } from 'node:crypto';
import { refusalsEn } from '../../../../shared/applications/immtrac2/refusals/texts/en.ts';
import { fieldProblem } from '../../../../shared/contract/field-texts.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import type { Site } from '../../../../shared/identity/site.ts';
import { digestOf } from '../../../keys/tokens.ts';
import type { PasswordHashing } from '../../platform/application-server.ts';
import type { RegistryDeps } from '../registry.ts';
import { type UploadAccountRecord, uploadAccounts, uploadSessions, uploadTries } from './records.ts';

/**
 * Accounts of Web FTP Upload [I10]: one for a site, with a password of its own. The portal's password neither opens nor changes
 * it, and the other way around.
 */

export interface UploadDeps extends RegistryDeps {
  readonly hashing: PasswordHashing;
}

/** Verified where there is no account, so that the time says nothing. */
let nobodysHash: Promise<string> | undefined;

const symbols = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const made = (length: number) => Array.from({ length }, () => symbols[randomInt(symbols.length)]).join('');
const shortest = 15;

export async function usernameOf({ store }: RegistryDeps, siteId: string): Promise<string | undefined> {
  return (await store.collection(uploadAccounts).find('siteId', siteId))[0]?.username;
}

/** A new account, or a new password for the one that the site has; then nobody is signed in with the one before. */
export async function giveAccount(
  deps: UploadDeps,
  site: Site,
  id: string,
): Promise<{ username: string; password: string }> {
  const password = [1, 2, 3, 4].map(() => made(5)).join('-');
  const passwordHash = await deps.hashing.hash(password);
  const records = deps.store.collection(uploadAccounts);
  const [known] = await records.find('siteId', site.id);
  const username = known?.username ?? `UP-${made(8)}`;
  await records.put({ id: known?.id ?? id, siteId: site.id, siteName: site.name, username, passwordHash });
  await endSessions(deps, known?.id ?? id);
  await deps.store.collection(uploadTries).delete(triesOf(username));
  return { username, password };
}

export type SignedIn =
  | { readonly outcome: 'signed in'; readonly token: string; readonly account: UploadAccountRecord }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'locked'; readonly until: number };

/** Counts before it looks, whoever it is, and looks at exactly one password. */
export async function signIn(deps: UploadDeps, username: string, password: string): Promise<SignedIn> {
  const proved = await prove(deps, username.trim().toUpperCase(), password);
  if (proved.outcome !== 'proved') return proved;
  const { account } = proved;
  const token = randomBytes(32).toString('base64url');
  const now = deps.clock.now();
  await deps.store.collection(uploadSessions).put({
    id: digestOf(token),
    accountId: account.id,
    usedAt: now,
    endsAt: now + limits.session.absolute,
  });
  return { outcome: 'signed in', token, account };
}

/** Whose session it is, as long as it is used. */
export async function accountOf(
  deps: RegistryDeps,
  token: string | undefined,
): Promise<UploadAccountRecord | undefined> {
  if (token === undefined) return undefined;
  const now = deps.clock.now();
  const sessions = deps.store.collection(uploadSessions);
  const session = await sessions.get(digestOf(token));
  if (session === undefined) return undefined;
  if (now >= session.endsAt || now - session.usedAt > limits.session.idle) {
    await sessions.delete(session.id);
    return undefined;
  }
  await sessions.update(session.id, (record) => ({ ...record, usedAt: now }));
  return deps.store.collection(uploadAccounts).get(session.accountId);
}

export async function signOut({ store }: RegistryDeps, token: string | undefined): Promise<void> {
  if (token !== undefined) await store.collection(uploadSessions).delete(digestOf(token));
}

export type PasswordChanged =
  | { readonly outcome: 'changed' | 'wrong' }
  | { readonly outcome: 'refused'; readonly because: FieldProblem }
  | { readonly outcome: 'locked'; readonly until: number };

const refused = (because: FieldProblem): PasswordChanged => ({ outcome: 'refused', because });

export async function changePassword(
  deps: UploadDeps,
  account: UploadAccountRecord,
  current: string,
  next: string,
): Promise<PasswordChanged> {
  if (next.length < shortest) return refused(fieldProblem(refusalsEn, 'next', 'password-too-short', shortest));
  if (next.toUpperCase().includes(account.username))
    return refused(fieldProblem(refusalsEn, 'next', 'password-with-username'));
  const proved = await prove(deps, account.username, current);
  if (proved.outcome === 'locked') return proved;
  if (proved.outcome === 'refused') return { outcome: 'wrong' };
  if (next === current) return refused(fieldProblem(refusalsEn, 'next', 'password-as-before'));
  const passwordHash = await deps.hashing.hash(next);
  await deps.store.collection(uploadAccounts).update(account.id, (record) => ({ ...record, passwordHash }));
  await endSessions(deps, account.id);
  return { outcome: 'changed' };
}

type Proved =
  | { readonly outcome: 'proved'; readonly account: UploadAccountRecord }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'locked'; readonly until: number };

async function prove(deps: UploadDeps, username: string, password: string): Promise<Proved> {
  const { store, clock, hashing } = deps;
  const id = triesOf(username);
  const refusedUntil = await store.transaction(async (on) => {
    const tries = on.collection(uploadTries);
    const before = (await tries.get(id)) ?? { id, failures: 0, locks: 0, lockedUntil: 0, at: clock.now() };
    if (before.lockedUntil > clock.now()) return before.lockedUntil;
    const isForgotten = clock.now() - before.at > limits.signIn.locksForgottenAfter;
    const failures = (isForgotten ? 0 : before.failures) + 1;
    const locks = isForgotten ? 0 : before.locks;
    const isLast = failures % limits.signIn.failuresBeforeLock === 0;
    const { lockDurations } = limits.signIn;
    const lockedUntil = isLast ? clock.now() + lockDurations[Math.min(locks, lockDurations.length - 1)]! : 0;
    await tries.put({ id, failures, locks: locks + (isLast ? 1 : 0), lockedUntil, at: clock.now() });
    return undefined;
  });
  if (refusedUntil !== undefined) return { outcome: 'locked', until: refusedUntil };
  const [account] = await store.collection(uploadAccounts).find('username', username);
  nobodysHash ??= hashing.hash(made(20));
  const hash = account?.passwordHash ?? (await nobodysHash);
  const isRight = await hashing.verify(hash, password);
  if (account !== undefined && isRight) {
    await store.collection(uploadTries).delete(id);
    return { outcome: 'proved', account };
  }
  const after = await store.collection(uploadTries).get(id);
  return after !== undefined && after.lockedUntil > clock.now()
    ? { outcome: 'locked', until: after.lockedUntil }
    : { outcome: 'refused' };
}

async function endSessions({ store }: RegistryDeps, accountId: string): Promise<void> {
  const sessions = store.collection(uploadSessions);
  for (const { id } of await sessions.find('accountId', accountId)) await sessions.delete(id);
}

const triesOf = (username: string) => digestOf(`web-ftp-upload ${username}`);

/** The job: sessions that are over, and tries that are forgotten, of names that may be nobody's. */
export async function forgetUploads({ store, clock }: RegistryDeps): Promise<void> {
  const now = clock.now();
  for (const { id, endsAt, usedAt } of await store.collection(uploadSessions).list()) {
    if (now >= endsAt || now - usedAt > limits.session.idle) await store.collection(uploadSessions).delete(id);
  }
  for (const { id, at, lockedUntil } of await store.collection(uploadTries).list()) {
    if (now > lockedUntil && now - at > limits.signIn.locksForgottenAfter)
      await store.collection(uploadTries).delete(id);
  }
}
