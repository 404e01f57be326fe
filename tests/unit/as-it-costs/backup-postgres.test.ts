import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { backUp } from '../../../server/backup/back-up.ts';
import { archivedTrail } from '../../../server/backup/database-files.ts';
import { restore } from '../../../server/backup/restore.ts';
import { BackupError } from '../../../server/backup/sealed-archive.ts';
import { chainKey } from '../../../server/identity/audit/audit-trail.ts';
import { trailInFiles } from '../../../server/identity/audit/file-trail.ts';
import { trailStore } from '../../../server/identity/audit/open-trail.ts';
import { PostgresTrail } from '../../../server/identity/audit/postgres-trail.ts';
import { Sealing } from '../../../server/identity/audit/seals.ts';
import { verifyTrail } from '../../../server/identity/audit/verify-trail.ts';
import { masterKeyFromFile } from '../../../server/keys/key-file.ts';
import { Keys } from '../../../server/keys/keys.ts';
import { PostgresDatabase } from '../../../server/store/postgres/database.ts';
import { launchDeployment, startTraining, TestClock } from '../../support/deployment.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { needsPostgres, silent, usePostgres, withoutPostgres } from '../../support/postgres.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';
import { runCommandWith as run } from '../../support/run-command.ts';

const postgres = usePostgres();
const passphrase = 'four words and a number 7';

/** A database of its own, and a data folder with its key. */
async function place(name: string) {
  await postgres.server.ask(`create database ${name}`);
  const folder = await temporaryFolder();
  const data = join(folder, 'data');
  const settings = { store: { postgres: { ...postgres.server.settings, database: name } } };
  const settingsFile = join(folder, 'settings.json');
  await writeFile(settingsFile, JSON.stringify(settings));
  return {
    folder,
    data,
    settings,
    settingsFile,
    masterKey: await masterKeyFromFile(data),
    file: join(folder, 'backup'),
  };
}

describe.skipIf(withoutPostgres)(`a backup of a deployment on PostgreSQL${needsPostgres}`, () => {
  test('[R5] a running server’s database is backed up by one command, restored to files, and moved on to another database', async () => {
    const { folder, data, settings, settingsFile, masterKey, file } = await place('backed_up');
    const first = await launchDeployment({ data, settings, masterKey });
    const visitor = await signedInVisitor(first.portal, 'maria.garcia');
    await visitor.visit(first.applications.vaos);
    await visitor.send('PUT', '/api/preferences', { launcher: 'links' });
    const made = await run(
      `${passphrase}\n`,
      'backup',
      'back-up',
      '--to',
      file,
      '--data',
      data,
      '--settings',
      settingsFile,
    );
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect((await visitor.send('GET', '/api/session')).status).toBe(200);
    const stock = async (at: { applications: Record<'vaos', string> }, who: Visitor) => {
      await who.visit(at.applications.vaos);
      const address = new URL(`/api/sites/${trainingSites.bluebonnet.id}/dashboard`, at.applications.vaos);
      return (await who.send('GET', address.href)).text();
    };
    const before = await stock(first, visitor);
    expect(before).toContain('"lot"');
    await first.close();

    const restored = join(folder, 'restored');
    await restore({ file, data: restored, passphrase, replace: false }, new TestClock());
    expect((await readdir(restored)).toSorted()).toEqual([
      ...['audit', 'identity', 'immtrac2', 'master.key', 'syntropi', 'vaos'],
    ]);
    const keys = new Keys(masterKey);
    const trail = trailInFiles(join(restored, 'audit'));
    const verified = await verifyTrail({ trail, key: chainKey(keys), sealing: new Sealing(keys) });
    expect(verified.findings).toEqual([]);
    expect(verified.entries).toBeGreaterThan(3);

    const inFiles = await launchDeployment({ data: restored, masterKey, demo: false });
    const old = new Visitor(inFiles.portal);
    for (const [name, value] of visitor.cookies) old.cookies.set(name, value);
    expect((await old.send('GET', '/api/session')).status).toBe(401);
    const again = new Visitor(inFiles.portal);
    expect(await (await again.signIn('maria.garcia')).json()).toMatchObject({
      pending: 'none',
      account: { launcher: 'links' },
    });
    expect(await stock(inFiles, again)).toBe(before);
    await inFiles.close();

    await postgres.server.ask('create database moved_on');
    const next = { store: { postgres: { ...postgres.server.settings, database: 'moved_on' } } };
    await writeFile(settingsFile, JSON.stringify(next));
    expect((await run('', 'store', 'migrate', '--data', restored, '--to', settingsFile)).status).toBe(0);
    const there = await startTraining({ data: restored, masterKey, settings: next, demo: false });
    expect(await stock(there, await knownVisitor(there.portal))).toBe(before);
  });

  test('[R5] a trail that is longer than one file is in several, whole and in their order', async () => {
    const { folder, data, settings, masterKey } = await place('long_trail');
    const { portal } = await startTraining({ data, settings, masterKey });
    for (let n = 0; n < 4; n++) await new Visitor(portal).signIn('maria.garcia');
    const keys = new Keys(masterKey);
    const database = await PostgresDatabase.connect(settings.store.postgres, silent);
    onTestFinished(() => database.close());
    const schema = await database.openInUse(trailStore, keys.derive(`store/${trailStore}`));
    const there = new PostgresTrail(schema, { keys, directory: join(data, 'audit') });
    const names: string[] = [];
    await mkdir(join(folder, 'audit'));
    for await (const { path, content } of archivedTrail(there, 700)) {
      names.push(path);
      await writeFile(join(folder, path), content);
    }
    expect(names.at(-1)).toBe('audit/audit.jsonl');
    const past = names.slice(0, -1);
    expect(past.length).toBeGreaterThan(1);
    expect(past.every((name) => /^audit\/audit-2026-11-\d{9}\.jsonl$/.test(name))).toBe(true);
    expect(past[0]).toBe('audit/audit-2026-11-000000001.jsonl');
    const [key, sealing] = [chainKey(keys), new Sealing(keys)];
    const inFiles = await verifyTrail({ trail: trailInFiles(join(folder, 'audit')), key, sealing });
    expect(inFiles).toMatchObject({
      findings: [],
      entries: (await verifyTrail({ trail: there, key, sealing })).entries,
    });
  });

  test('[R5] a database without a server’s records, with unknown ones, or under another key, is not backed up, and no file is left', async () => {
    const { folder, data, settings, file } = await place('not_backed_up');
    await expect(backUp({ data, file, passphrase, settings, log: silent }, new TestClock())).rejects.toThrow(
      /does not have all records of a server/,
    );
    await expect(backUp({ data, file, passphrase, settings, log: silent }, new TestClock())).rejects.toThrow(
      BackupError,
    );
    const schemas = `select 1 from pg_namespace where nspname like 'kiosk_%'`;
    expect(await postgres.server.ask(schemas, 'not_backed_up')).toEqual([]);
    const other = await launchDeployment({ data: await temporaryFolder(), settings });
    await other.close();
    await expect(backUp({ data, file, passphrase, settings, log: silent }, new TestClock())).rejects.toThrow(
      /another key/,
    );
    expect(await readdir(folder)).not.toContain('backup');

    const masterKey = await masterKeyFromFile(data);
    await postgres.server.ask('create database of_a_newer_version');
    const newer = { store: { postgres: { ...postgres.server.settings, database: 'of_a_newer_version' } } };
    const server = await launchDeployment({ data: await temporaryFolder(), settings: newer, masterKey });
    await server.close();
    const unknown = `insert into kiosk_identity.records (collection, key, sealed) values ('recipes', '1', '1')`;
    await postgres.server.ask(unknown, 'of_a_newer_version');
    await expect(backUp({ data, file, passphrase, settings: newer, log: silent }, new TestClock())).rejects.toThrow(
      /does not know \(recipes\)/,
    );
    expect(await readdir(folder)).not.toContain('backup');
  });
});

async function knownVisitor(portal: string): Promise<Visitor> {
  const visitor = new Visitor(portal);
  await visitor.signIn('maria.garcia');
  return visitor;
}
