import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  defineCollection,
  type Store,
  StoreNotOpenedError,
  StoreUnavailableError,
} from '../../server/store/contract.ts';
import { limits } from '../../shared/contract/limits.ts';
import { commandFile } from '../support/commands.ts';
import { eventually } from '../support/eventually.ts';
import { needsPostgres, PostgresServer, storePlace, withoutPostgres } from '../support/postgres.ts';
import { startServerProcess } from '../support/server-process.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { signedInVisitor, Visitor } from '../support/visitor.ts';

/** Two PostgreSQL servers of which one replicates the other, as Patroni keeps them; here the test itself promotes [R7]. */

interface Entry {
  readonly id: string;
  readonly n: number;
}
const entries = defineCollection<Entry>()({ name: 'entries', lifetime: 'lasting', indexes: [] });

const rounds = 5;
const { primary: looking } = limits.database;
/** What the product itself waits for: a silent server's answer, and its next look. */
const usableWithin = looking.answer + looking.lookEvery;
const pair = {} as { first: PostgresServer; second: PostgresServer };

const ofPair = () => {
  const { first, second } = pair;
  const { port: _, ...settings } = first.settings;
  return { ...settings, host: [`127.0.0.1:${first.port}`, `127.0.0.1:${second.port}`] };
};

/** Each commit waits until the standby has it, as the documentation asks for. */
async function waitForStandby(primary: PostgresServer): Promise<void> {
  await primary.ask(`alter system set synchronous_standby_names = 'ANY 1 (*)'`);
  await primary.ask('select pg_reload_conf()');
  await eventually(async () => {
    const following = await primary.ask(`select 1 from pg_stat_replication where sync_state in ('sync', 'quorum')`);
    expect(following).toHaveLength(1);
  });
}

/**
 * What Patroni does: the standby takes over, and waits for nobody, because there is nobody left.
 * @returns when it had, and until when it has to be in use: later on a machine that is busy with something else
 */
async function takeOver(standby: PostgresServer): Promise<{ promoted: number; until: number }> {
  standby.promote();
  const begun = performance.now();
  await standby.ask(`alter system set synchronous_standby_names = ''`);
  await standby.ask('select pg_reload_conf()');
  const promoted = performance.now();
  // Two connections of nobody else's; on a quiet machine some thirty milliseconds.
  return { promoted, until: promoted + usableWithin + 10 * (promoted - begun) };
}

/** Writes on several lanes until it is told to stop. */
function load(store: Store) {
  const records = store.collection(entries);
  const state = { go: true, acknowledged: [] as { id: string; at: number }[], refused: 0 };
  const lane = async (name: number) => {
    for (let n = 0; state.go; n++) {
      const id = `${name}-${n}`;
      try {
        if (await records.insert({ id, n })) state.acknowledged.push({ id, at: performance.now() });
      } catch (error) {
        // What nobody knows may be there or not; what was acknowledged is.
        expect(error).toBeInstanceOf(StoreUnavailableError);
        state.refused += 1;
        await new Promise(setImmediate);
      }
    }
  };
  const over = Promise.all([1, 2, 3, 4].map(lane));
  return { state, stop: () => ((state.go = false), over) };
}

async function open() {
  const store = await storePlace(ofPair()).open();
  onTestFinished(() => store.close());
  return store;
}

describe.skipIf(withoutPostgres)(`a database of two servers that fails over${needsPostgres}`, () => {
  beforeAll(async () => {
    pair.first = await PostgresServer.start();
    pair.second = await pair.first.standby();
    await waitForStandby(pair.first);
  });
  afterAll(() => {
    for (const server of Object.values(pair)) server.remove();
  });

  test('[R7] five times the primary is killed under load: nothing acknowledged is lost, and the next one is in use within 3 s', async () => {
    const store = await open();
    const heard: string[] = [];
    await store.listen({ heard: (message) => void heard.push(message), missed: () => void heard.push('missed') });
    heard.length = 0;
    const claim = await store.claim('a job');
    expect(claim?.held).toBe(true);
    const { state, stop } = load(store);
    onTestFinished(async () => void (await stop()));
    let [primary, standby] = [pair.first, pair.second];
    for (let round = 1; round <= rounds; round++) {
      const enough = state.acknowledged.length + 50;
      await eventually(() => expect(state.acknowledged.length).toBeGreaterThan(enough));
      if (round % 2 === 1) primary.kill();
      else primary.down('immediate');
      const { promoted, until } = await takeOver(standby);
      await eventually(() => expect(state.acknowledged.at(-1)!.at).toBeGreaterThan(promoted));
      expect(state.acknowledged.find(({ at }) => at > promoted)!.at).toBeLessThan(until);
      // The processes hear each other again, and jobs are free for whoever is there.
      await eventually(() => expect(heard.filter((message) => message === 'missed')).toHaveLength(round));
      expect(performance.now()).toBeLessThan(until);
      await store.announce(`round ${round}`);
      await eventually(() => expect(heard).toContain(`round ${round}`));
      [primary, standby] = [standby, primary];
      standby.follow(primary);
      await waitForStandby(primary);
    }
    expect(claim?.held).toBe(false);
    await claim!.release();
    const again = await store.claim('a job');
    expect(again?.held).toBe(true);
    await stop();
    Object.assign(pair, { first: primary, second: standby });
    const kept = new Set((await store.collection(entries).list()).map(({ id }) => id));
    expect(state.acknowledged.filter(({ id }) => !kept.has(id))).toEqual([]);
  });

  test('[R7] a former primary that comes back is not written to, though it takes writes and is the first in the settings', async () => {
    const store = await open();
    const records = store.collection(entries);
    const { first, second } = pair;
    await records.put({ id: 'before', n: 1 });
    first.down('immediate');
    await takeOver(second);
    await eventually(() => records.put({ id: 'after', n: 1 }));
    // It waits for nobody, so whoever wrote to it would be told that it is kept.
    first.up();
    await first.ask(`alter system set synchronous_standby_names = ''`);
    await first.ask('select pg_reload_conf()');
    for (let n = 0; n < 3; n++) {
      await second.ask(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'enterprise-portal-kiosk%'`,
      );
      await eventually(() => records.put({ id: `after ${n}`, n }));
    }
    const others = await first.ask(`select 1 from pg_stat_activity where application_name = 'enterprise-portal-kiosk'`);
    expect(others).toEqual([]);
    expect((await records.list()).map(({ id }) => id)).toEqual(['after', 'after 0', 'after 1', 'after 2', 'before']);
    // A process that starts now takes the one that is further, too.
    const started = await open();
    await started.collection(entries).count();
    expect(
      await first.ask(`select 1 from pg_stat_activity where application_name = 'enterprise-portal-kiosk'`),
    ).toEqual([]);
    first.down('immediate');
    first.follow(second);
    await waitForStandby(second);
    Object.assign(pair, { first: second, second: first });
  });

  test('[R7] a primary that falls silent without a word is left within 3 s of the next one’s promotion', async () => {
    const store = await open();
    const records = store.collection(entries);
    await Promise.all(Array.from({ length: 10 }, (_, n) => records.put({ id: `silent ${n}`, n })));
    const { first, second } = pair;
    // As a machine that hangs: its connections stay open, and nobody answers.
    first.pause();
    onTestFinished(() => first.resume());
    const waiting = records.put({ id: 'waits', n: 1 }).catch((error: unknown) => error);
    const { until } = await takeOver(second);
    await eventually(() => records.put({ id: 'goes on', n: 1 }));
    expect(performance.now()).toBeLessThan(until);
    expect(await waiting).toBeInstanceOf(StoreUnavailableError);
    expect(performance.now()).toBeLessThan(until);
    first.resume();
    first.down('immediate');
    first.follow(second);
    Object.assign(pair, { first: second, second: first });
  });

  test('[R7] a whole server goes on over a failover: its people stay signed in, and what it records is one chain', async () => {
    const data = await temporaryFolder();
    const file = join(data, 'settings.json');
    await writeFile(file, JSON.stringify({ store: { postgres: ofPair() } }));
    const server = await startServerProcess(join(data, 'data'), '--demo', '--settings', file);
    onTestFinished(() => server.stop());
    await waitForStandby(pair.first);
    const visitor = await signedInVisitor(server.portal, 'maria.garcia');
    const { first, second } = pair;
    first.kill();
    const { until } = await takeOver(second);
    await eventually(async () => expect((await visitor.send('GET', '/api/session')).status).toBe(200));
    expect(performance.now()).toBeLessThan(until);
    await eventually(async () => expect((await new Visitor(server.portal).signIn('john.smith')).status).toBe(200));
    await eventually(async () => expect((await fetch(new URL('/health/ready', server.portal))).status).toBe(200));
    const verified = spawnSync(
      process.execPath,
      [commandFile('audit'), 'verify', '--data', join(data, 'data'), '--settings', file],
      { encoding: 'utf8' },
    );
    expect(verified.stdout).toMatch(/whole: \d+ entries/);
    first.follow(second);
    Object.assign(pair, { first: second, second: first });
  });

  test('[R7] where none of the servers takes writes the start says so', async () => {
    const onlyStandby = { ...pair.second.settings, host: [`127.0.0.1:${pair.second.port}`, '127.0.0.1:1'] };
    const refused = storePlace(onlyStandby).open();
    await expect(refused).rejects.toThrow(StoreNotOpenedError);
    await expect(refused).rejects.toThrow(/none of its servers takes writes now/);
  });
});
