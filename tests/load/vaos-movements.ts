import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultTimeZone } from '../../shared/contract/time.ts';
import { dashboard } from '../../server/applications/vaos/dashboard.ts';
import { post } from '../../server/applications/vaos/ledger.ts';
import { lots, sites } from '../../server/applications/vaos/records.ts';
import { receive, waste } from '../../server/applications/vaos/stock.ts';
import { systemClock } from '../../server/clock.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { atLeast, atMost } from './report.ts';

// How many movements of stock a second the embedded store takes, and what a site's overview costs beside its history: rows of
// `npm run bench`, in a process of its own; it runs alone too.

const folder = await mkdtemp(join(tmpdir(), 'kiosk-vaos-'));
const store = await openLowdbStore({ directory: folder, key: randomBytes(32) });
const deps = { store, clock: systemClock, timeZone: defaultTimeZone };
const siteId = '0000000001';
const by = { accountId: 'casey', name: 'Casey Coordinator' };
const day = new Date().toISOString().slice(0, 10);
const signature = { name: 'Robin Signer', title: 'MD' } as const;

await store.collection(sites).put({ id: siteId, name: 'Practice Clinic', pin: '990001' });
for (let n = 0; n < 40; n += 1) {
  const line = { ndc: '00006-4681-00', lot: `B${n}`, expires: '2099-06-30', doses: 20_000 };
  await receive(deps, { siteId, by }, { key: randomUUID(), temperature: 'in-range', lines: [line] });
}
const ids = (await store.collection(lots).list()).map(({ id }) => id);

async function movementsInASecond(): Promise<number> {
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
}

/** @returns the 95th percentile, in milliseconds */
async function overview(): Promise<number> {
  const took: number[] = [];
  for (let n = 0; n < 200; n += 1) {
    const begin = performance.now();
    await dashboard(deps, siteId);
    took.push(performance.now() - begin);
  }
  return took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.95)]!;
}

const rates: number[] = [];
for (let round = 0; round < 5; round += 1) rates.push(await movementsInASecond());
atLeast('movements of stock in files, a second', rates, 200);
for (let n = 0; n < 100_000; n += 500) {
  await store.transaction(async (collections) => {
    for (let each = 0; each < 500; each += 1) {
      const line = { id: `m${n + each}`, siteId, lotId: ids[each % ids.length]!, at: n + each, day, by };
      await post(collections, { ...line, kind: 'counted', doses: each % 2 === 0 ? 1 : -1 });
    }
  });
}
const overviews = [await overview(), await overview(), await overview()];
atMost('a site’s overview after 100,000 movements, 95th percentile', overviews, 'ms', 50);
await store.close();
await rm(folder, { recursive: true });
