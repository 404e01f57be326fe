import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientRecord } from '../../server/applications/immtrac2/clients/client-record.ts';
import { findByName, search } from '../../server/applications/immtrac2/clients/find-clients.ts';
import { clients, immunizations, sites } from '../../server/applications/immtrac2/records.ts';
import { withKeys } from '../../server/applications/immtrac2/clients/search-keys.ts';
import type { ClientRecord, ImmunizationRecord } from '../../server/applications/immtrac2/shapes.ts';
import { systemClock } from '../../server/clock.ts';
import type { CollectionDefinition, Entity, Store } from '../../server/store/contract.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { PostgresDatabase } from '../../server/store/postgres/database.ts';
import { addValues } from '../../server/store/postgres/index-values.ts';
import { putRows } from '../../server/store/postgres/rows.ts';
import { defaultTimeZone, monthNumber, plusDays, plusMonths } from '../../shared/contract/time.ts';
import { PostgresServer, silent, withoutPostgres } from '../support/postgres.ts';
import { atMost, growth } from './report.ts';

// What finding a client and opening a record cost by how many there are, on both stores: rows of `npm run bench`, in a process of
// its own; it runs alone too. Rules on their store, without HTTP and without asking the identity server.

const day = '2026-03-02';
const site = { id: '0000000001', name: 'Practice Clinic' };
const caller = { accountId: 'casey', name: 'Casey', sites: [site], roles: ['clinic-staff'] } as const;
const looks = 200;
const rounds = 5;
const atATime = 500;

const parts = ['bar', 'cen', 'dor', 'el', 'fan', 'gar', 'hol', 'is', 'ken', 'lor', 'men', 'nor'];
/** So that some share a name, and some both names. */
const lastNameOf = (n: number) => `${parts[n % 12]}${parts[(n * 7) % 11]}${parts[(n * 5) % 9]}son`;
const firstNameOf = (n: number) => `${parts[(n * 3) % 12]}${parts[(n * 11) % 10]}a`;

/** One in so many has a history; the others are there to be looked through. */
const withHistory = 20;

function client(n: number): ClientRecord {
  const birthDate = plusDays(day, -Math.floor((n * 7919) % 32_000));
  return withKeys({
    id: `client-${n}`,
    immtrac2Id: String(1_000_000_000 + n),
    lastName: lastNameOf(n),
    firstName: firstNameOf(n),
    birthDate,
    sex: n % 2 === 0 ? 'female' : 'male',
    addresses: [
      {
        street: `${(n % 9000) + 100} Practice Ct`,
        city: 'Austin',
        state: 'TX',
        zip: '78702',
        from: birthDate,
        siteId: site.id,
      },
    ],
    siteId: site.id,
    consents: [{ kind: 'adult' }],
    status: 'active',
    contactAllowed: true,
    revision: 1,
    keys: [],
  });
}

const usual = [
  [0, '08'],
  [2, '110'],
  [2, '48'],
  [4, '110'],
  [4, '48'],
  [6, '110'],
  [12, '03'],
  [12, '21'],
  [15, '20'],
  [18, '83'],
  [48, '130'],
  [132, '115'],
  [132, '165'],
  [138, '165'],
] as const;

function historyOf(n: number): ImmunizationRecord[] {
  if (n % withHistory !== 0) return [];
  const { birthDate } = client(n);
  return usual
    .map(([months, cvx], at) => {
      const date = plusMonths(birthDate, months);
      const id = `dose-${n}-${at}`;
      return {
        id,
        clientId: `client-${n}`,
        siteId: site.id,
        date,
        month: monthNumber(date),
        historical: true,
        dose: { cvx },
      };
    })
    .filter(({ date }) => date <= day);
}

interface Place {
  readonly name: string;
  readonly store: Store;
  readonly count: number;
}

async function filledInFiles(count: number, directory: string): Promise<Place> {
  const store = await openLowdbStore({ directory, key: randomBytes(32) });
  for (let from = 0; from < count; from += atATime) {
    await store.transaction(async (on) => {
      for (let n = from; n < Math.min(count, from + atATime); n += 1) {
        await on.collection(clients).put(client(n));
        for (const dose of historyOf(n)) await on.collection(immunizations).put(dose);
      }
    });
  }
  await store.collection(sites).put({ ...site, agreement: null });
  return { name: 'in files', store, count };
}

async function filledInPostgres(count: number, server: PostgresServer, databases: PostgresDatabase[]): Promise<Place> {
  const name = `registry_${count}`;
  await server.ask(`create database ${name}`);
  const database = await PostgresDatabase.connect({ ...server.settings, database: name }, silent);
  databases.push(database);
  const key = randomBytes(32);
  const store = await database.openStore('immtrac2', key);
  // Their first use prepares the collections, so that the rows have their indexes from the beginning.
  for (const each of [clients, immunizations] as const) await store.collection(each as typeof clients).count();
  const { db, cipher } = await database.openSchema('immtrac2', key);
  const putAll = async <T extends Entity, I extends keyof T & string>(
    definition: CollectionDefinition<T, I>,
    records: readonly T[],
  ) => {
    if (records.length === 0) return;
    const rows = records.map((record) => cipher.row(definition, record));
    await putRows(db, rows);
    const values = records.map((record, at) => ({ key: rows[at]!.key, values: cipher.valuesOf(definition, record) }));
    await addValues(db, definition.name, values);
  };
  for (let from = 0; from < count; from += atATime) {
    const numbers = Array.from({ length: Math.min(atATime, count - from) }, (_, n) => from + n);
    await putAll(
      clients,
      numbers.map((n) => client(n)),
    );
    await putAll(
      immunizations,
      numbers.flatMap((n) => historyOf(n)),
    );
  }
  await store.collection(sites).put({ ...site, agreement: null });
  await server.ask('vacuum analyze', name);
  const [{ size }] = (await server.ask(`select pg_database_size('${name}') as size`)) as [{ size: string }];
  console.log(
    `${count} clients, one in ${withHistory} with a history: ${Math.round(Number(size) / 1e6)} MB in PostgreSQL`,
  );
  return { name: 'in PostgreSQL', store, count };
}

/** @returns milliseconds: the 95th percentile, and the median, which says how the cost grows when the machine is busy */
async function timesOf(work: (n: number) => Promise<unknown>): Promise<{ p95: number; median: number }> {
  const took: number[] = [];
  for (let n = 0; n < looks; n += 1) {
    const begin = performance.now();
    await work(n);
    took.push(performance.now() - begin);
  }
  const sorted = took.toSorted((a, b) => a - b);
  return { p95: sorted[Math.floor(looks * 0.95)]!, median: sorted[Math.floor(looks / 2)]! };
}

function measuresOf({ store, count }: Place) {
  const deps = { store, clock: systemClock, timeZone: defaultTimeZone };
  const someone = (n: number) => client((n * 7919) % count);
  const asked = ({ lastName, firstName, birthDate, sex, addresses }: ClientRecord) => ({
    lastName,
    firstName,
    birthDate,
    sex,
    street: addresses[0]!.street,
  });
  return {
    'exact search': async (n: number) => {
      const { id, ...known } = someone(n);
      const found = await findByName(deps, asked({ id, ...known }));
      if (!Array.isArray(found) || !found.some((each) => each.id === id)) throw new Error(`${id} is not found`);
    },
    // Every other time as somebody mishears it.
    'smart search': async (n: number) => {
      const known = asked(someone(n));
      const found = await search(
        deps,
        n % 2 === 0 ? known : { ...known, firstName: `${known.firstName}h`, street: '1 Elm St' },
      );
      if (typeof found === 'string' || found.match === 'none') throw new Error(`nobody is found for ${n}`);
    },
    'history with forecast': async (n: number) => {
      const id = `client-${((n * 7919) % Math.floor(count / withHistory)) * withHistory}`;
      const found = (await store.collection(clients).get(id))!;
      return clientRecord(deps, found, caller);
    },
  };
}

const goals = { 'exact search': 25, 'smart search': 80, 'history with forecast': 60 } as const;
type Measure = keyof typeof goals;
const measures = Object.keys(goals) as Measure[];

const folder = await mkdtemp(join(tmpdir(), 'kiosk-registry-'));
const databases: PostgresDatabase[] = [];
const server = withoutPostgres ? undefined : await PostgresServer.start();
const places = [await filledInFiles(10_000, folder)];
if (server) for (const count of [1000, 10_000, 100_000]) places.push(await filledInPostgres(count, server, databases));
else console.log('the registry in PostgreSQL: skipped, because PostgreSQL is not installed here');

const samples = new Map(
  places.map((place): [Place, Record<Measure, { p95: number; median: number }[]>] => [
    place,
    { 'exact search': [], 'smart search': [], 'history with forecast': [] },
  ]),
);
// In turn, so that whatever else the machine does falls on all; the first round is not counted.
for (let round = 0; round <= rounds; round += 1) {
  for (const place of places) {
    const works = measuresOf(place);
    for (const measure of measures) {
      const took = await timesOf(works[measure]);
      if (round > 0) samples.get(place)![measure].push(took);
    }
  }
}
for (const measure of measures) {
  for (const place of places) {
    const what = `${measure} among ${place.count} clients ${place.name}, 95th percentile`;
    const each = samples.get(place)![measure];
    atMost(
      what,
      each.map(({ p95 }) => p95),
      'ms',
      goals[measure],
    );
  }
  const [, least, , most] = places;
  if (least && most) {
    const [few, many] = [least, most].map((place) => samples.get(place)![measure].map(({ median }) => median));
    growth('  100 times as many clients, by the median', few!, many!, 1.5);
  }
}
for (const database of databases) await database.close();
server?.remove();
await places[0]!.store.close();
await rm(folder, { recursive: true });
