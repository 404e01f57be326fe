import { expect, test } from 'vitest';
import {
  clearLock,
  giveBack,
  isKnownWorkstation,
  lastSignIns,
  lockouts,
  lockState,
  lookAt,
  reserveAttempt,
  untilCleared,
  workstationId,
} from '../../../server/identity/sign-in/lockout.ts';
import { defineCollection } from '../../../server/store/contract.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { desk } from './desk.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const { failuresBeforeLock, failuresBeforeReset, locksForgottenAfter } = limits.signIn;

/** One account, and tries for its name and others. */
async function counters(...given: Parameters<typeof desk>) {
  const { context, account, clock } = await desk(...given);
  const records = context.store.collection(lockouts);
  return {
    ...{ context, account, clock, records },
    tryOnce: (workstation = 'desk') => reserveAttempt('maria', account, workstation, context),
    tryNobody: (name: string) => reserveAttempt(name, undefined, 'desk', context),
    state: () => lockState(account, context),
    /** Wrong tries until they lock. */
    lock: async (workstations: readonly string[] = ['desk']) => {
      for (let n = 0; n < failuresBeforeLock; n++)
        await reserveAttempt('maria', account, workstations[n % workstations.length]!, context);
    },
    signedInAt: async (workstation: string) => {
      const attempt = await reserveAttempt('maria', account, workstation, context);
      await giveBack(attempt, account, workstation, context);
    },
    /** A try whose password could not be looked at. */
    takeBack: async (attempt: Awaited<ReturnType<typeof reserveAttempt>>) => {
      const broken = lookAt(attempt, () => Promise.reject(new Error('not looked at')), context);
      await expect(broken).rejects.toThrow('not looked at');
    },
  };
}

test('[S8] a try says what it counts on, and the last before a lock until when it would lock', async () => {
  const { tryOnce, clock } = await counters();
  const tries = [];
  for (let n = 0; n < failuresBeforeLock; n++) tries.push(await tryOnce());
  const until = clock.now() + limits.signIn.lockDurations[0];
  const [first] = tries;
  expect(tries.map(({ locksUntil }) => locksUntil)).toEqual([...Array(failuresBeforeLock - 1).fill(undefined), until]);
  expect(tries.every(({ row, counter }) => row === first!.row && counter === first!.counter)).toBe(true);
  expect(tries.every(({ refusedUntil }) => refusedUntil === undefined)).toBe(true);
  expect(await tryOnce()).toEqual({
    counter: first!.counter,
    row: undefined,
    refusedUntil: until,
    locksUntil: undefined,
  });
});

test('[S8] what is tried while a lock stands counts for nothing, and the first try after it begins another row', async () => {
  const { tryOnce, lock, state, clock } = await counters();
  await lock();
  const locked = await state();
  for (let n = 0; n < 3; n++) await tryOnce('elsewhere');
  expect(await state()).toEqual(locked);
  clock.advance(limits.signIn.lockDurations[0]);
  const { row } = await tryOnce('elsewhere');
  const again = await tryOnce('elsewhere');
  expect(again.row).toBe(row);
  expect(await state()).toMatchObject({ lockedUntil: null, failures: failuresBeforeLock + 2 });
});

test('[S8] a lock says since when it stands, how many tries led to it, and from which workstations', async () => {
  const { lock, state, clock } = await counters();
  expect(await state()).toEqual({ lockedUntil: null, lockedAt: null, inRow: 0, from: [], failures: 0 });
  await lock(['one', 'two', 'one']);
  const at = clock.now();
  expect(await state()).toEqual({
    lockedUntil: at + limits.signIn.lockDurations[0],
    lockedAt: at,
    inRow: failuresBeforeLock,
    from: ['one', 'two'],
    failures: failuresBeforeLock,
  });
  clock.advance(limits.signIn.lockDurations[0]);
  expect(await state()).toEqual({
    lockedUntil: null,
    lockedAt: null,
    inRow: 0,
    from: [],
    failures: failuresBeforeLock,
  });
  // The workstations of the row before are none of the next one’s.
  await lock(['three']);
  expect(await state()).toMatchObject({ inRow: failuresBeforeLock, from: ['three'], failures: 2 * failuresBeforeLock });
});

test('[S8] of a row that came from many workstations five are told apart', async () => {
  const { tryOnce, state, records } = await counters({ settings: { signIn: { failuresBeforeLock: 8 } } });
  for (let n = 0; n < 8; n++) await tryOnce(`browser ${n}`);
  expect((await state()).from).toEqual(['browser 0', 'browser 1', 'browser 2', 'browser 3', 'browser 4']);
  expect(await records.count()).toBe(1);
});

test('[S8] of several locks the one that lasts longest is told, and failures of all counters are added up', async () => {
  const { tryOnce, lock, signedInAt, state, clock } = await counters();
  await signedInAt('desk');
  await lock(['street']);
  const street = clock.now();
  clock.advance(minute);
  await lock(['desk']);
  expect(await state()).toMatchObject({ lockedAt: street + minute, from: ['desk'], failures: 2 * failuresBeforeLock });
  // The stranger’s lock ends, and a longer one follows.
  clock.advance(14 * minute);
  await lock(['street']);
  expect(await state()).toMatchObject({ lockedAt: street + 15 * minute, from: ['street'] });
  expect((await tryOnce('desk')).refusedUntil).toBe(street + 16 * minute);
});

test('[S8] a try whose password was not looked at is as if it had never been made', async () => {
  const { tryOnce, takeBack, records, state } = await counters();
  await takeBack(await tryOnce());
  expect(await records.count()).toBe(0);
  await tryOnce();
  const [before] = await records.list();
  await takeBack(await tryOnce());
  expect(await records.list()).toEqual([before]);
  expect(await state()).toMatchObject({ failures: 1, lockedUntil: null });
});

test('[S8] a lock by a try whose password was not looked at is open again, and the next one is no longer for it', async () => {
  const { tryOnce, takeBack, lock, state, records, clock } = await counters();
  for (const lasts of [15, 30]) {
    const begun = clock.now();
    for (let n = 1; n < failuresBeforeLock; n++) await tryOnce();
    const [before] = await records.list();
    await takeBack(await tryOnce());
    const [after] = await records.list();
    expect(after).toMatchObject({ locks: before!.locks, lockedAt: before!.lockedAt, lockedUntil: null });
    expect(await state()).toMatchObject({ lockedUntil: null });
    expect((await tryOnce()).locksUntil).toBe(begun + lasts * minute);
    clock.advance(lasts * minute);
  }
  await lock();
  expect((await state()).lockedUntil).toBe(clock.now() + 60 * minute);
});

test('[S8] a try is taken back from its own row alone', async () => {
  const { context, account, tryOnce, takeBack, lock, records, clock } = await counters();
  const late = await tryOnce();
  await clearLock(account, context);
  await takeBack(late);
  expect(await records.count()).toBe(0);
  const former = await tryOnce();
  for (let n = 1; n < failuresBeforeLock; n++) await tryOnce();
  clock.advance(limits.signIn.lockDurations[0]);
  await tryOnce();
  const [next] = await records.list();
  await takeBack(former);
  expect(await records.list()).toEqual([next]);
  // Of earlier versions, which had no rows.
  await lock();
  const { row: _row, ...without } = (await records.list())[0]!;
  await records.put(without);
  await takeBack(former);
  expect(await records.list()).toEqual([without]);
});

test('[S8] the first lock that is taken back after earlier ones leaves those', async () => {
  const { tryOnce, takeBack, records, clock } = await counters({
    settings: { signIn: { failuresBeforeLock: 1 } },
  });
  await takeBack(await tryOnce());
  expect(await records.count()).toBe(0);
  await tryOnce();
  const at = clock.now();
  clock.advance(15 * minute);
  await takeBack(await tryOnce());
  expect(await records.list()).toMatchObject([{ failures: 0, unbroken: 1, locks: 1, lockedAt: at, lockedUntil: null }]);
});

test('[S8] the hundredth failure in a row closes the account until it is cleared, whatever the locks between', async () => {
  const { tryOnce, state, clock, context, account } = await counters();
  for (let n = 1; n < failuresBeforeReset; n++) {
    expect((await tryOnce()).locksUntil ?? 0).toBeLessThan(untilCleared);
    clock.advance(locksForgottenAfter);
  }
  expect((await tryOnce()).locksUntil).toBe(untilCleared);
  expect((await state()).failures).toBe(failuresBeforeReset);
  await clearLock(account, context);
  expect(await state()).toMatchObject({ lockedUntil: null, failures: 0 });
});

test('[S8] clearing a lock clears every counter of its name, and none of another', async () => {
  const { context, account, tryOnce, tryNobody, signedInAt, records } = await counters();
  await signedInAt('desk');
  for (const workstation of ['desk', 'street']) await tryOnce(workstation);
  const other = await tryNobody('john');
  expect(await records.count()).toBe(3);
  await clearLock(account, context);
  expect((await records.list()).map(({ id }) => id)).toEqual([other.counter]);
});

test('[S8] a counter keeps no name, and says when it was last tried where the name is nobody’s', async () => {
  const { tryOnce, tryNobody, records, clock } = await counters();
  await tryOnce();
  const { counter } = await tryNobody('John ');
  clock.advance(minute);
  expect((await tryNobody('john')).counter).toBe(counter);
  const [own, nobodys] = (await records.list()).toSorted((a, b) => a.failures - b.failures);
  expect(own!.nobodyAt).toBeUndefined();
  expect(nobodys).toMatchObject({ id: counter, failures: 2, nobodyAt: clock.now() });
  expect(JSON.stringify(await records.list())).not.toMatch(/maria|john/i);
});

test('[S8] a workstation is known to the account that signed in there, and to no other', async () => {
  const { context, account, signedInAt } = await counters();
  expect(await isKnownWorkstation(account.id, 'desk', context)).toBe(false);
  await signedInAt('desk');
  expect(await isKnownWorkstation(account.id, 'desk', context)).toBe(true);
  expect(await isKnownWorkstation(account.id, 'street', context)).toBe(false);
  expect(await isKnownWorkstation('john', 'desk', context)).toBe(false);
});

test('[S8] when an account last signed in at each workstation is known to the moment, newest first', async () => {
  const { context, account, signedInAt, clock } = await counters();
  const begin = clock.now();
  for (const workstation of ['desk', 'street', 'home', 'street']) {
    await signedInAt(workstation);
    clock.advance(minute);
  }
  expect(await lastSignIns(account, context)).toEqual([begin + 3 * minute, begin + 2 * minute, begin]);
  expect(await lastSignIns({ ...account, id: 'john' }, context)).toEqual([]);
});

test('[S8] where sessions are lost, a last sign-in is still known, within a day', async () => {
  const { context, account, signedInAt, clock } = await counters();
  const exact = defineCollection<{ id: string; accountId: string; at: number }>()({
    name: 'last-sign-ins',
    lifetime: 'session',
    indexes: ['accountId'],
  });
  const known = async () => {
    const records = context.store.collection(exact);
    for (const { id } of await records.list()) await records.delete(id);
    return lastSignIns(account, context);
  };
  const begin = clock.now();
  await signedInAt('desk');
  clock.advance(day - 1);
  await signedInAt('desk');
  expect(await known()).toEqual([begin]);
  clock.advance(1);
  await signedInAt('desk');
  expect(await known()).toEqual([begin + day]);
});

test('[S8] every workstation that the account knows has tries of its own', async () => {
  const { tryOnce, lock, signedInAt } = await counters();
  for (const workstation of ['desk', 'home']) await signedInAt(workstation);
  await lock(['desk']);
  expect((await tryOnce('desk')).refusedUntil).toBeDefined();
  expect((await tryOnce('home')).refusedUntil).toBeUndefined();
});

test.each([
  ['by the usual limits', {}, failuresBeforeLock, [15, 30, 60, 60, 60]],
  ['by policy', { failuresBeforeLock: 2, lockMinutes: [1, 5] }, 2, [1, 5, 5]],
])(
  '[S8] each lock lasts longer than the one before, and the last of them again and again (%s)',
  async (_, signIn, tries, lasts) => {
    const { tryOnce, clock } = await counters({ settings: { signIn } });
    for (const minutes of lasts) {
      for (let n = 1; n < tries; n++) expect((await tryOnce()).locksUntil).toBeUndefined();
      expect((await tryOnce()).locksUntil).toBe(clock.now() + minutes * minute);
      clock.advance(minutes * minute);
    }
  },
);

test.each([
  [locksForgottenAfter - 1, 30],
  [locksForgottenAfter, 15],
])('[S8] %i ms after a lock began the next one lasts %i minutes', async (passed, minutes) => {
  const { tryOnce, clock } = await counters({ settings: { signIn: { failuresBeforeLock: 1 } } });
  await tryOnce();
  clock.advance(passed);
  expect((await tryOnce()).locksUntil).toBe(clock.now() + minutes * minute);
});

test('[S8] what is known of a workstation says nothing of its cookie', () => {
  expect(workstationId('cookie')).toMatch(/^[\w-]{16}$/);
  expect(workstationId('cookie')).toBe(workstationId('cookie'));
  expect(workstationId('cookie')).not.toBe(workstationId('cookie '));
});
