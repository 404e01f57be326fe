import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import { masterKeyFromFile } from '../../server/keys/key-file.ts';
import { Keys } from '../../server/keys/keys.ts';
import { defineCollection, type Entity, StoreNotOpenedError } from '../../server/store/contract.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import type { OfflineRecords } from '../../server/store/lowdb/offline-reader.ts';
import { PostgresDatabase } from '../../server/store/postgres/database.ts';
import { MoveError, moveRecords, verifyMove } from '../../server/store/postgres/move.ts';
import { applicationIds } from '../../shared/applications/applications.ts';
import { commandFile } from '../support/commands.ts';
import { launchDeployment, startTraining } from '../support/deployment.ts';
import { needsPostgres, silent, usePostgres, withoutPostgres } from '../support/postgres.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { signedInVisitor } from '../support/visitor.ts';

const command = commandFile('store');
const audit = commandFile('audit');
const postgres = usePostgres();

interface Entry extends Entity {
  readonly text: string;
  readonly lane: string;
}
const entries = defineCollection<Entry>()({ name: 'entries', lifetime: 'lasting', indexes: ['lane'] });

async function place(name: string) {
  const folder = await temporaryFolder();
  await postgres.server.ask(`create database ${name}`);
  const settings = { store: { postgres: { ...postgres.server.settings, database: name } } };
  const [data, file] = [join(folder, 'data'), join(folder, 'settings.json')];
  await mkdir(data);
  await writeFile(file, JSON.stringify(settings));
  const start = (to = file) => spawn(process.execPath, [command, 'migrate', '--to', to, '--data', data]);
  const run = async (to?: string) => finished(start(to));
  return { name, data, file, settings, start, run, masterKey: await masterKeyFromFile(data) };
}

async function finished(child: ChildProcess): Promise<{ status: number | null; stdout: string; stderr: string }> {
  let [stdout, stderr] = ['', ''];
  child.stdout!.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr!.on('data', (text: Buffer) => (stderr += text.toString()));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, stdout, stderr };
}

async function recordFiles(data: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of (await readdir(data, { recursive: true })).filter((file) => file.endsWith('.db'))) {
    found[name] = (await readFile(join(data, name))).toString('base64');
  }
  return found;
}

describe.skipIf(withoutPostgres)(`moving to PostgreSQL${needsPostgres}`, () => {
  test('[R2] a deployment that was moved to PostgreSQL goes on where it stopped, signed in', async () => {
    const { data, file, settings, masterKey, run } = await place('moved');
    const first = await launchDeployment({ data, masterKey });
    const visitor = await signedInVisitor(first.portal, 'maria.garcia');
    const atWork = await run();
    expect(atWork.status).toBe(2);
    expect(atWork.stderr).toMatch(/in use by another server process/);
    await first.close();
    const before = await recordFiles(data);

    const { status, stdout, stderr } = await run();
    expect(stderr).toMatch(/identity\/accounts: 7 of 7\n/);
    expect(stdout).toMatch(/identity\/accounts: 7, [0-9a-f]{16}\n[\s\S]*every one was read back and is the same/);
    expect(stdout).toMatch(/audit trail: 2 entries\n/);
    expect(stdout).toContain(`start the server with --settings ${file}\n`);
    expect(status).toBe(0);
    expect(await recordFiles(data)).toEqual(before);

    const again = await startTraining({ data, masterKey, settings, demo: false, ports: first.ports });
    expect((await visitor.send('GET', '/api/session')).status).toBe(200);
    await signedInVisitor(again.portal, 'john.smith');
    const verify = spawn(process.execPath, [audit, 'verify', '--settings', file, '--data', data]);
    expect((await finished(verify)).stdout).toMatch(/is whole: 4 entries, 1 seals/);
  });

  test('[R2] the database can be named by its address, and the settings to start with are said', async () => {
    const { name, data, settings, masterKey, run } = await place('addressed');
    await (await launchDeployment({ data, masterKey })).close();
    const { host, port, user, passwordFile } = settings.store.postgres;
    const address = `postgres://${user}@${host}:${port}/${name}`;

    const open = await run(address.replace('@', ':hunter2@'));
    expect(open).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('?passwordFile=FILE') as string,
    });
    expect(open.stderr).not.toContain('hunter2');

    const { status, stdout } = await run(`${address}?passwordFile=${passwordFile}`);
    expect(status).toBe(0);
    const said = JSON.parse(/start the server with these settings: (.*)/.exec(stdout)![1]!) as typeof settings;
    expect(said.store.postgres).toEqual({ host, port, user, passwordFile, database: name });
    const again = await startTraining({ data, masterKey, settings: said, demo: false });
    await signedInVisitor(again.portal, 'maria.garcia');
  });

  test('[R2] what was moved is not started on by mistake, by either command, and the way back is said', async () => {
    const { data, masterKey, run } = await place('mistaken');
    await (await launchDeployment({ data, masterKey })).close();
    expect((await run()).status).toBe(0);
    const again = await run();
    expect(again.stderr).toMatch(/already holds the records of a server; nothing was changed/);
    expect(again.status).toBe(2);
    const mistake = launchDeployment({ data, masterKey, demo: false });
    await expect(mistake).rejects.toThrow(StoreNotOpenedError);
    await expect(mistake).rejects.toThrow(
      /were moved to the database mistaken on 127.*To go back .* delete .*moved\.json/,
    );

    for (const folder of ['identity', 'audit', ...applicationIds]) await rm(join(data, folder, 'moved.json'));
    await startTraining({ data, masterKey, demo: false });
  });

  test('[R2] a move that is killed in the middle is finished by the same command', async () => {
    const { name, data, settings, masterKey, start, run } = await place('killed');
    const lowdb = { directory: join(data, 'identity'), key: new Keys(masterKey).derive('store/identity') };
    const store = await openLowdbStore(lowdb);
    const records = Array.from(
      { length: 12_000 },
      (_, n): Entry => ({ id: `e${n}`, text: 'x'.repeat(200), lane: 'a' }),
    );
    await store.transaction(async (collections) => {
      for (const record of records) await collections.collection(entries).insert(record);
    });
    await store.close();

    const child = start();
    await once(createInterface(child.stderr), 'line');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const counted = async () =>
      (await postgres.server.ask('select count(*)::int from kiosk_identity.records', name))[0];
    expect((await counted())!['count']).toBeGreaterThan(0);
    expect((await counted())!['count']).toBeLessThan(12_000);
    await expect(launchDeployment({ data, masterKey, settings })).rejects.toThrow(/is not complete; finish it with/);
    const still = await openLowdbStore(lowdb);
    await still.collection(entries).delete('e1');
    await still.collection(entries).put({ id: 'e2', text: 'changed since', lane: 'b' });
    await still.close();

    const { status, stdout, stderr } = await run();
    expect(stderr).toMatch(/\d{4,} were there already/);
    expect(stdout).toMatch(/identity\/entries: 11999, /);
    expect(status).toBe(0);
    const database = await PostgresDatabase.connect(settings.store.postgres, silent);
    const moved = (await database.openStore('identity', lowdb.key)).collection(entries);
    expect(await moved.find('lane', 'b')).toEqual([{ id: 'e2', text: 'changed since', lane: 'b' }]);
    expect(await moved.get('e1')).toBeUndefined();
    await database.close();
  });

  test('[R2] a move is not called complete when a record is missing, or is another one', async () => {
    const { name, settings } = await place('tampered');
    const database = await PostgresDatabase.connect(settings.store.postgres, silent);
    const schema = await database.openSchema('identity', randomBytes(32));
    const of = (text: string): OfflineRecords => ({
      collections: ['entries'],
      records: () => [1, 2, 3].map((n): Entry => ({ id: `e${n}`, text, lane: 'a' })),
      release: async () => {},
    });
    await moveRecords(of('same'), schema, () => {});
    expect(await verifyMove(of('same'), schema)).toMatchObject([{ collection: 'entries', count: 3 }]);
    await expect(verifyMove(of('else'), schema)).rejects.toThrow(MoveError);
    await postgres.server.ask(
      'delete from kiosk_identity.records where ctid = (select min(ctid) from kiosk_identity.records)',
      name,
    );
    await expect(verifyMove(of('same'), schema)).rejects.toThrow(/3 records here .* 2 in the database/);
    await database.close();
  });
});

test('[R2] the command refuses a folder without data, and makes nothing there', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'settings.json');
  const run = (...args: string[]) => finished(spawn(process.execPath, [command, ...args]));
  await writeFile(file, JSON.stringify({ store: { postgres: { host: '/nowhere', database: 'd', user: 'u' } } }));
  const nothing = await run('migrate', '--to', file, '--data', join(folder, 'none'));
  expect(nothing).toMatchObject({ status: 2, stderr: expect.stringMatching(/There is no data in /) as string });
  expect(await readdir(folder)).toEqual(['settings.json']);
  expect((await run('migrate')).stderr).toMatch(/Say where to: --to FILE, or --to ADDRESS\.\nUsage/);
  await writeFile(file, '{}');
  expect((await run('migrate', '--to', file)).stderr).toMatch(/names no database/);
});
