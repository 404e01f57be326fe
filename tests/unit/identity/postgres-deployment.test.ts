import { randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../server/clock.ts';
import { masterKeyFromFile } from '../../../server/keys/key-file.ts';
import { StoreNotOpenedError } from '../../../server/store/contract.ts';
import { InUseError } from '../../../server/store/lowdb/process-lock.ts';
import { UnreadableError } from '../../../server/store/sealed.ts';
import { checkedSettings, SettingsError } from '../../../server/settings.ts';
import { applicationIds } from '../../../shared/applications/applications.ts';
import type { PostgresSettings } from '../../../shared/kiosk/settings.ts';
import { eventually } from '../../support/eventually.ts';
import { launchDeployment, startTraining } from '../../support/deployment.ts';
import { needsPostgres, usePostgres, withoutPostgres } from '../../support/postgres.ts';
import { startServerProcess } from '../../support/server-process.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';
import { runCommand } from '../../support/run-command.ts';

const postgres = usePostgres();

/** A deployment on a database of its own. */
async function place(name: string) {
  await postgres.server.ask(`create database ${name}`);
  const settings = { store: { postgres: { ...postgres.server.settings, database: name } } };
  return { data: await temporaryFolder(), masterKey: randomBytes(32), settings };
}

describe.skipIf(withoutPostgres)(`a deployment on PostgreSQL${needsPostgres}`, () => {
  test('[R2] on PostgreSQL one sign-in opens every application, and nothing is lost by a restart', async () => {
    const where = await place('whole');
    const first = await launchDeployment(where);
    const visitor = await signedInVisitor(first.portal, 'maria.garcia');
    for (const id of applicationIds) {
      const address = first.applications[id];
      expect((await visitor.visit(address)).way.at(-1)?.href).toBe(address);
      expect((await visitor.send('GET', new URL('/api/session', address).href)).status).toBe(200);
    }
    await visitor.send('PUT', '/api/preferences', { launcher: 'links' });
    await first.close();

    const { portal } = await startTraining({ ...where, demo: false, ports: first.ports });
    expect(await (await visitor.send('GET', '/api/session')).json()).toMatchObject({ account: { launcher: 'links' } });
    expect(portal).toBe(first.portal);
    expect(await readdir(where.data)).not.toContain('identity');
  });

  test('[K8] a dump of the database says nothing of anybody, nor of any token', async () => {
    const where = await place('dumped');
    const { portal, applications } = await startTraining(where);
    const visitor = await signedInVisitor(portal, 'maria.garcia');
    await visitor.visit(applications.immtrac2);
    const dump = postgres.server.dump('dumped');
    expect(dump).toContain('COPY kiosk_identity.records');
    expect(dump.length).toBeGreaterThan(100_000);
    for (const telling of ['maria', 'Garcia', 'argon2', 'AccessToken', '"jwk"', 'Bluebonnet']) {
      expect(dump.includes(telling), telling).toBe(false);
      expect(dump.includes(Buffer.from(telling).toString('hex')), `${telling}, as bytes`).toBe(false);
    }
  });

  test('[R2] while the database is away the portal answers 503 and when to try again, and then goes on', async () => {
    const where = await place('away');
    const { portal, applications } = await startTraining(where);
    const visitor = await signedInVisitor(portal, 'maria.garcia');
    await visitor.visit(applications.immtrac2);
    postgres.server.down();
    try {
      const refused = await visitor.send('GET', '/api/session');
      expect(refused.status).toBe(503);
      expect(refused.headers.get('retry-after')).toBe('2');
      expect(await refused.json()).toMatchObject({ type: '/problems/store-unavailable' });
      expect((await visitor.send('GET', new URL('/api/session', applications.immtrac2).href)).status).toBe(503);
      expect((await new Visitor(portal).signIn('john.smith')).status).toBe(503);
    } finally {
      postgres.server.up();
    }
    // Not at once, perhaps: this process stood still while the database was started.
    for (const address of ['/api/session', new URL('/api/session', applications.immtrac2).href]) {
      await eventually(async () => expect((await visitor.send('GET', address)).status).toBe(200));
    }
  });

  test('[R2] whom the command line imports into the database signs in at the server that runs on it', async () => {
    const { data, settings } = await place('imported');
    const [file, csv] = [join(data, 'settings.json'), join(data, 'people.csv')];
    await writeFile(file, JSON.stringify(settings));
    const person = '00000987654,Pat Example,pat@clinic.example,clinic-staff,0042:North Clinic,';
    const hash = '{SSHA}dEigeXP8LGt7iDuRjCYcxYkCa+YwMTIzNDU2Nw==';
    const administrator = `ida.hill,Ida Hill,ida@clinic.example,administrator,,${hash}`;
    await writeFile(csv, `username,name,email,roles,sites,password_hash\n${person}${hash}\n${administrator}`);
    const given = ['import', csv, '--data', data, '--settings', file];
    expect((await runCommand('accounts', ...given)).stdout).toMatch(/Created: +2\n/);
    const server = await startServerProcess(data, '--settings', file);
    onTestFinished(() => server.stop());
    expect((await runCommand('accounts', ...given)).stdout).toMatch(/Unchanged: 2\n/);
    expect((await new Visitor(server.portal).signIn('00000987654', 'Grün-Pecan 2026')).status).toBe(200);
  });

  test('[K8] keys in the database are prepared and rotated from a data folder whose server stands, beside others', async () => {
    const { data, settings } = await place('rotated');
    await writeFile(join(data, 'settings.json'), JSON.stringify(settings));
    const masterKey = await masterKeyFromFile(data);
    const clock = systemClock;
    const other = await startTraining({ data: await temporaryFolder(), masterKey, settings, clock });
    const visitor = await signedInVisitor(other.portal, 'maria.garcia');
    const run = (verb: string) =>
      runCommand('keys', verb, 'signing', '--data', data, '--settings', join(data, 'settings.json'));
    expect(await run('prepare')).toMatchObject({ status: 0, stderr: '' });
    const published = async ({ portal }: { portal: string }) =>
      ((await (await fetch(new URL('/oidc/jwks', portal))).json()) as { keys: { kid: string }[] }).keys.map(
        ({ kid }) => kid,
      );
    const [old] = await published(other);
    expect(await run('rotate')).toMatchObject({ status: 0, stderr: '' });
    const signing = await startTraining({ data, masterKey, settings, clock, demo: false });
    expect((await published(signing)).slice(1)).toEqual([old]);
    expect((await visitor.send('GET', '/api/session')).status).toBe(200);
    expect(await readdir(data)).not.toContain('identity');
  });

  test('[R2] a second server on the same data folder is refused, and another key than the records’', async () => {
    const where = await place('held');
    const first = await launchDeployment(where);
    await expect(launchDeployment({ ...where, demo: false })).rejects.toThrow(InUseError);
    await first.close();
    await expect(launchDeployment({ ...where, demo: false, masterKey: randomBytes(32) })).rejects.toThrow(
      UnreadableError,
    );
  });

  const refusals: [string, (right: PostgresSettings) => Promise<PostgresSettings> | PostgresSettings, RegExp][] = [
    [
      'no such database',
      (s) => ({ ...s, database: 'nowhere' }),
      /There is no database nowhere on 127\.0\.0\.1:\d+; create it/,
    ],
    ['no server at the port', (s) => ({ ...s, port: 1 }), /kiosk on 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED/],
    ['a database without TLS', (s) => ({ ...s, tls: {} }), /no secure connection to the database .*SSL/],
    ['a user who is not let in', (s) => ({ ...s, user: 'stranger' }), /refuses stranger: check the user, passwordFile/],
    [
      'a wrong password',
      async (s) => {
        const passwordFile = join(await temporaryFolder(), 'wrong');
        await writeFile(passwordFile, 'open sesame', { mode: 0o600 });
        return { ...s, passwordFile };
      },
      /refuses kiosk: check the user, passwordFile/,
    ],
  ];

  for (const [what, change, message] of refusals) {
    test(`[R2] ${what} stops the start with a sentence that names no password`, async () => {
      const failure = await launchDeployment({
        data: await temporaryFolder(),
        settings: { store: { postgres: await change(postgres.server.settings) } },
      }).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(StoreNotOpenedError);
      expect((failure as Error).message).toMatch(message);
      expect((failure as Error).message).not.toMatch(/sesame/);
      expect((failure as Error).message).not.toContain(postgres.server.password);
    });
  }

  test('[R2] a user without the right to make the schemas is told so', async () => {
    const { server } = postgres;
    await server.ask(`create role reader login password '${server.password}'`);
    const settings = { store: { postgres: { ...server.settings, user: 'reader' } } };
    const starting = launchDeployment({ data: await temporaryFolder(), settings });
    await expect(starting).rejects.toThrow(
      /reader may not do what is needed in the database kiosk on .*permission denied/,
    );
  });
});

test('[R2] a database on another machine is not used without TLS, nor is a password file that is not there', async () => {
  const start = async (given: object) =>
    launchDeployment({
      data: await temporaryFolder(),
      settings: { store: { postgres: { ...elsewhere, ...given } } },
    });
  const elsewhere = { host: 'db.clinic.example', database: 'kiosk', user: 'kiosk' };
  await expect(start({})).rejects.toThrow('a database on another machine is used over TLS only');
  await expect(start({ passwordFile: '/nowhere/password' })).rejects.toThrow(/passwordFile cannot be read: ENOENT/);
  await expect(start({ tls: { authorityFile: '/nowhere/a.pem' } })).rejects.toThrow(
    /authorityFile cannot be read: ENOENT/,
  );
});

test.each([
  [{ postgres: { database: 'kiosk', user: 'kiosk' } }, /store\.postgres must have required properties host/],
  [
    { postgres: { host: 'h', database: 'kiosk', user: 'kiosk', password: 'x' } },
    /settings that do not exist: password/,
  ],
  [
    { postgres: { host: 'h', database: 'kiosk', user: 'kiosk', poolSize: 1 } },
    /store\.postgres\.poolSize must be >= 2/,
  ],
])('[R2] store settings that do not fit are refused by name: %j', (store, message) => {
  expect(() => checkedSettings({ store }, 'The settings')).toThrow(SettingsError);
  expect(() => checkedSettings({ store }, 'The settings')).toThrow(message);
});
