import { randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import pino from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Outbox, type Queued, queuedAt } from '../../server/outbox.ts';
import { defineCollection, type Store, StoreUnavailableError } from '../../server/store/contract.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { limits } from '../../shared/contract/limits.ts';
import { TestClock } from '../support/deployment.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/temporary.ts';

const letters = defineCollection<Queued>()({ name: 'letters', lifetime: 'session', indexes: [] });
const unavailable = () => Promise.reject(new StoreUnavailableError('the database cannot be used now'));

/** An outbox on a store that one can break, with what it delivered and logged. */
async function outbox(broken: (store: Store) => Partial<Store>) {
  const store = await openLowdbStore({ directory: await temporaryFolder(), key: randomBytes(32) });
  onTestFinished(() => store.close());
  const [clock, delivered, lines] = [new TestClock(), [] as string[], [] as string[]];
  const outage = { on: true, claims: 0 };
  const usable: Store = {
    collection: (definition) => (outage.on && broken(store).collection?.(definition)) || store.collection(definition),
    transaction: (work) => store.transaction(work),
    transactions: (works) => store.transactions(works),
    announce: (message) => store.announce(message),
    listen: (listener) => store.listen(listener),
    claim: (job) => {
      outage.claims += 1;
      return (outage.on && broken(store).claim?.(job)) || store.claim(job);
    },
    close: () => store.close(),
  };
  const box = new Outbox<Queued>({
    store: usable,
    clock,
    definition: letters,
    what: 'a letter',
    lookEvery: 1000,
    log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }),
    laneOf: () => 'post',
    deliver: async ({ id }) => void delivered.push(id),
    waitAfter: () => undefined,
  });
  onTestFinished(() => box.close());
  const put = async () => {
    const letter = queuedAt(clock.now());
    await store.collection(letters).insert(letter);
    return letter.id;
  };
  return { box, put, delivered, lines, outage, store, clock, count: () => store.collection(letters).count() };
}

test('[R7] an outbox whose claim fails waits for a timer, says so once, and delivers when it can', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { box, put, delivered, lines, outage } = await outbox(() => ({ claim: unavailable }));
  const ids = [await put(), await put()];
  // More come while the first are tried: what used to begin again at once, and for good.
  const looks = [box.deliverDue(), box.deliverDue(), box.deliverDue()];
  // Reached only by a process that gets to its timers.
  await turn();
  await vi.advanceTimersByTimeAsync(limits.outbox.afterFailure / 2);
  expect(outage.claims).toBeLessThanOrEqual(looks.length);
  await Promise.all(looks);
  await eventually(() => expect(outage.claims).toBeGreaterThan(3));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('the outbox of a letter cannot be kept');
  outage.on = false;
  await eventually(() => expect(delivered.toSorted()).toEqual(ids.toSorted()));
  await eventually(() => expect(lines).toHaveLength(2));
  expect(lines[1]).toContain('works again');
});

test('[R7] what was delivered while the store could not note it is noted later, and not delivered again', async () => {
  const refuses = (store: Store): Partial<Store> => ({
    collection: (definition) => {
      const records = bound(store.collection(definition));
      return { ...records, delete: (id) => (outage.on ? unavailable() : records.delete(id)) };
    },
  });
  const { box, put, delivered, lines, outage, count } = await outbox(refuses);
  const id = await put();
  await box.deliverDue();
  await eventually(() => expect(outage.claims).toBeGreaterThan(2));
  expect(delivered).toEqual([id]);
  expect(lines).toHaveLength(1);
  expect(await count()).toBe(1);
  outage.on = false;
  await eventually(async () => expect(await count()).toBe(0));
  expect(delivered).toEqual([id]);
});

/** The methods of a collection, apart from it. */
function bound<C extends object>(collection: C): C {
  const names = ['get', 'find', 'findAny', 'list', 'count', 'insert', 'put', 'update', 'replaceIf', 'delete'] as const;
  const methods = collection as unknown as Record<string, (...given: unknown[]) => unknown>;
  return Object.fromEntries(names.map((name) => [name, methods[name]!.bind(collection)])) as unknown as C;
}

test('[R2] what waits is counted with what failed, and is tried at once where somebody asks', async () => {
  const { box, put, delivered, outage, store, clock } = await outbox(() => ({}));
  outage.on = false;
  const begun = clock.now();
  const [failed, fresh] = [await put(), await put()];
  const later = begun + 3_600_000;
  await store.collection(letters).update(failed, (letter) => ({ ...letter, attempts: 2, nextAttemptAt: later }));
  expect(await box.waiting()).toEqual({ waiting: 2, failed: 1, since: begun, nextTryAt: begun });
  await box.deliverDue();
  expect(delivered).toEqual([fresh]);
  expect(await box.waiting()).toEqual({ waiting: 1, failed: 1, since: begun, nextTryAt: later });
  await box.retryNow();
  await eventually(() => expect(delivered).toEqual([fresh, failed]));
  await eventually(async () => expect(await box.waiting()).toEqual({ waiting: 0, failed: 0 }));
});
