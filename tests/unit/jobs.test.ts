import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { limits } from '../../shared/contract/limits.ts';
import { Jobs } from '../../server/jobs.ts';
import type { Store } from '../../server/store/contract.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { TestClock } from '../support/deployment.ts';
import { needsPostgres, storePlace, usePostgres, withoutPostgres } from '../support/postgres.ts';
import { temporaryFolder } from '../support/temporary.ts';

const hour = 3_600_000;

/** What the processes of a deployment have of a store. */
interface Place {
  readonly clock: TestClock;
  readonly runs: string[];
  readonly log: string[];
  /** One process, with a job that says who did it. */
  readonly process: (name: string, run?: () => Promise<void>) => Promise<Jobs>;
}

async function place(open: () => Promise<Store>): Promise<Place> {
  const [clock, runs, log] = [new TestClock(), [] as string[], [] as string[]];
  const logger = pino({ level: 'warn' }, { write: (line: string) => void log.push(line) });
  const process = async (name: string, run: () => Promise<void> = async () => void runs.push(name)) => {
    const jobs = new Jobs({ store: await open(), clock, log: logger });
    jobs.add({ name: 'count', every: hour, run });
    onTestFinished(() => jobs.close());
    return jobs;
  };
  return { clock, runs, log, process };
}

const inOneProcess = async () => {
  const store = await openLowdbStore({ directory: await temporaryFolder(), key: randomBytes(32) });
  onTestFinished(() => store.close());
  return place(async () => store);
};

const postgres = usePostgres();
const overOneDatabase = async () => {
  const { open } = storePlace(postgres.server.settings);
  return place(async () => {
    const store = await open();
    onTestFinished(() => store.close());
    return store;
  });
};

/** Resolves when a run has begun, and lets it end. */
function held() {
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const run = async () => {
    begun.resolve();
    await end.promise;
  };
  return { run, begun: begun.promise, end: end.resolve };
}

const places = [
  { where: 'in files', start: inOneProcess, skipped: false },
  { where: `over one PostgreSQL${needsPostgres}`, start: overOneDatabase, skipped: withoutPostgres },
];

describe.each(places)('jobs $where', ({ start, skipped }) => {
  test.skipIf(skipped)('[R2] a job is done once in its time, whoever looks and however often', async () => {
    const { clock, runs, process } = await start();
    const [one, two] = [await process('one'), await process('two')];
    await Promise.all([one.runDue(), two.runDue(), one.runDue()]);
    expect(runs).toHaveLength(1);
    clock.advance(hour - 1);
    await Promise.all([one.runDue(), two.runDue()]);
    expect(runs).toHaveLength(1);
    clock.advance(1);
    await two.runDue();
    await one.runDue();
    expect(runs).toHaveLength(2);
    expect(runs[1]).toBe('two');
  });

  test.skipIf(skipped)('[R2] nobody begins a job while another is still at it', async () => {
    const { clock, runs, process } = await start();
    const { run, begun, end } = held();
    const one = await process('one', run);
    const running = one.runDue();
    await begun;
    clock.advance(2 * hour);
    const two = await process('two');
    await two.runDue();
    expect(runs).toEqual([]);
    end();
    await running;
    // Its time is from the beginning of the last run.
    await two.runDue();
    expect(runs).toEqual(['two']);
  });

  test.skipIf(skipped)('[R2] a process that is new on the store does nothing that was done a moment ago', async () => {
    const { clock, runs, process } = await start();
    await (await process('one')).runDue();
    clock.advance(hour - 1);
    await (await process('after a restart')).runDue();
    expect(runs).toEqual(['one']);
  });
});

test('[R1] a job that fails is tried again, and the log says so once, and when it works again', async () => {
  const { log, process } = await inOneProcess();
  let failures = 3;
  const jobs = await process('one', async () => {
    if (failures-- > 0) throw new Error('not now');
  });
  for (let looks = 0; looks < 5; looks++) await jobs.runDue();
  expect(failures).toBe(-1);
  expect(log.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    'the job count failed; it is tried again until it can be done',
    'the job count was done again',
  ]);
});

test('[R1] a clock that is set back makes no job wait for the time that it showed before', async () => {
  const { clock, runs, process } = await inOneProcess();
  const jobs = await process('one');
  clock.advance(10 * hour);
  await jobs.runDue();
  clock.advance(-5 * hour);
  await jobs.runDue();
  expect(runs).toHaveLength(2);
});

test('[R1] jobs run by themselves, not at the start but soon after, and a stop waits for what is under way', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const { process } = await inOneProcess();
  const { run, begun, end } = held();
  const runs = vi.fn<typeof run>(run);
  const jobs = await process('one', runs);
  jobs.start();
  expect(runs).not.toHaveBeenCalled();
  vi.advanceTimersByTime(limits.jobs.lookEvery);
  await begun;
  const closed = vi.fn<() => void>();
  const closing = jobs.close().then(closed);
  await Promise.resolve();
  expect(closed).not.toHaveBeenCalled();
  end();
  await closing;
  vi.advanceTimersByTime(2 * hour);
  expect(runs).toHaveBeenCalledTimes(1);
});

test('[R1] two jobs of one name, or one that is to come back sooner than anybody looks, are mistakes', async () => {
  const { process } = await inOneProcess();
  const jobs = await process('one');
  const run = async () => {};
  expect(() => jobs.add({ name: 'count', every: hour, run })).toThrow('count');
  expect(() => jobs.add({ name: 'often', every: limits.jobs.lookEvery - 1, run })).toThrow('often');
});
