import { randomUUID } from 'node:crypto';
import { limits } from '../../../shared/contract/limits.ts';
import { defineCollection } from '../../store/contract.ts';
import { digestOf } from '../../keys/tokens.ts';
import type { Account } from '../accounts/account.ts';
import { usernameKey } from '../accounts/username.ts';
import type { IdentityContext } from '../context.ts';

/**
 * Counts failures to prove a password, by submitted name, whether or not such an account exists: a lock says nothing
 * about that. A workstation on which the account has signed in before has a counter of its own, so that a stranger's
 * guesses do not keep the owner out [S8].
 */
export interface Lockout {
  readonly id: string;
  /** HMAC of the submitted name. */
  readonly name: string;
  readonly failures: number;
  /** Failures in a row, over all locks. */
  readonly unbroken: number;
  readonly locks: number;
  readonly lockedAt: number | null;
  readonly lockedUntil: number | null;
  /** The last try of a name that is no account's. */
  readonly nobodyAt?: number;
  /** Failures that lead to one lock, by which a try finds its own again; absent in records of earlier versions. */
  readonly row?: string;
  /** The workstations of this row, as far as they are told apart; a stranger's browser is another each time. */
  readonly from?: readonly string[];
  /** `lockedAt` before this row led to a lock. */
  readonly lockedBefore?: number | null;
}

export const lockouts = defineCollection<Lockout>()({
  name: 'sign-in-throttles',
  lifetime: 'session',
  indexes: ['name'],
});

/** That an account has signed in at a workstation. */
interface KnownWorkstation {
  /** Account and workstation. */
  readonly id: string;
  readonly accountId: string;
  /** Exact to the day; `LastSignIn` has the moment. */
  readonly lastSignInAt: number;
}

/** Kept apart, because it changes at every sign-in, and what lasts is written whole. */
interface LastSignIn {
  /** Account and workstation. */
  readonly id: string;
  readonly accountId: string;
  readonly at: number;
}

const workstations = defineCollection<KnownWorkstation>()({
  name: 'known-workstations',
  lifetime: 'lasting',
  indexes: ['accountId'],
});

const lastSignInsAt = defineCollection<LastSignIn>()({
  name: 'last-sign-ins',
  lifetime: 'session',
  indexes: ['accountId'],
});

const day = 24 * 3_600_000;

type Deps = Pick<IdentityContext, 'store' | 'keys' | 'clock' | 'settings'>;

/** More are not told apart. */
const workstationsOfRow = 5;

/** No lock ends after this; only a reset or support clears it. */
export const untilCleared = Number.MAX_SAFE_INTEGER;

export interface Attempt {
  readonly counter: string;
  readonly row: string | undefined;
  /** Set when this try may not be made. */
  readonly refusedUntil: number | undefined;
  /** Set when this try, should it fail, was the last before a lock. */
  readonly locksUntil: number | undefined;
}

/**
 * Takes one try before the password is looked at, so that parallel guesses cannot outnumber the limit: the last try of a
 * row locks at once, and a right password gives it back.
 */
export async function reserveAttempt(
  username: string,
  account: Account | undefined,
  workstation: string,
  deps: Deps,
): Promise<Attempt> {
  const name = nameOf(username, deps);
  const known = account && (await isKnownWorkstation(account.id, workstation, deps));
  const counter = known ? `${name}/${workstation}` : name;
  const now = deps.clock.now();
  return deps.store.transaction(async (collections) => {
    const records = collections.collection(lockouts);
    const before = (await records.get(counter)) ?? fresh(counter, name);
    if (before.lockedUntil !== null && now < before.lockedUntil) {
      return { counter, row: undefined, refusedUntil: before.lockedUntil, locksUntil: undefined };
    }
    const after = counted(before, workstation, now, deps);
    await records.put(account ? after : { ...after, nobodyAt: now });
    return { counter, row: after.row, refusedUntil: undefined, locksUntil: after.lockedUntil ?? undefined };
  });
}

/** Looks at the password of a counted try. Where it could not be looked at, the try is no failure and is taken back. */
export async function lookAt(attempt: Attempt, look: () => Promise<boolean>, deps: Deps): Promise<boolean> {
  try {
    return await look();
  } catch (error) {
    // What cannot be kept now leaves the try counted; the person is told of the first error.
    await takeBack(attempt, deps).catch(() => {});
    throw error;
  }
}

/** As if it had not been made: a lock that it led to is open again, unless others came to fill its place. */
async function takeBack({ counter, row }: Attempt, { store }: Deps): Promise<void> {
  await store.transaction(async (collections) => {
    const records = collections.collection(lockouts);
    const now = await records.get(counter);
    // A right password, a reset or the time of a lock has begun another row meanwhile.
    if (now === undefined || now.row !== row) return;
    const [failures, unbroken] = [now.failures - 1, now.unbroken - 1];
    const unlocked =
      now.lockedUntil === null ? {} : { locks: now.locks - 1, lockedAt: now.lockedBefore ?? null, lockedUntil: null };
    const before = { ...now, ...unlocked, failures, unbroken };
    if (unbroken === 0) await records.delete(counter);
    else await records.put(before);
  });
}

/** Whether the account has signed in at this workstation before. */
export async function isKnownWorkstation(
  accountId: string,
  workstation: string,
  { store }: Pick<Deps, 'store'>,
): Promise<boolean> {
  return (await store.collection(workstations).get(`${accountId}/${workstation}`)) !== undefined;
}

/** The password was right: the row is broken, and the workstation is known from now on. */
export async function giveBack({ counter }: Attempt, account: Account, workstation: string, deps: Deps): Promise<void> {
  const [id, accountId, at] = [`${account.id}/${workstation}`, account.id, deps.clock.now()];
  await deps.store.transaction(async (collections) => {
    await collections.collection(lockouts).delete(counter);
    await collections.collection(lastSignInsAt).put({ id, accountId, at });
  });
  const known = await deps.store.collection(workstations).get(id);
  if (known === undefined || at - known.lastSignInAt >= day) {
    await deps.store.collection(workstations).put({ id, accountId, lastSignInAt: at });
  }
}

export interface LockState {
  readonly lockedUntil: number | null;
  /** Over all rows. */
  readonly failures: number;
  readonly lockedAt: number | null;
  /** Failures that led to that lock, and their workstations. */
  readonly inRow: number;
  readonly from: readonly string[];
}

/** The longest lock that stands anywhere for this account, and the failures counted. */
export async function lockState(account: Account, deps: Deps): Promise<LockState> {
  const now = deps.clock.now();
  const records = await deps.store.collection(lockouts).find('name', nameOf(account.username, deps));
  const locked = records
    .filter(({ lockedUntil }) => lockedUntil !== null && now < lockedUntil)
    .toSorted((a, b) => b.lockedUntil! - a.lockedUntil!)[0];
  return {
    lockedUntil: locked?.lockedUntil ?? null,
    lockedAt: locked?.lockedAt ?? null,
    inRow: locked?.failures ?? 0,
    from: locked?.from ?? [],
    failures: records.reduce((sum, { unbroken }) => sum + unbroken, 0),
  };
}

/** After a completed reset, or by support with a reason. */
export async function clearLock(account: Account, deps: Deps): Promise<void> {
  await deps.store.transaction(async (collections) => {
    const records = collections.collection(lockouts);
    for (const { id } of await records.find('name', nameOf(account.username, deps))) await records.delete(id);
  });
}

/** When the account last signed in well at each of its workstations, newest first. */
export async function lastSignIns({ id }: Account, { store }: Pick<Deps, 'store'>): Promise<number[]> {
  const known = await store.collection(workstations).find('accountId', id);
  const exactly = new Map(
    (await store.collection(lastSignInsAt).find('accountId', id)).map((each) => [each.id, each.at]),
  );
  return known.map((each) => Math.max(each.lastSignInAt, exactly.get(each.id) ?? 0)).toSorted((a, b) => b - a);
}

/** What is known of a workstation outside its own cookie. */
export function workstationId(cookie: string): string {
  return digestOf(cookie).slice(0, 16);
}

function nameOf(username: string, { keys }: Deps): string {
  return keys.code('sign-in/throttle', usernameKey(username)).toString('base64url');
}

function fresh(id: string, name: string): Lockout {
  return { id, name, failures: 0, unbroken: 0, locks: 0, lockedAt: null, lockedUntil: null };
}

function counted(before: Lockout, workstation: string, now: number, { settings }: Deps): Lockout {
  const { failuresBeforeLock, lockMinutes } = settings.signIn ?? {};
  const allowed = failuresBeforeLock ?? limits.signIn.failuresBeforeLock;
  const durations = lockMinutes?.map((minutes) => minutes * 60_000) ?? limits.signIn.lockDurations;
  const forgotten = before.lockedAt !== null && now - before.lockedAt >= limits.signIn.locksForgottenAfter;
  const locks = forgotten ? 0 : before.locks;
  const unbroken = before.unbroken + 1;
  // A lock that is over ended its row.
  const begins = before.row === undefined || before.lockedUntil !== null;
  const row = begins ? randomUUID() : before.row;
  const failures = (before.lockedUntil === null ? before.failures : 0) + 1;
  const from = [...new Set([...(begins ? [] : (before.from ?? [])), workstation])].slice(0, workstationsOfRow);
  const open = { ...before, row, from, failures, unbroken, locks, lockedUntil: null };
  const used = unbroken >= limits.signIn.failuresBeforeReset;
  if (!used && failures < allowed) return open;
  const duration = durations[Math.min(locks, durations.length - 1)]!;
  const lockedUntil = used ? untilCleared : now + duration;
  return { ...open, locks: locks + 1, lockedAt: now, lockedUntil, lockedBefore: before.lockedAt };
}
