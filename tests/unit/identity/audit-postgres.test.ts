import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type AuditEvent, AuditTrail, chainKey } from '../../../server/identity/audit/audit-trail.ts';
import { trailInFiles } from '../../../server/identity/audit/file-trail.ts';
import { openTrail } from '../../../server/identity/audit/open-trail.ts';
import { PostgresTrail } from '../../../server/identity/audit/postgres-trail.ts';
import { Sealing } from '../../../server/identity/audit/seals.ts';
import { verifyTrail } from '../../../server/identity/audit/verify-trail.ts';
import { Keys } from '../../../server/keys/keys.ts';
import { StoreUnavailableError } from '../../../server/store/contract.ts';
import { PostgresDatabase } from '../../../server/store/postgres/database.ts';
import { RowCipher } from '../../../server/store/postgres/row-cipher.ts';
import { TestClock } from '../../support/deployment.ts';
import { needsPostgres, silent, usePostgres, withoutPostgres } from '../../support/postgres.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { rangesOf } from '../../support/trail-ranges.ts';
import { runCommand } from '../../support/run-command.ts';

const postgres = usePostgres();
const day = 24 * 3600 * 1000;
let places = 0;

/** A database of its own, and the servers' data folders. */
async function place() {
  const name = `trail_${places++}`;
  await postgres.server.ask(`create database ${name}`);
  const settings = { ...postgres.server.settings, database: name };
  const master = randomBytes(32);
  const keys = new Keys(master);
  const clock = new TestClock();
  const folder = await temporaryFolder();
  const said: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void said.push(line) });
  const data = async (server: string) => {
    const directory = join(folder, server);
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, 'master.key'), master.toString('base64'), { mode: 0o600 });
    return directory;
  };
  /** As a process opens it. */
  const open = async (server = 'one') => {
    const database = await PostgresDatabase.connect(settings, silent);
    onTestFinished(() => database.close());
    return openTrail({ data: await data(server), stores: { database }, keys, clock, log });
  };
  const verify = async (server = 'one') => {
    const database = await PostgresDatabase.connect(settings, silent);
    const schema = await database.openSchema('audit', keys.derive('store/audit'));
    const trail = new PostgresTrail(schema, { keys, directory: join(folder, server, 'audit') });
    const found = await verifyTrail({ trail, key: chainKey(keys), sealing: new Sealing(keys) });
    await database.close();
    return found;
  };
  const row = (n: number) =>
    `collection = 'lines' and key = '\\x${new RowCipher(keys.derive('store/audit')).keyOf('lines', String(n)).toString('hex')}'`;
  const ask = (statement: string) => postgres.server.ask(statement, name);
  /** So many entries more, by a server that is started and stopped for it. */
  const grow = async (entries: number, server = 'one') => {
    const trail = await open(server);
    for (let n = 0; n < entries; n++) await trail.record(entry(n));
    await trail.close();
  };
  return { settings, keys, clock, folder, said, data, open, verify, row, ask, grow };
}

const entry = (n: number) => ({
  event: 'sign-in.refused' as AuditEvent,
  workstation: `w${n}`,
  detail: { note: 'naïve “quotes”, \u2028 and \ufffd' },
});

describe.skipIf(withoutPostgres)(`an audit trail in PostgreSQL${needsPostgres}`, () => {
  test('[R4][S4] more entries at once than one statement takes, as of a large import, are all in it', async () => {
    const { open, verify } = await place();
    const trail = await open();
    await Promise.all(
      Array.from({ length: 22_000 }, (_, n) => trail.record({ event: 'account.created', account: `a${n}` })),
    );
    await trail.close();
    expect(await verify()).toMatchObject({ findings: [], entries: 22_000 });
  });

  test('[R4] days are found in it without reading what is newer', async () => {
    const { open, clock } = await place();
    const trail = await open();
    onTestFinished(() => trail.close());
    const { found, within } = await rangesOf(trail, clock);
    expect(found).toEqual(within);
  });

  test('[R4] it is read forwards from any entry on, also where somebody removed one', async () => {
    const { open, row, ask } = await place();
    const trail = await open();
    onTestFinished(() => trail.close());
    await Promise.all(Array.from({ length: 1200 }, (_, n) => trail.record(entry(n))));
    const forwards = async (after: number) => {
      const found: number[] = [];
      for await (const piece of trail.forwards(after)) found.push(...piece.map(({ entry: { n } }) => n));
      return found;
    };
    const after = (n: number) => Array.from({ length: 1200 - n }, (_, at) => n + 1 + at);
    for (const n of [0, 1, 499, 500, 501, 1199, 1200]) expect(await forwards(n)).toEqual(after(n));
    await ask(`delete from kiosk_audit.records where ${row(700)}`);
    expect(await forwards(600)).toEqual(after(600).filter((n) => n !== 700));
    expect(await trail.head()).toMatchObject({ n: 1200 });
  });

  test('[R4] what several processes record at once is one chain, each entry after the one before', async () => {
    const { open, verify } = await place();
    const trails = [await open('one'), await open('two'), await open('three')];
    await Promise.all(Array.from({ length: 60 }, (_, n) => trails[n % 3]!.record(entry(n))));
    expect(await verify()).toMatchObject({ entries: 60, head: { n: 60 }, findings: [] });
    for (const trail of trails) await trail.close();
    expect(await verify('two')).toMatchObject({ entries: 60, seals: 1, findings: [] });
  });

  const tamperings: [string, (row: (n: number) => string) => string, object][] = [
    ['removed', (row) => `delete from kiosk_audit.records where ${row(3)}`, { damage: 'removed', sequence: 3 }],
    [
      'changed',
      (row) => `update kiosk_audit.records set sealed = sealed || '\\x00' where ${row(3)}`,
      { damage: 'changed', sequence: 3 },
    ],
    [
      'put in another’s place',
      (row) =>
        `update kiosk_audit.records set sealed = (select sealed from kiosk_audit.records where ${row(4)}) where ${row(3)}`,
      { damage: 'changed', sequence: 3 },
    ],
    ['cut off', (row) => `delete from kiosk_audit.records where ${row(6)}`, { damage: 'truncated', sequence: 6 }],
  ];
  test.each(tamperings)('[R4] an entry that was %s in the database is named', async (_, tamper, finding) => {
    const { grow, row, ask, verify, folder } = await place();
    await grow(6);
    await ask(`delete from kiosk_audit.records where collection = 'seals'`);
    await rm(join(folder, 'one', 'audit', 'seals'), { recursive: true });
    await ask(tamper(row));
    expect((await verify()).findings[0]).toMatchObject({ file: 'the database', ...finding });
  });

  test('[R4] an older state of the whole trail is shown by the seals in the data folders, and by the next start', async () => {
    const { grow, ask, row, verify, said } = await place();
    await grow(3);
    const [older] = await ask(`select encode(value, 'hex') as value from kiosk_audit.about where name = 'end'`);
    await grow(3);
    await ask(`delete from kiosk_audit.records where collection = 'seals' or ${[4, 5, 6].map(row).join(' or ')}`);
    await ask(`update kiosk_audit.about set value = '\\x${String(older!['value'])}' where name = 'end'`);
    expect(await verify('elsewhere')).toMatchObject({ entries: 3, findings: [] });
    expect((await verify()).findings).toMatchObject([{ damage: 'truncated', sequence: 4 }]);
    await grow(0);
    expect(said.join('')).toContain('was tampered with');
    expect(await verify('elsewhere')).toMatchObject({ entries: 4, findings: [] });
  });

  test('[R4] entries behind a note of the end that is gone or changed stay, and the chain goes on after them', async () => {
    const { grow, ask, row, verify, said } = await place();
    await grow(3);
    await ask(`delete from kiosk_audit.about where name = 'end'`);
    await grow(1);
    expect(said.join('')).toContain('was tampered with');
    expect(await verify()).toMatchObject({ entries: 5, findings: [] });
    await ask(`update kiosk_audit.about set value = '\\x00' where name = 'end'`);
    await ask(`delete from kiosk_audit.records where ${row(2)}`);
    await grow(1);
    expect(await verify()).toMatchObject({ entries: 6, findings: [{ damage: 'removed', sequence: 2 }] });
  });

  test('[R4] the day before is sealed once, in the database and in the folder of whoever began the new day', async () => {
    const { open, clock, verify, folder } = await place();
    const trails = [await open('one'), await open('two')];
    for (const trail of trails) await trail.record(entry(0));
    clock.advance(day);
    await Promise.all(trails.map((trail) => trail.record(entry(1))));
    expect(await verify('elsewhere')).toMatchObject({ entries: 4, seals: 1, findings: [] });
    const copies = await Promise.all(
      ['one', 'two'].map((server) => readdir(join(folder, server, 'audit', 'seals')).catch((): string[] => [])),
    );
    expect(copies.flat()).toEqual(['seal-000000002-2026-11-22.json']);
    for (const trail of trails) await trail.close();
  });

  test('[R4] a trail that was kept in files goes on in the database, whole, and only once', async () => {
    const { open, grow, data, keys, clock, verify, ask, said } = await place();
    const directory = join(await data('one'), 'audit');
    await mkdir(directory);
    await writeFile(join(directory, 'audit.jsonl'), '{"at":"2026-11-01T00:00:00.000Z","event":"sign-in.succeeded"}\n');
    const files = await AuditTrail.open({ directory, keys, clock });
    for (let n = 0; n < 3; n++) await files.record(entry(n));
    clock.advance(40 * day);
    await files.record(entry(3));
    await files.close();
    const before = await verifyTrail({
      trail: trailInFiles(directory),
      key: chainKey(keys),
      sealing: new Sealing(keys),
    });

    await grow(0);
    expect(await verify('elsewhere')).toEqual({ ...before, findings: [] });
    await grow(1);
    expect(await verify('elsewhere')).toMatchObject({ entries: 5, findings: [] });
    await expect(AuditTrail.open({ directory, keys, clock })).rejects.toThrow(/were moved to the database/);
    // As after a crash between the two.
    await rm(join(directory, 'moved.json'));
    await grow(1);
    expect(await verify('elsewhere')).toMatchObject({ entries: 6, findings: [] });

    const other = await AuditTrail.open({ directory: join(await data('two'), 'audit'), keys, clock });
    await other.record(entry(0));
    await other.close();
    const second = await open('two');
    await second.close();
    expect(said.join('')).toContain('is not part of the one in the database');
    expect(await verify('elsewhere')).toMatchObject({ entries: 6, findings: [] });
    await ask(`update kiosk_audit.records set sealed = sealed || '\\x00' where collection = 'seals'`);
    expect((await verify('elsewhere')).findings[0]).toMatchObject({
      damage: 'seal changed',
      file: 'seals/in the database',
    });
  });

  test('[R4] while the database is away nothing is recorded and it is said; then the chain goes on', async () => {
    const { open, verify } = await place();
    const trail = await open();
    await trail.record(entry(0));
    postgres.server.down();
    try {
      await expect(trail.record(entry(1))).rejects.toThrow(StoreUnavailableError);
      await expect(trail.tryOut()).rejects.toThrow(StoreUnavailableError);
    } finally {
      postgres.server.up();
    }
    await trail.record(entry(2));
    await trail.tryOut();
    await trail.close();
    expect(await verify()).toMatchObject({ entries: 2, findings: [] });
  });

  test('[R4] the command verifies, seals and exports the trail in the database', async () => {
    const { grow, data, folder, settings } = await place();
    const file = join(folder, 'settings.json');
    await writeFile(file, JSON.stringify({ store: { postgres: settings } }));
    const [mine, target] = [await data('one'), join(folder, 'entries.jsonl')];
    const run = (...given: string[]) => runCommand('audit', ...given, '--data', mine);
    expect((await run('verify', '--settings', file)).stderr).toMatch(
      /There is no audit trail in the database trail_\d+ on .* yet/,
    );
    await grow(3);
    expect((await run('verify')).stderr).toMatch(/goes on in a database; name the settings/);
    expect((await run('verify', '--settings', file)).stdout).toMatch(/whole: 3 entries, 1 seals/);
    expect((await run('seal', '--settings', file)).stdout).toMatch(/up to entry 3 of 2026-11-22: .*one.audit.seals/);
    const days = ['--from', '2026-11-22', '--to', '2026-11-22'];
    expect((await run('export', ...days, '--format', 'jsonl', target, '--settings', file)).status).toBe(0);
    expect((await readFile(target, 'utf8')).split('\n')).toHaveLength(4);
  });
});
