import { chmod, mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { backUp as makeBackup } from '../../../server/backup/back-up.ts';
import { restore as putBack } from '../../../server/backup/restore.ts';
import { BackupError, writeArchive } from '../../../server/backup/sealed-archive.ts';
import { chainKey } from '../../../server/identity/audit/audit-trail.ts';
import { Sealing } from '../../../server/identity/audit/seals.ts';
import { trailInFiles } from '../../../server/identity/audit/file-trail.ts';
import { verifyTrail } from '../../../server/identity/audit/verify-trail.ts';
import { masterKeyFromFile } from '../../../server/keys/key-file.ts';
import { openKeys } from '../../../server/keys/key-ring.ts';
import { Keys } from '../../../server/keys/keys.ts';
import { defineCollection } from '../../../server/store/contract.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { markMoved } from '../../../server/store/lowdb/moved.ts';
import { launchDeployment, TestClock } from '../../support/deployment.ts';
import { silent } from '../../support/postgres.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';
import { runCommandWith } from '../../support/run-command.ts';

const passphrase = 'four words and a number 7';

async function place() {
  const folder = await temporaryFolder();
  const [data, file, elsewhere] = [join(folder, 'data'), join(folder, 'backup'), join(folder, 'elsewhere')];
  const masterKey = await masterKeyFromFile(data);
  const clock = new TestClock();
  return {
    folder,
    data,
    file,
    elsewhere,
    clock,
    launch: (at = data) => launchDeployment({ data: at, masterKey, clock }),
    backUp: () => makeBackup({ data, file, passphrase, log: silent }, clock),
    restore: (options = {}) => putBack({ file, data: elsewhere, passphrase, replace: false, ...options }, clock),
    verify: (at: string) => {
      const keys = new Keys(masterKey);
      return verifyTrail({ trail: trailInFiles(join(at, 'audit')), key: chainKey(keys), sealing: new Sealing(keys) });
    },
  };
}

test('[R5] a backup of a running server, restored elsewhere, starts, knows the accounts and signs them in', async () => {
  const { launch, backUp, restore, verify, elsewhere } = await place();
  const first = await launch();
  const visitor = await signedInVisitor(first.portal, 'maria.garcia');
  await visitor.send('PUT', '/api/preferences', { launcher: 'links' });
  await backUp();
  await first.close();

  expect(await restore()).toMatchObject({ made: '2026-11-22T15:00:00.000Z', aside: undefined });
  const second = await launch(elsewhere);
  const again = new Visitor(second.portal);
  const session = await (await again.signIn('maria.garcia')).json();
  expect(session).toMatchObject({ pending: 'none', account: { launcher: 'links' } });
  await second.close();
  expect(await verify(elsewhere)).toMatchObject({ findings: [] });
  const trail = await readFile(join(elsewhere, 'audit', 'audit.jsonl'), 'utf8');
  expect(trail).toMatch(/"event":"backup.restored","detail":\{"made":"2026-11-22T15:00:00.000Z"\}/);
});

test('[R5] who was signed in when the backup was made is not signed in when it is restored', async () => {
  const { launch, backUp, restore, elsewhere } = await place();
  const first = await launch();
  const visitor = await signedInVisitor(first.portal, 'maria.garcia');
  await backUp();
  await first.close();
  await restore();
  const second = await launch(elsewhere);
  const later = new Visitor(second.portal);
  for (const [name, value] of visitor.cookies) later.cookies.set(name, value);
  expect((await later.send('GET', '/api/session')).status).toBe(401);
  await second.close();
});

test('[R5] a backup beside writing sign-ins has a trail that verifies and stores that open', async () => {
  const { launch, backUp, restore, verify, elsewhere } = await place();
  const first = await launch();
  let made = false;
  const backingUp = backUp().finally(() => (made = true));
  const signIn = async (): Promise<unknown> =>
    made ? undefined : new Visitor(first.portal).signIn('maria.garcia').then(signIn);
  await Promise.all([backingUp, signIn()]);
  await first.close();
  await restore();
  await (await launch(elsewhere)).close();
  expect((await verify(elsewhere)).findings).toEqual([]);
  expect(await readdir(join(elsewhere, 'audit'))).toEqual(['audit.jsonl', 'seals']);
});

test('[R5] a backup has what was confirmed before it, also what is in a journal that is being shortened', async () => {
  const { data, file, folder, clock, backUp } = await place();
  const keys = (await openKeys(data, await masterKeyFromFile(data))).ofStore('identity');
  const things = defineCollection<{ id: string; text: string }>()({ name: 'things', lifetime: 'lasting', indexes: [] });
  const store = await openLowdbStore({ directory: join(data, 'identity'), ...keys, journalBytes: 3000 });
  let written = 0;
  const server = { stopped: false };
  const writing = (async () => {
    while (!server.stopped) {
      await store.collection(things).put({ id: `${written}`, text: 'x'.repeat(200) });
      written += 1;
    }
  })();
  for (let round = 0; round < 8; round++) {
    const before = written;
    await expect.poll(() => written).toBeGreaterThan(before + 10);
    const confirmed = written;
    await backUp();
    const elsewhere = join(folder, `restored-${round}`);
    await putBack({ file, data: elsewhere, passphrase, replace: false }, clock);
    expect((await readdir(join(elsewhere, 'identity'))).toSorted()).toEqual(['records.db']);
    const restored = await openLowdbStore({ directory: join(elsewhere, 'identity'), ...keys });
    const ids = new Set((await restored.collection(things).list()).map(({ id }) => id));
    for (let n = 0; n < confirmed; n++) expect(ids.has(`${n}`), `${n} of ${confirmed}`).toBe(true);
    await restored.close();
    await rm(file);
  }
  server.stopped = true;
  await writing;
  await store.close();
});

test('[R5] a line that the server is in the middle of is not in the backup', async () => {
  const { launch, backUp, restore, data, elsewhere } = await place();
  await (await launch()).close();
  await writeFile(join(data, 'audit', 'audit.jsonl'), '{"n":1,"at":"20');
  await backUp();
  await restore();
  const trail = await readFile(join(elsewhere, 'audit', 'audit.jsonl'), 'utf8');
  expect(trail).toMatch(/^\{"n":1,.*"event":"backup.restored".*\n$/);
});

test('[R5] neither names, keys nor entries can be read in a backup', async () => {
  const { launch, backUp, data, file } = await place();
  await (await launch()).close();
  await backUp();
  const content = (await readFile(file)).toString('latin1');
  const key = (await readFile(join(data, 'master.key'), 'utf8')).trim();
  for (const secret of ['maria', 'records.db', 'master', key, 'sign-in']) expect(content).not.toContain(secret);
  expect(process.platform === 'win32' ? 0 : (await stat(file)).mode & 0o077).toBe(0);
});

test('[R5] a wrong passphrase, a foreign file and a missing one are told apart, and nothing is written', async () => {
  const { backUp, restore, folder, file } = await place();
  await backUp();
  await expect(restore({ passphrase: 'four words and a number 8' })).rejects.toThrow(/passphrase is not the one/);
  await writeFile(join(folder, 'foreign'), 'PK\u0003\u0004 something else');
  await expect(restore({ file: join(folder, 'foreign') })).rejects.toThrow(/not a backup of this product/);
  await expect(restore({ file: join(folder, 'nowhere') })).rejects.toThrow(/no such file/);
  await writeFile(file, (await readFile(file, 'latin1')).replace('"format":1', '"format":2'), 'latin1');
  await expect(restore()).rejects.toThrow(/newer version/);
  expect((await readdir(folder)).toSorted()).toEqual(['backup', 'data', 'foreign']);
});

test('[R5] a backup that was changed or cut anywhere is refused before anything is written', async () => {
  const { backUp, restore, folder, file, data } = await place();
  await mkdir(join(data, 'audit'));
  await writeFile(join(data, 'audit', 'audit.jsonl'), `${'x'.repeat(150_000)}\n`);
  await backUp();
  const good = await readFile(file);
  const chunk = 64 * 1024 + 16;
  const headerEnd = good.indexOf('\n', good.indexOf('\n') + 1) + 1;
  const places = fc.oneof(
    fc.nat({ max: good.length - 1 }),
    fc.constantFrom(0, 1, 2).map((n) => headerEnd + n * chunk),
  );
  const damage = fc.oneof(
    places.map((at) => Buffer.concat([good.subarray(0, at), Buffer.from([good[at]! ^ 1]), good.subarray(at + 1)])),
    places.map((at) => good.subarray(0, at)),
    fc.constant(Buffer.concat([good, Buffer.from('more')])),
  );
  await fc.assert(
    fc.asyncProperty(damage, async (bytes) => {
      await writeFile(file, bytes);
      await expect(restore()).rejects.toThrow(BackupError);
      expect((await readdir(folder)).toSorted()).toEqual(['backup', 'data']);
    }),
    { numRuns: 15 },
  );
});

test('[R5] data that is there is only replaced when asked to, and then moved aside', async () => {
  const { backUp, restore, data, folder } = await place();
  await backUp();
  await expect(restore({ data })).rejects.toThrow(/--replace/);
  const { aside } = await restore({ data, replace: true });
  expect(aside).toBe(`${data}.before-2026-11-22T15-00-00-000Z`);
  // When it was backed up last stands beside the data.
  expect((await readdir(aside!)).toSorted()).toEqual(['last-backup.json', 'master.key']);
  expect((await readdir(folder)).toSorted()).toEqual(['backup', 'data', 'data.before-2026-11-22T15-00-00-000Z']);
});

test('[R5] a folder that a server runs on is not replaced', async () => {
  const { launch, backUp, restore, data } = await place();
  const server = await launch();
  await backUp();
  await expect(restore({ data, replace: true })).rejects.toThrow(/A server is running/);
  await server.close();
});

test('[R5] a folder whose audit trail is in a database is restored without beginning another', async () => {
  const { data, file, elsewhere, clock, backUp } = await place();
  await mkdir(join(data, 'audit'));
  await markMoved(join(data, 'audit'), { to: 'kiosk on db.clinic.example:5432', at: '2026-11-22T15:00:00.000Z' });
  await backUp();
  await putBack({ file, data: elsewhere, passphrase, replace: false }, clock);
  expect(await readdir(join(elsewhere, 'audit'))).toEqual(['moved.json']);
});

test('[R5] data that cannot be opened is not backed up, and no file is left', async () => {
  const { launch, backUp, data, folder } = await place();
  await (await launch()).close();
  const records = join(data, 'vaos', 'records.db');
  const content = await readFile(records);
  content[content.length - 1]! ^= 1;
  await writeFile(records, content);
  await expect(backUp()).rejects.toThrow(/vaos.records\.db: damaged.* No backup was made/);
  expect(await readdir(folder)).toEqual(['data']);
  await rm(records);
  await expect(backUp()).rejects.toThrow(/vaos.records\.db: missing.* No backup was made/);
  expect(await readdir(folder)).toEqual(['data']);
});

test('[R5] the commands read the passphrase from standard input or a file, and say what they did', async () => {
  const { folder, data, file, elsewhere } = await place();
  const run = (input: string, ...args: string[]) => runCommandWith(input, 'backup', ...args);
  const secret = join(folder, 'passphrase');
  await writeFile(secret, `${passphrase}\r\n`);
  await chmod(secret, 0o600);
  expect(await run('short\n', 'back-up', '--to', file, '--data', data)).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/12 characters/),
  });
  expect(await run(`${passphrase}\n`, 'back-up', '--to', file, '--data', data)).toMatchObject({
    status: 0,
    stderr: '',
  });
  expect(await run(`${passphrase}\n`, 'back-up', '--to', file, '--data', data)).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/already/),
  });
  expect(await run('', 'restore', '--from', file, '--data', elsewhere)).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/no passphrase/),
  });
  const restored = await run('', 'restore', '--from', file, '--data', elsewhere, '--passphrase-file', secret);
  expect(restored).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/Restored the backup of 20.*Everybody signs in again/),
  });
  expect(await run('', 'restore', '--from', file)).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/--data DIR/),
  });
});

test.each(['../x', '/x', 'identity/../../x', 'identity//x', '.hidden', 'identity\\x', ''])(
  '[R5] an archive that holds a file named %j is refused, and nothing is written anywhere',
  async (path) => {
    const { folder, file, restore } = await place();
    const handle = await open(file, 'wx');
    const files = async function* () {
      yield { path: 'identity/good', content: Buffer.from('good') };
      yield { path, content: Buffer.from('bad') };
    };
    await writeArchive(handle, { passphrase, made: '2026-11-22T15:00:00.000Z' }, files());
    await handle.close();
    const before = await readdir(folder, { recursive: true });
    await expect(restore()).rejects.toThrow(/unexpected name/);
    expect(await readdir(folder, { recursive: true })).toEqual(before);
  },
);
