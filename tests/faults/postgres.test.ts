import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  defineCollection,
  type Store,
  StoreNotOpenedError,
  StoreUnavailableError,
} from '../../server/store/contract.ts';
import { UnreadableError } from '../../server/store/sealed.ts';
import type { PostgresSettings } from '../../shared/kiosk/settings.ts';
import { certificatesFor } from '../support/certificates.ts';
import { CuttingProxy } from '../support/cutting-proxy.ts';
import { needsPostgres, storePlace, usePostgres, withoutPostgres } from '../support/postgres.ts';
import { temporaryFolder } from '../support/temporary.ts';

interface Entry {
  readonly id: string;
  readonly count: number;
}
const entries = defineCollection<Entry>()({ name: 'entries', lifetime: 'lasting', indexes: ['count'] });

const postgres = usePostgres();

async function open(settings: Partial<PostgresSettings> = {}) {
  const place = storePlace({ ...postgres.server.settings, ...settings });
  const store = await place.open();
  onTestFinished(() => store.close());
  return { ...place, store, records: store.collection(entries) };
}

const cutOff = (state: string) =>
  postgres.server.ask(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'enterprise-portal-kiosk' and state = '${state}'`,
  );

describe.skipIf(withoutPostgres)(`PostgreSQL that fails${needsPostgres}`, () => {
  test('[R2] a database that crashes in the middle of writes loses none that was acknowledged', async () => {
    const { records } = await open();
    const acknowledged: string[] = [];
    let crashed = false;
    const lane = async (name: number) => {
      for (let n = 0; !crashed; n++) {
        const id = `${name}-${n}`;
        try {
          if (await records.insert({ id, count: n })) acknowledged.push(id);
        } catch (error) {
          expect(error).toBeInstanceOf(StoreUnavailableError);
          crashed = true;
        }
      }
    };
    const lanes = Promise.all([1, 2, 3, 4].map(lane));
    await expect.poll(() => acknowledged.length, { interval: 5 }).toBeGreaterThan(200);
    postgres.server.down('immediate');
    await lanes;
    postgres.server.up();
    const kept = new Set((await records.list()).map(({ id }) => id));
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  });

  test('[R2] a transaction whose connection is cut is refused as a whole, and the next one works', async () => {
    const { store, records } = await open();
    await records.insert({ id: 'a', count: 0 });
    const cut = store.transaction(async (collections) => {
      const inside = collections.collection(entries);
      await inside.put({ id: 'a', count: 1 });
      await cutOff('idle in transaction');
      await inside.put({ id: 'b', count: 1 });
    });
    await expect(cut).rejects.toThrow(StoreUnavailableError);
    expect(await records.list()).toEqual([{ id: 'a', count: 0 }]);
    await store.transaction((collections) => collections.collection(entries).put({ id: 'b', count: 2 }));
    expect(await records.count()).toBe(2);
  });

  test('[R2] connections that are cut while nobody uses them are replaced without anybody noticing', async () => {
    const { records } = await open();
    await records.insert({ id: 'a', count: 0 });
    await cutOff('idle');
    await expect
      .poll(() =>
        postgres.server.ask(`select 1 from pg_stat_activity where application_name = 'enterprise-portal-kiosk'`),
      )
      .toEqual([]);
    expect(await records.get('a')).toEqual({ id: 'a', count: 0 });
  });

  /** Two records that are written together. */
  const both = (store: Store) =>
    store.transaction(async (collections) => {
      for (const id of ['a', 'b']) await collections.collection(entries).put({ id, count: 1 });
    });

  test('[R2] a line that is cut before the commit is heard leaves nothing behind', async () => {
    const proxy = await CuttingProxy.start(postgres.server.port);
    const { store, records } = await open({ port: proxy.port });
    await records.count();
    proxy.cutAt('commit', 'before it is heard');
    await expect(both(store)).rejects.toThrow(StoreUnavailableError);
    expect(await records.count()).toBe(0);
    await both(store);
    expect(await records.count()).toBe(2);
  });

  test('[R2] a line that is cut before the commit is answered is an error, and leaves all or nothing', async () => {
    const proxy = await CuttingProxy.start(postgres.server.port);
    const { store, records } = await open({ port: proxy.port });
    await records.count();
    proxy.cutAt('commit', 'before the answer');
    await expect(both(store)).rejects.toThrow(StoreUnavailableError);
    expect([0, 2]).toContain(await records.count());
  });

  test('[R2] a transaction that others always come between is given up in time, with nothing written', async () => {
    const { store, records } = await open();
    await records.insert({ id: 'a', count: 0 });
    let attempts = 0;
    const contended = store.transaction(async (collections) => {
      const inside = collections.collection(entries);
      await inside.get('a');
      await records.put({ id: 'a', count: ++attempts });
      await inside.put({ id: 'a', count: -1 });
    });
    await expect(contended).rejects.toThrow(StoreUnavailableError);
    expect(attempts).toBeGreaterThan(5);
    expect(await records.get('a')).toEqual({ id: 'a', count: attempts });
  });

  test('[R2] fifty transactions on two connections all come to their turn', async () => {
    const { store, records } = await open({ poolSize: 2 });
    await records.insert({ id: 'a', count: 0 });
    const add = () =>
      store.transaction(async (collections) => {
        const inside = collections.collection(entries);
        await inside.put({ id: 'a', count: (await inside.get('a'))!.count + 1 });
      });
    await Promise.all(Array.from({ length: 50 }, add));
    expect((await records.get('a'))?.count).toBe(50);
    const held = await postgres.server.ask(
      `select count(*)::int from pg_stat_activity where application_name = 'enterprise-portal-kiosk'`,
    );
    expect(held[0]!['count']).toBeLessThanOrEqual(2);
  });

  test('[K8] a record that somebody moves to another’s place in the database is refused', async () => {
    const { records, schema } = await open();
    await records.insert({ id: 'clerk', count: 1 });
    const [clerk] = await postgres.server.ask(`select encode(sealed, 'hex') as sealed from ${schema}.records`);
    await records.insert({ id: 'administrator', count: 2 });
    await postgres.server.ask(`update ${schema}.records set sealed = decode('${clerk!['sealed'] as string}', 'hex')`);
    await expect(records.get('administrator')).rejects.toThrow(UnreadableError);
    expect(await records.get('clerk')).toEqual({ id: 'clerk', count: 1 });
  });

  test('[R2] what a collection can be found by may change with a new version, and its records are found by it', async () => {
    const { store, open: openAgain } = await open();
    const before = defineCollection<Entry>()({ name: 'counted', lifetime: 'lasting', indexes: [] });
    for (let n = 0; n < 1200; n++) await store.collection(before).insert({ id: `e${n}`, count: n % 3 });
    await store.close();
    const newer = await openAgain();
    onTestFinished(() => newer.close());
    const after = defineCollection<Entry>()({ name: 'counted', lifetime: 'lasting', indexes: ['count'] });
    // The first use, also where that is in a transaction.
    const found = await newer.transaction((collections) => collections.collection(after).find('count', 1));
    expect(found).toHaveLength(400);
  });

  test('[R2] the database’s certificate is checked: by the authority in the settings, and for the name in them', async () => {
    const { server } = postgres;
    const [right, wrong] = [await certificatesFor('localhost'), await certificatesFor('localhost')];
    await server.useTls(right.server);
    const authorityFile = join(await temporaryFolder(), 'authority.pem');
    const connect = async (host: string, authority: string) => {
      await writeFile(authorityFile, authority);
      const { store, records } = await open({ host, tls: { authorityFile } });
      await records.count();
      const used = await server.ask('select bool_or(ssl) as used from pg_stat_ssl join pg_stat_activity using (pid)');
      await store.close();
      return used[0]!['used'];
    };
    expect(await connect('localhost', right.authority.certificate)).toBe(true);
    await expect(connect('localhost', wrong.authority.certificate)).rejects.toThrow(StoreNotOpenedError);
    await expect(connect('127.0.0.1', right.authority.certificate)).rejects.toThrow(/no secure connection/);
  });
});
