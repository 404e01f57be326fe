import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { budgets } from '../../../server/identity/recovery/budget.ts';
import { type Flow, flows } from '../../../server/identity/recovery/flow.ts';
import { type Lockout, lockouts } from '../../../server/identity/sign-in/lockout.ts';
import { keepFewStrangers } from '../../../server/identity/strangers.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const more = 50;
const ids = Array.from({ length: limits.strangers.kept + more }, (_, at) => ({ id: `n${at}`, at }));

async function emptyStore() {
  const store = await openLowdbStore({ directory: await temporaryFolder(), key: randomBytes(32) });
  onTestFinished(() => store.close());
  return store;
}

test('[S8] of what strangers’ names leave behind so many are kept, the newest, and every counter of an account', async () => {
  const store = await emptyStore();
  const counter = { name: 'x', failures: 1, unbroken: 1, locks: 0, lockedAt: null, lockedUntil: null };
  const flow: Omit<Flow, 'id' | 'startedAt' | 'state'> = {
    name: 'x',
    accountId: null,
    question: '',
    workstation: 'w',
    endsAt: 0,
    code: null,
    codeTries: 0,
  };
  await store.transaction(async (collections) => {
    const [counters, spent, begun] = [lockouts, budgets, flows].map((each) => collections.collection(each as never));
    const put = (records: typeof counters, record: object) => records!.put(record as never);
    for (const { id, at } of ids) {
      await put(counters, { ...counter, id, nobodyAt: at } satisfies Lockout);
      await put(spent, { id, spent: [at], nobody: true });
      await put(begun, { ...flow, id, startedAt: at, state: 'started' } satisfies Flow);
    }
    // Older than all of them.
    await put(counters, { ...counter, id: 'account' } satisfies Lockout);
    await put(spent, { id: 'account', spent: [-1] });
    await put(begun, { ...flow, id: 'waits', startedAt: -1, state: 'code sent' } satisfies Flow);
  });
  await keepFewStrangers(store);
  for (const [definition, kept] of [
    [lockouts, 'account'],
    [budgets, 'account'],
    [flows, 'waits'],
  ] as const) {
    const records = store.collection(definition as typeof flows);
    expect(await records.count()).toBe(limits.strangers.kept);
    expect(await records.get(kept), kept).toBeDefined();
    expect(await records.get('n0')).toBeUndefined();
    expect(await records.get(ids.at(-1)!.id)).toBeDefined();
  }
});

test('[S8] as long as there are few, nothing is forgotten', async () => {
  const store = await emptyStore();
  await store.collection(budgets).put({ id: 'one', spent: [1], nobody: true });
  await keepFewStrangers(store);
  expect(await store.collection(budgets).count()).toBe(1);
});
