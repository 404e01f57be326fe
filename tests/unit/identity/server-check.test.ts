import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import pino from 'pino';
import { SMTPServer } from 'smtp-server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkServer } from '../../../server/check/check-server.ts';
import type { Finding } from '../../../server/check/finding.ts';
import { systemClock } from '../../../server/clock.ts';
import { masterKeyFromFile } from '../../../server/keys/key-file.ts';
import type { Settings } from '../../../shared/kiosk/settings.ts';
import { serverArguments } from '../../../scripts/server-process.mjs';
import { certificateFiles, certificatesFor } from '../../support/certificates.ts';
import { launchDeployment } from '../../support/deployment.ts';
import { needsPostgres, usePostgres, withoutPostgres } from '../../support/postgres.ts';
import { mailServer } from '../../support/receivers.ts';
import { runCommand } from '../../support/run-command.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const postgres = usePostgres();
const log = pino({ level: 'silent' });

async function place(settings: Settings = {}) {
  const folder = await temporaryFolder();
  const [data, file] = [join(folder, 'data'), join(folder, 'settings.json')];
  await writeFile(file, JSON.stringify(settings));
  return { folder, data, file };
}

/** What a check of these says, of what is not fine, by what it is about. */
async function findings(
  { data, file }: { data: string; file: string | undefined },
  port = 0,
): Promise<{ all: Finding[]; of: (check: Finding['check']) => string[] }> {
  const all = await checkServer({ data, settings: file, port, clock: systemClock, log });
  const of = (check: Finding['check']) =>
    all.filter((each) => each.check === check && each.state !== 'ok').map(({ state, says }) => `${state}: ${says}`);
  return { all, of };
}

async function withCertificate(name: string, signedFor = name, now = Date.now()) {
  const folder = await temporaryFolder();
  const tls = await certificateFiles(folder, await certificatesFor(signedFor, now));
  return { tls, settings: { server: { name, listen: '127.0.0.1', tls } } satisfies Settings };
}

test('[R6] a check before the first start finds a fine server fine, and makes nothing', async () => {
  const { settings } = await withCertificate('localhost');
  const { folder, ...made } = await place(settings);
  const { all } = await findings(made);
  expect(all.filter(({ state }) => state === 'wrong')).toEqual([]);
  expect(new Set(all.map(({ check }) => check))).toEqual(
    new Set(['settings', 'key', 'data', 'space', 'certificate', 'mail', 'ports']),
  );
  expect(await readdir(folder)).toEqual(['settings.json']);
});

test('[R6] a check says of a certificate that is for another name, over, or nobody’s here, what is wrong and what to do', async () => {
  const other = await withCertificate('portal.clinic.example', 'other.clinic.example');
  expect((await findings(await place(other.settings))).of('certificate')).toEqual([
    expect.stringMatching(/^wrong: .*not for portal\.clinic\.example/),
  ]);
  const over = await withCertificate('localhost', 'localhost', Date.now() - 400 * 24 * 3600 * 1000);
  expect((await findings(await place(over.settings))).of('certificate')).toEqual([
    expect.stringMatching(/^wrong: .*no longer valid since/),
  ]);
  const ending = await withCertificate('localhost', 'localhost', Date.now() - 380 * 24 * 3600 * 1000);
  expect((await findings(await place(ending.settings))).of('certificate')).toEqual([
    expect.stringMatching(/^attention: .*Renew it/),
  ]);
  const { tls } = await withCertificate('localhost');
  const { authorityFile: _, ...nobodys } = tls;
  const untrusted = await place({ server: { name: 'localhost', listen: '127.0.0.1', tls: nobodys } });
  expect((await findings(untrusted)).of('certificate')).toEqual([
    expect.stringMatching(/^wrong: This machine does not trust .*authorityFile/),
  ]);
  await chmod(tls.keyFile, 0o644);
  const open = await place({ server: { name: 'localhost', listen: '127.0.0.1', tls } });
  expect((await findings(open)).of('certificate')).toEqual([expect.stringMatching(/^wrong: .*chmod 600/)]);
});

test('[R6] a check names a setting that cannot be used, and looks at nothing that hangs on it', async () => {
  const { data, file } = await place({ timeZone: 'Mars/Olympus' });
  const { all } = await findings({ data, file });
  expect(all).toEqual([
    { check: 'settings', state: 'wrong', says: expect.stringMatching(/timeZone must be the IANA/) },
  ]);
});

test('[R6] a check sees ports that are taken, and beside a running server that it is that server’s data', async () => {
  const made = await place();
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as AddressInfo;
  const { tls } = await withCertificate('localhost');
  const settings = { server: { name: 'localhost', listen: '127.0.0.1', tls } };
  const here = await place(settings);
  expect((await findings(here, port)).of('ports')).toContain(
    `wrong: Port ${port} is in use; choose another with --port.`,
  );

  const masterKey = await masterKeyFromFile(made.data);
  const running = await launchDeployment({ data: made.data, masterKey });
  onTestFinished(() => running.close());
  const { all } = await findings(made, port);
  expect(all.filter(({ state }) => state === 'wrong')).toEqual([]);
  expect(all.find(({ check }) => check === 'ports')).toMatchObject({ says: expect.stringMatching(/A server runs/) });
  expect(all).toContainEqual({ check: 'data', state: 'ok', says: 'The key opens the records.' });
});

test('[R6] a check finds a key that is not the data’s, one that is gone, and settings for the other kind of data', async () => {
  const made = await place({ deployment: 'clinic' });
  const running = await launchDeployment({ data: made.data, masterKey: await masterKeyFromFile(made.data) });
  await running.close();
  expect((await findings(made)).of('data')).toEqual([
    expect.stringMatching(/^wrong: The settings ask for a clinic.*training/),
  ]);
  await rm(join(made.data, 'master.key'));
  expect((await findings(made)).of('key')).toEqual([expect.stringMatching(/^wrong: .*missing.*backup/)]);
  await writeFile(join(made.data, 'master.key'), `${Buffer.alloc(32, 7).toString('base64')}\n`, { mode: 0o600 });
  expect((await findings(made)).of('data')).toEqual([expect.stringMatching(/^wrong: .*another key/)]);
});

describe('mail', { timeout: 30_000 }, () => {
  const command = async (settings: Settings, ...args: string[]) => {
    const { file } = await place(settings);
    return runCommand('mail', '--test', 'me@clinic.example', '--settings', file, ...args);
  };

  test('[R6] a check says that a mail server lets it in, and whether over TLS; one command sends a mail', async () => {
    const server = await mailServer();
    onTestFinished(() => server.close());
    const settings = { mail: { smtp: server.smtp } };
    expect((await findings(await place(settings))).of('mail')).toEqual([
      expect.stringMatching(/^attention: .*lets this server in, without TLS/),
    ]);
    expect(server.received).toEqual([]);
    expect(await command(settings)).toMatchObject({ status: 0, stdout: expect.stringMatching(/took the mail/) });
    expect(server.received).toEqual(['me@clinic.example']);
    const asJson = await command(settings, '--json');
    expect(JSON.parse(asJson.stdout)).toMatchObject({ sent: true });
  });

  test('[R6] a check says that the mail server refuses the name and the password, cannot prove itself, or does not answer', async () => {
    const { settings: ours } = await withCertificate('127.0.0.1');
    const { keyFile, certificateFile } = ours.server.tls;
    const [key, cert] = await Promise.all([readFile(keyFile), readFile(certificateFile)]);
    const accept = { yes: false };
    const refusing = new SMTPServer({
      ...{ secure: true, key, cert },
      onAuth: (_auth, _session, callback) =>
        accept.yes ? callback(null, { user: 'portal' }) : callback(new Error('no')),
    });
    refusing.on('error', () => {});
    refusing.listen(0, '127.0.0.1');
    await once(refusing.server, 'listening');
    onTestFinished(() => new Promise<void>((closed) => refusing.close(closed)));
    const { port } = refusing.server.address() as AddressInfo;
    const passwordFile = join(await temporaryFolder(), 'password');
    await writeFile(passwordFile, 'a password\n', { mode: 0o600 });
    const smtp = { host: '127.0.0.1', port, secure: true, username: 'portal', passwordFile };
    // The certificate's authority is nobody's that this machine trusts: the password is not handed over.
    expect((await findings(await place({ mail: { smtp } }))).of('mail')).toEqual([
      expect.stringMatching(/^wrong: There is no secure connection to the mail server/),
    ]);
    expect((await findings(await place({ ...ours, mail: { smtp } }))).of('mail')).toEqual([
      expect.stringMatching(/^wrong: The mail server .* refuses portal: check mail\.smtp\.username and passwordFile/),
    ]);
    accept.yes = true;
    expect((await findings(await place({ ...ours, mail: { smtp } }))).of('mail')).toEqual([]);
    const gone = await mailServer();
    await gone.close();
    const settings = { mail: { smtp: gone.smtp } };
    expect((await findings(await place(settings))).of('mail')).toEqual([
      expect.stringMatching(/^wrong: The mail server .* cannot be used: check mail\.smtp\.host/),
    ]);
    expect(await command(settings)).toMatchObject({ status: 1, stderr: expect.stringMatching(/cannot be used/) });
    expect(await command({})).toMatchObject({ status: 2, stderr: expect.stringMatching(/mail\.smtp/) });
  });
});

describe.skipIf(withoutPostgres)(`database${needsPostgres}`, { timeout: 60_000 }, () => {
  test('[R6] a check reaches the database, and says which right is missing, without making anything in it', async () => {
    const made = await place({ store: { postgres: postgres.server.settings } });
    const { all } = await findings(made);
    expect(all.filter(({ state }) => state === 'wrong')).toEqual([]);
    expect(all.filter(({ check }) => check === 'database').map(({ says }) => says)).toEqual([
      expect.stringMatching(/is reached: PostgreSQL \d/),
      expect.stringMatching(/room/),
      'kiosk may do what is needed.',
    ]);
    expect(
      await postgres.server.ask(`select count(*)::text as n from pg_namespace where nspname like 'kiosk%'`),
    ).toEqual([{ n: '0' }]);
    const { settings, password } = postgres.server;
    await postgres.server.ask(`create role weak login password '${password}'`);
    const weak = await place({ store: { postgres: { ...settings, user: 'weak' } } });
    expect((await findings(weak)).of('database')).toContainEqual(
      expect.stringMatching(/^wrong: weak may not make the schema kiosk_identity: create schema/),
    );
    const nowhere = await place({ store: { postgres: { ...postgres.server.settings, database: 'other' } } });
    expect((await findings(nowhere)).of('database')).toEqual([
      expect.stringMatching(/^wrong: There is no database other on .*create it/),
    ]);
  });
});

test('[R6] serve --check ends with 0 or 1, speaks JSON, and goes with no other start', {
  timeout: 30_000,
}, async () => {
  const { data, file } = await place();
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [...serverArguments, '--check', '--port', '0', '--data', data, ...args], {
      encoding: 'utf8',
    });
  expect(run('--settings', file)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^OK .*settings/) });
  const wrong = run('--settings', join(data, 'none.json'), '--json');
  expect(wrong.status).toBe(1);
  expect(JSON.parse(wrong.stdout)).toMatchObject({ ok: false, findings: [{ check: 'settings', state: 'wrong' }] });
  expect(run('--demo')).toMatchObject({ status: 1, stderr: expect.stringMatching(/--demo does not go with --check/) });
});
