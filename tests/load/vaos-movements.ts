import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultTimeZone, today } from '../../shared/contract/time.ts';
import { dashboard } from '../../server/applications/vaos/overview/dashboard.ts';
import { lots, type MovementRecord, movements, sites } from '../../server/applications/vaos/records.ts';
import { receive, waste } from '../../server/applications/vaos/stock/stock.ts';
import { systemClock } from '../../server/clock.ts';
import type { Store } from '../../server/store/contract.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { PostgresDatabase } from '../../server/store/postgres/database.ts';
import { addValues } from '../../server/store/postgres/index-values.ts';
import { putRows } from '../../server/store/postgres/rows.ts';
import { PostgresServer, silent, withoutPostgres } from '../support/postgres.ts';
import { atLeast, atMost, growth } from './report.ts';

// How many movements of stock a second each store takes, and what a site's overview costs beside its history: rows of
// `npm run bench`, in a process of its own; it runs alone too.

const siteId = '0000000001';
const by = { accountId: 'casey', name: 'Casey Coordinator' };
const day = today({ clock: systemClock, timeZone: defaultTimeZone });
const signature = { name: 'Robin Signer', title: 'MD' } as const;
const few = 1000;
const many = 100_000;

/** Adds lines that were written earlier. */
type Add = (lines: readonly MovementRecord[]) => Promise<void>;

async function measure(store: Store, where: string, goal: number, add: Add): Promise<void> {
  const deps = { store, clock: systemClock, timeZone: defaultTimeZone };
  await store.collection(sites).put({ id: siteId, name: 'Practice Clinic', pin: '990001' });
  for (let n = 0; n < 40; n += 1) {
    const line = { ndc: '00006-4681-00', lot: `B${n}`, expires: '2099-06-30', doses: 20_000 };
    await receive(deps, { siteId, by }, { key: randomUUID(), temperature: 'in-range', lines: [line] });
  }
  const ids = (await store.collection(lots).list()).map(({ id }) => id);

  const movementsInASecond = async () => {
    const [begin, count] = [performance.now(), 400];
    // As sixteen desks would, each of which waits for its answer.
    await Promise.all(
      Array.from({ length: 16 }, async (_, desk) => {
        for (let n = desk; n < count; n += 16) {
          const report = { key: randomUUID(), doses: 1, reason: 'lost', on: day, signature } as const;
          await waste(deps, { siteId, by }, ids[n % ids.length]!, report);
        }
      }),
    );
    return count / ((performance.now() - begin) / 1000);
  };
  /** @returns in milliseconds */
  const overview = async () => {
    const took: number[] = [];
    for (let n = 0; n < 200; n += 1) {
      const begin = performance.now();
      await dashboard(deps, siteId);
      took.push(performance.now() - begin);
    }
    const sorted = took.toSorted((a, b) => a - b);
    return { p95: sorted[Math.floor(took.length * 0.95)]!, median: sorted[Math.floor(took.length / 2)]! };
  };
  const until = async (total: number) => {
    for (let there = await store.collection(movements).count(); there < total; there += 500) {
      // In twos that take back one another, so that balances stay what the lines add up to.
      const lines = Array.from({ length: Math.min(500, total - there) }, (_, each): MovementRecord => {
        const [at, lotId] = [there + each, ids[Math.floor((there + each) / 2) % ids.length]!];
        return { id: `m${at}`, siteId, lotId, at, day, by, kind: 'counted', doses: at % 2 === 0 ? 1 : -1 };
      });
      await add(lines);
    }
  };
  const inTurn = async () => {
    await overview();
    return [await overview(), await overview(), await overview()];
  };

  await until(few);
  const short = await inTurn();
  const rates: number[] = [];
  for (let round = 0; round < 5; round += 1) rates.push(await movementsInASecond());
  atLeast(`movements of stock ${where}, a second`, rates, goal);
  await until(many);
  const long = await inTurn();
  atMost(
    `a site’s overview ${where} after ${many} movements, 95th percentile`,
    long.map(({ p95 }) => p95),
    'ms',
    50,
  );
  growth(
    `  ${many / few} times as many movements, by the median`,
    short.map(({ median }) => median),
    long.map(({ median }) => median),
    1.5,
  );
}

const folder = await mkdtemp(join(tmpdir(), 'kiosk-vaos-'));
const files = await openLowdbStore({ directory: folder, key: randomBytes(32) });
await measure(files, 'in files', 200, (lines) =>
  files.transaction(async (collections) => {
    for (const line of lines) await collections.collection(movements).insert(line);
  }),
);
await files.close();
await rm(folder, { recursive: true });

if (withoutPostgres) console.log('stock in PostgreSQL: skipped, because PostgreSQL is not installed here');
else {
  const server = await PostgresServer.start();
  const database = await PostgresDatabase.connect(server.settings, silent);
  const key = randomBytes(32);
  const store = await database.openStore('vaos', key);
  await store.collection(movements).count();
  const { db, cipher } = await database.openSchema('vaos', key);
  await measure(store, 'in PostgreSQL', 500, async (lines) => {
    const rows = lines.map((line) => cipher.row(movements, line));
    await putRows(db, rows);
    const values = lines.map((line, at) => ({ key: rows[at]!.key, values: cipher.valuesOf(movements, line) }));
    await addValues(db, movements.name, values);
    if (lines.some(({ at }) => at === many - 1 || at === few - 1)) await server.ask('vacuum analyze');
  });
  await database.close();
  server.remove();
}
