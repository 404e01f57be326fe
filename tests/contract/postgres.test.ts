import { randomBytes } from 'node:crypto';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { defineCollection, NewerRecordError, type Store } from '../../server/store/contract.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { readOffline } from '../../server/store/lowdb/offline-reader.ts';
import { createPool, primaryOf } from '../../server/store/postgres/connect.ts';
import { PostgresDatabase } from '../../server/store/postgres/database.ts';
import { moveRecords, verifyMove } from '../../server/store/postgres/move.ts';
import { migrate } from '../../server/store/postgres/migrations.ts';
import { findRows, getRows, insertRows, replaceRows } from '../../server/store/postgres/row-access.ts';
import { RowCipher } from '../../server/store/postgres/row-cipher.ts';
import { putRows } from '../../server/store/postgres/rows.ts';
import { SealedRecords } from '../../server/store/postgres/sealed-records.ts';
import type { Connection, Tables } from '../../server/store/postgres/tables.ts';
import { eventually } from '../support/eventually.ts';
import { needsPostgres, silent, storePlace, usePostgres, withoutPostgres } from '../support/postgres.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { storeContract } from './store.ts';
import { first, third } from './versions.ts';

const postgres = usePostgres();

storeContract(`PostgreSQL${needsPostgres}`, async () => storePlace(postgres.server.settings), {
  skipped: withoutPostgres,
});

describe.skipIf(withoutPostgres)(`two processes on one PostgreSQL${needsPostgres}`, () => {
  async function openTwice(): Promise<{ schema: string; stores: [Store, Store] }> {
    const place = storePlace(postgres.server.settings);
    const stores: [Store, Store] = [await place.open(), await place.open()];
    onTestFinished(async () => {
      for (const store of stores) await store.close();
    });
    return { schema: place.schema, stores };
  }

  const cutStanding = () =>
    postgres.server.ask(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted`);

  test('[R2] a job that one process has is not the other’s, until the one has closed', async () => {
    const { stores } = await openTwice();
    const [one, other] = stores;
    expect(await one.claim('sweep')).toBeDefined();
    expect(await other.claim('sweep')).toBeUndefined();
    await one.close();
    expect((await other.claim('sweep'))?.held).toBe(true);
  });

  test('[R2] whose connection is lost has lost its job, knows it, and hears that it may have missed something', async () => {
    const { stores } = await openTwice();
    const [one, other] = stores;
    const heard: string[] = [];
    await one.listen({ heard: (message) => void heard.push(message), missed: () => void heard.push('missed') });
    const claim = (await one.claim('sweep'))!;
    heard.length = 0;
    await cutStanding();
    await eventually(() => expect(claim.held).toBe(false));
    expect((await other.claim('sweep'))?.held).toBe(true);
    await eventually(() => expect(heard).toEqual(['missed']));
    await other.announce('back again');
    await eventually(() => expect(heard).toEqual(['missed', 'back again']));
    await claim.release();
    expect(await one.claim('sweep')).toBeUndefined();
  });

  test('[R2] a process that an update has not reached leaves alone what an updated one writes, and says so', async () => {
    const { stores } = await openTwice();
    const [older, newer] = [stores[0].collection(first), stores[1].collection(third)];
    for (const id of ['a', 'b']) await older.insert({ id, name: 'Maria Garcia' });
    const changed = await newer.update('a', (record) => ({ ...record, since: 5 }));
    const refused = [
      () => older.get('a'),
      () => older.list(),
      () => older.put({ id: 'a', name: 'x' }),
      () => older.update('a', (record) => record),
      () => older.delete('a'),
      () => stores[0].transaction(async (collections) => collections.collection(first).delete('a')),
    ];
    for (const ask of refused) await expect(ask(), String(ask)).rejects.toThrow(NewerRecordError);
    expect(await newer.get('a')).toEqual(changed);
    expect(await older.get('b')).toEqual({ id: 'b', name: 'Maria Garcia' });
    expect(await older.delete('b')).toBe(true);
    expect(await older.delete('b')).toBe(false);
  });

  test('[R2] records that are moved from lowdb keep their versions', async () => {
    const [directory, key] = [await temporaryFolder(), randomBytes(32)];
    for (const use of [
      (store: Store) => store.collection(first).insert({ id: 'a', name: 'Maria Garcia' }),
      (store: Store) => store.collection(third).insert({ id: 'b', given: 'x', family: 'y', words: [], since: 3 }),
    ]) {
      const lowdb = await openLowdbStore({ directory, key });
      await use(lowdb);
      await lowdb.close();
    }
    const database = await PostgresDatabase.connect(postgres.server.settings, silent);
    onTestFinished(() => database.close());
    const [from, to] = [await readOffline(directory, [key]), await database.openSchema('versions_moved', key)];
    await moveRecords(from, to, () => {});
    expect(await verifyMove(from, to)).toMatchObject([{ collection: 'versioned', count: 2 }]);
    await from.release();
    const open = () => database.openStore('versions_moved', key);
    await expect((await open()).collection(first).get('a')).rejects.toThrow(NewerRecordError);
    const moved = await (await open()).collection(third).list();
    expect(moved.map(({ id, since }) => [id, since])).toEqual([
      ['a', 5],
      ['b', 3],
    ]);
  });

  test('[R2] what one process announces the other hears, and the database learns nothing of it', async () => {
    const { schema, stores } = await openTwice();
    const heard: string[] = [];
    await stores[1].listen({ heard: (message) => void heard.push(message), missed: () => {} });
    await postgres.server.ask(`select pg_notify('${schema}', 'a word of a stranger')`);
    await stores[0].announce('a word of ours');
    await eventually(() => expect(heard).toEqual(['a word of ours']));
    const overheard = await postgres.server.overhear(schema, () => stores[0].announce('once more'));
    expect(Buffer.from(overheard, 'base64').toString('latin1')).not.toContain('once more');
    expect(overheard).not.toContain('once more');
  });
});

test.skipIf(withoutPostgres)(
  `[R2] a database that was only looked at keeps no connection${needsPostgres}`,
  async () => {
    // What commands do that then find a server at work on their data.
    const database = await PostgresDatabase.connect(postgres.server.settings, silent);
    await database.close();
    const asked = `select count(*)::int as open from pg_stat_activity where application_name like 'enterprise-portal-kiosk%'`;
    // The pool itself would let an idle one go after ten seconds.
    const soon = { timeout: 9000 };
    await vi.waitFor(async () => expect(await postgres.server.ask(asked)).toEqual([{ open: 0 }]), soon);
  },
);

test.skipIf(withoutPostgres)(
  `[R2] a statement is read and planned once for each connection, and many rows at once leave none behind${needsPostgres}`,
  async () => {
    const settings = { ...postgres.server.settings, poolSize: 2 };
    const database = await PostgresDatabase.connect(settings, silent);
    onTestFinished(() => database.close());
    const definition = defineCollection<{ id: string; size: number }>()({
      name: 'things',
      lifetime: 'lasting',
      indexes: [],
    });
    const key = randomBytes(32);
    const things = (await database.openStore('prepared', key)).collection(definition);
    const { db, cipher } = await database.openSchema('prepared', key);
    const kept = async () => {
      const { rows } = await sql<{ statement: string; uses: number }>`
        select statement, (generic_plans + custom_plans)::int as uses from pg_prepared_statements`.execute(db);
      return rows;
    };
    const use = async (n: number) => {
      await things.put({ id: `${n}`, size: 0 });
      await things.update(`${n}`, ({ size, ...rest }) => ({ ...rest, size: size + 1 }));
      await things.get(`${n}`);
    };
    for (let n = 0; n < 5; n++) await use(n);
    const before = await kept();
    for (let n = 5; n < 25; n++) await use(n);
    for (let n = 20; n < 40; n++) {
      const rows = Array.from({ length: n }, (_, id) => cipher.row(definition, { id: `${id}`, size: n }));
      await putRows(db, rows);
    }
    const after = await kept();
    expect(after.map(({ statement }) => statement).toSorted()).toEqual(
      before.map(({ statement }) => statement).toSorted(),
    );
    expect(Math.max(...after.map(({ uses }) => uses))).toBeGreaterThan(20);
    expect(await things.get('7')).toEqual({ id: '7', size: 39 });
  },
);

describe.skipIf(withoutPostgres)(`what PostgreSQL reads${needsPostgres}`, () => {
  const places = defineCollection<{ readonly id: string; readonly name: string; readonly words: readonly string[] }>()({
    name: 'places',
    lifetime: 'lasting',
    indexes: ['name'],
    several: ['words'],
  });

  test.each([0, 50, 600])(
    '[R1] a few of many records are read without the others, though %i were there at first',
    async (few) => {
      const { settings } = postgres.server;
      const schema = `kiosk_reads_${few}`;
      const pool = await createPool(settings, await primaryOf(settings, silent), silent);
      const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema(schema);
      onTestFinished(() => db.destroy());
      await migrate(db, schema);
      const cipher = new RowCipher(randomBytes(32));
      const records = new SealedRecords(places, cipher);
      const place = (n: number, name = `place ${n}`) => ({ id: `${n}`, name, words: [`word ${n}`] });
      const all = Array.from({ length: 3000 }, (_, n) => records.written(place(n)));
      for (const table of ['records', 'index_values']) {
        await sql`alter table ${sql.id(schema, table)} set (autovacuum_enabled = false)`.execute(db);
      }

      const some = [700, 1100, 1400, 2100, 2500, 2800];
      /** The database also counts what transactions before have read, for a while. */
      const counted = async (on: Connection) => {
        const { rows } = await sql<{ read: string }>`
        select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) as read from pg_stat_xact_user_tables
        where schemaname = ${schema}`.execute(on);
        return Number(rows[0]!.read);
      };
      const readBy = (ask: (on: Connection) => Promise<unknown>) =>
        db.transaction().execute(async (on) => {
          const before = await counted(on);
          await ask(on);
          return (await counted(on)) - before;
        });
      const keys = some.map((n) => all[n]!.row.key);
      const digests = (index: 'name' | 'words', word: string) =>
        some.map((n) => cipher.indexOf(places.name, index, `${word} ${n}`));
      const replaced = some.map((n) => ({ after: records.written(place(n, 'new')), before: all[n]! }));
      const asked: ((on: Connection) => Promise<{ key: Buffer }[]>)[] = [
        (on) => getRows(on, places.name, keys),
        (on) => findRows(on, 'index_1', digests('name', 'place')),
        (on) => findRows(on, 'values', digests('words', 'word')),
        (on) => replaceRows(on, replaced),
      ];
      await insertRows(db, all.slice(0, few));
      // Often enough that the connection settles for one plan.
      for (let times = 0; times < 8; times++) {
        for (const ask of asked) await db.transaction().execute(ask);
      }
      await insertRows(db, all.slice(few));
      for (const ask of asked) {
        const read = await readBy(async (on) => expect(await ask(on)).toHaveLength(some.length));
        expect(read, String(ask)).toBeLessThan(50);
      }
    },
  );
});
