import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type { Logger } from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Keys } from '../../server/keys/keys.ts';
import { SettingsError } from '../../server/settings.ts';
import { defineCollection, StoreNotOpenedError } from '../../server/store/contract.ts';
import { InUseError } from '../../server/store/lowdb/process-lock.ts';
import { openStores } from '../../server/store/open-stores.ts';
import { createPool, primaryOf } from '../../server/store/postgres/connect.ts';
import { PostgresDatabase } from '../../server/store/postgres/database.ts';
import { migrate, migrations } from '../../server/store/postgres/migrations.ts';
import { insertRows } from '../../server/store/postgres/row-access.ts';
import { RowCipher } from '../../server/store/postgres/row-cipher.ts';
import { SealedRecords } from '../../server/store/postgres/sealed-records.ts';
import type { RecordRow, Tables } from '../../server/store/postgres/tables.ts';
import { UnreadableError } from '../../server/store/sealed.ts';
import type { PostgresSettings } from '../../shared/kiosk/settings.ts';
import { eventually } from '../support/eventually.ts';
import { lines } from '../support/lowdb-folders.ts';
import { needsPostgres, silent, usePostgres, withoutPostgres } from '../support/postgres.ts';
import { temporaryFolder } from '../support/temporary.ts';

const postgres = usePostgres();
const newest = migrations.length;
interface Thing {
  readonly id: string;
  readonly kind: string;
  readonly words?: readonly string[];
  readonly on?: string;
}
const things = defineCollection<Thing>()({
  name: 'things',
  lifetime: 'lasting',
  indexes: ['kind'],
});

async function connect() {
  const pool = await createPool(postgres.server.settings, await primaryOf(postgres.server.settings, silent), silent);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  onTestFinished(() => db.destroy());
  return db;
}

async function versionOf(schema: string) {
  return (await postgres.server.ask(`select max(version) as version from ${schema}.versions`))[0]!['version'];
}

describe.skipIf(withoutPostgres)(`migrations of PostgreSQL${needsPostgres}`, () => {
  for (const version of Array.from({ length: newest + 1 }, (_, n) => n)) {
    test(`[R2] a database of version ${version} comes to version ${newest} and is used`, async () => {
      const db = await connect();
      const schema = `kiosk_from_${version}`;
      if (version > 0) await migrate(db.withSchema(schema), schema, migrations.slice(0, version));
      const database = await PostgresDatabase.connect(postgres.server.settings, silent);
      onTestFinished(() => database.close());
      const store = await database.openStore(`from_${version}`, randomBytes(32));
      await store.collection(things).insert({ id: 'a', kind: 'b' });
      expect(await store.collection(things).find('kind', 'b')).toHaveLength(1);
      expect(await versionOf(schema)).toBe(newest);
    });
  }

  test('[R2] records that version 1 wrote are found as before, by lists too, and page by page, once that is declared', async () => {
    const db = (await connect()).withSchema('kiosk_first');
    const key = randomBytes(32);
    await migrate(db, 'kiosk_first', migrations.slice(0, 1));
    // As version 1 wrote them, with its four columns and no more.
    const cipher = new RowCipher(key);
    const records = [3, 1, 2].map((day) => ({
      id: `${day}`,
      kind: 'b',
      words: ['x', `w${day}`],
      on: `2026-01-0${day}`,
    }));
    for (const record of records) {
      const { version: _, ...row } = cipher.row(things, record);
      await db
        .insertInto('records')
        .values(row as RecordRow)
        .execute();
    }
    await sql`insert into kiosk_first.collections (name, indexes) values ('things', ${['kind']})`.execute(db);

    const database = await PostgresDatabase.connect(postgres.server.settings, silent);
    onTestFinished(() => database.close());
    expect(await (await database.openStore('first', key)).collection(things).find('kind', 'b')).toHaveLength(3);
    const ordered = defineCollection<Thing>()({ ...things, several: ['words'], order: 'on' });
    const again = (await database.openStore('first', key)).collection(ordered);
    expect(await again.find('words', 'w2')).toEqual([records[2]]);
    const { records: page } = await again.page({ index: ['kind', 'b'], from: '2026-01-02', limit: 9 });
    expect(page).toEqual([records[2], records[0]]);
    expect((await again.page({ index: ['words', 'x'], limit: 1 })).records).toEqual([records[1]]);
  });

  test('[R2] what a record of version 3 is found by goes with it, and so does what is written since', async () => {
    const db = (await connect()).withSchema('kiosk_third');
    await migrate(db, 'kiosk_third', migrations.slice(0, 3));
    const [key, lists] = [randomBytes(32), defineCollection<Thing>()({ ...things, several: ['words'] })];
    const before = new SealedRecords(lists, new RowCipher(key));
    await insertRows(db, [before.written({ id: 'a', kind: 'b', words: ['x', 'y'] })]);

    const database = await PostgresDatabase.connect(postgres.server.settings, silent);
    onTestFinished(() => database.close());
    const again = (await database.openStore('third', key)).collection(lists);
    await again.insert({ id: 'c', kind: 'b', words: ['x', 'z'] });
    const values = async () => (await db.selectFrom('index_values').selectAll().execute()).length;
    expect(await values()).toBe(4);
    for (const id of ['a', 'c']) expect(await again.delete(id)).toBe(true);
    expect(await values()).toBe(0);
  });

  test('[R2] a database that a newer version has written is refused, and stays as it is', async () => {
    const db = (await connect()).withSchema('kiosk_newer');
    const next = { what: 'a step of a later version', up: async () => {} };
    await migrate(db, 'kiosk_newer', [...migrations, next]);
    const database = await PostgresDatabase.connect(postgres.server.settings, silent);
    onTestFinished(() => database.close());
    for (const open of [() => migrate(db, 'kiosk_newer'), () => database.openStore('newer', randomBytes(32))]) {
      const refused = open();
      await expect(refused).rejects.toThrow(StoreNotOpenedError);
      await expect(refused).rejects.toThrow(
        `newer version of this product (its version is ${newest + 1}, this one knows ${newest})`,
      );
    }
    expect(await versionOf('kiosk_newer')).toBe(newest + 1);
  });

  test('[R2] a step that fails leaves the version before it whole, and can be taken again', async () => {
    const db = (await connect()).withSchema('kiosk_failing');
    let full = true;
    const step = {
      what: 'a table more',
      up: async (transaction: Parameters<(typeof migrations)[number]['up']>[0]) => {
        await sql`create table kiosk_failing.more (id integer)`.execute(transaction);
        if (full) throw new Error('the disk is full');
      },
    };
    await expect(migrate(db, 'kiosk_failing', [...migrations, step])).rejects.toThrow('the disk is full');
    expect(await versionOf('kiosk_failing')).toBe(newest);
    full = false;
    await migrate(db, 'kiosk_failing', [...migrations, step]);
    expect(await versionOf('kiosk_failing')).toBe(newest + 1);
  });

  test('[R2] of eight servers that start at once on an empty database each step is taken by one', async () => {
    const db = (await connect()).withSchema('kiosk_together');
    let taken = 0;
    const step = { what: 'counted', up: async () => void taken++ };
    await Promise.all(Array.from({ length: 8 }, () => migrate(db, 'kiosk_together', [...migrations, step])));
    expect(taken).toBe(1);
  });
});

describe.skipIf(withoutPostgres)(`opening a PostgreSQL${needsPostgres}`, () => {
  const connected = async (more: Partial<PostgresSettings> = {}, log: Logger = silent) => {
    const database = await PostgresDatabase.connect({ ...postgres.server.settings, ...more }, log);
    onTestFinished(() => database.close());
    return database;
  };
  const where = (name = postgres.server.settings.database) => `${name} on 127.0.0.1:${postgres.server.port}`;

  test('[K8] records open under their key alone, and not while a move into the database goes on', async () => {
    const [database, key] = [await connected(), randomBytes(32)];
    expect(await database.has('opened')).toBe(false);
    await database.openStore('opened', key);
    expect(await database.has('opened')).toBe(true);
    const wrong = database.openStore('opened', randomBytes(32));
    await expect(wrong).rejects.toThrow(UnreadableError);
    await expect(wrong).rejects.toThrow(
      `The records in the database ${where()} were encrypted with another key than this server's. Its key is the file master.key`,
    );
    const schemas = [await database.openSchema('opened', key), await database.openSchema('beside', key)];
    expect(schemas).toMatchObject([
      { schema: 'kiosk_opened', state: 'in use' },
      { schema: 'kiosk_beside', state: undefined },
    ]);
    await database.setStates(schemas, 'moving');
    for (const name of ['opened', 'beside']) {
      const moving = database.openStore(name, key);
      await expect(moving).rejects.toThrow(StoreNotOpenedError);
      await expect(moving).rejects.toThrow(`A move into the database ${where()} is not complete; finish it with`);
    }
    await database.setStates(schemas, 'in use');
    await database.openStore('beside', key);
  });

  test('[R2] a database that cannot be used, or would lose what people were told is kept, says so', async () => {
    const { server } = postgres;
    await server.ask('create database careless');
    await server.ask('alter database careless set synchronous_commit = off');
    const folder = await temporaryFolder();
    const wrongPassword = join(folder, 'password');
    await writeFile(wrongPassword, 'not it', { mode: 0o600 });
    const refused: readonly (readonly [Partial<PostgresSettings>, typeof StoreNotOpenedError, string | RegExp])[] = [
      [{ database: 'nowhere' }, StoreNotOpenedError, `There is no database ${where('nowhere')}; create it, owned by`],
      [
        { database: 'careless' },
        StoreNotOpenedError,
        `${where('careless')} has synchronous_commit off, so a power cut`,
      ],
      [{ passwordFile: wrongPassword }, StoreNotOpenedError, `The database ${where()} refuses kiosk: check the user`],
      [{ passwordFile: join(folder, 'none') }, SettingsError, /store\.postgres\.passwordFile/],
      [{ host: ['127.0.0.1', 'db.example'] }, SettingsError, 'store.postgres.tls is missing'],
      [
        { tls: { authorityFile: join(folder, 'none') } },
        SettingsError,
        /^store\.postgres\.tls\.authorityFile cannot be/,
      ],
      [{ tls: {} }, StoreNotOpenedError, `There is no secure connection to the database ${where()}`],
    ];
    for (const [settings, kind, message] of refused) {
      const opening = connected(settings);
      await expect(opening, String(message)).rejects.toThrow(kind);
      await expect(opening, String(message)).rejects.toThrow(message);
    }
    const { log, written } = lines();
    await connected({ host: ['127.0.0.1', 'localhost'] }, log);
    expect(written.join()).toMatch(/servers do not wait for each other/);
    const alone = lines();
    await connected({}, alone.log);
    expect(alone.written).toEqual([]);
  });

  test('[R2] a process has its data folder to itself also where the records are in a database, and lets go of both', async () => {
    const data = join(await temporaryFolder(), 'data');
    const settings = { store: { postgres: postgres.server.settings } };
    const place = { data, settings, keys: new Keys(randomBytes(32)), log: silent };
    const stores = await openStores(place);
    const entries = (await stores.open('of_two')).collection(things);
    await entries.insert({ id: 'a', kind: 'x' });
    expect(await stores.database!.has('of_two')).toBe(true);
    await expect(openStores(place)).rejects.toThrow(InUseError);
    const same = await openStores({ ...place, data: join(data, 'another') });
    expect(await (await same.open('of_two')).collection(things).list()).toEqual([{ id: 'a', kind: 'x' }]);
    await expect(stores.database!.openStore('of_two', place.keys.derive('store/another'))).rejects.toThrow(
      UnreadableError,
    );
    const derived = await stores.database!.openStore('of_two', place.keys.derive('store/of_two'));
    expect(await derived.collection(things).count()).toBe(1);
    await same.close();
    await stores.close();
    await expect(entries.list()).rejects.toThrow(/pool|destroyed|closed/);
    const again = await openStores(place);
    await again.close();
    const asked = `select count(*)::int as open from pg_stat_activity where application_name like 'enterprise-portal-kiosk%'`;
    await eventually(async () => expect(await postgres.server.ask(asked)).toEqual([{ open: 0 }]));
  });
});
