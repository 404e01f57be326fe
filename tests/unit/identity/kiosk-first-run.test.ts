import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Deployment } from '../../../shared/identity/api/identity.ts';
import type { SetUpDone } from '../../../shared/identity/api/setup.ts';
import type { KioskPlace } from '../../../shared/kiosk/embedded-server.ts';
import type { Settings } from '../../../shared/kiosk/settings.ts';
import type { DeploymentOptions } from '../../../server/deployment.ts';
import { connectionOf } from '../../../server/mail/mail-server.ts';
import { launchDeployment, TestClock } from '../../support/deployment.ts';
import { eventually } from '../../support/eventually.ts';
import { freePorts } from '../../support/free-ports.ts';
import { mailServer } from '../../support/receivers.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { Visitor } from '../../support/visitor.ts';

/** The server that a kiosk runs for itself, as the shell starts it. */

const password = 'Quiet-Armadillo-2026';
const administrator = { username: 'ida.hill', name: 'Ida Hill', email: 'ida@clinic.example' };
const answers = { kind: 'clinic', clinic: 'North Clinic', administrator };
const byPolicy = { deployment: 'clinic', setup: { clinic: 'North Clinic', administrator } } as const;
const entry = 'Enterprise Portal Kiosk, embedded-server-master-key';
const kiosk: KioskPlace = { key: { entry }, bars: [] };

async function firstStart(settings: Settings = {}, options: Partial<DeploymentOptions> = {}) {
  const data = await temporaryFolder();
  const clock = new TestClock();
  const given = { data, settings, clock, kiosk, demo: false, masterKey: randomBytes(32), ...options };
  const running = await launchDeployment(given);
  onTestFinished(() => running.close());
  const deployment = async (portal = running.portal) =>
    (await (await new Visitor(portal).send('GET', '/api/deployment')).json()) as Deployment;
  return {
    ...{ data, clock, given, running, deployment },
    ask: (path: string, body: object) => new Visitor(running.portal).send('POST', `/api/setup${path}`, body),
    /** Closed, and opened once more. */
    again: async (changes: Partial<DeploymentOptions> = {}) => {
      await running.close();
      const next = await launchDeployment({ ...given, ...changes });
      onTestFinished(() => next.close());
      return next;
    },
    trail: () => readFile(join(data, 'audit', 'audit.jsonl'), 'utf8'),
  };
}

async function pendingOf(portal: string, username: string, code: string): Promise<string> {
  const answer = await new Visitor(portal).signIn(username, code);
  return answer.status === 200 ? ((await answer.json()) as { pending: string }).pending : String(answer.status);
}

async function opens(portal: string, username: string, code: string): Promise<void> {
  const visitor = new Visitor(portal);
  expect(await (await visitor.signIn(username, code)).json()).toMatchObject({ pending: 'password' });
  expect((await visitor.send('POST', '/api/password', { reason: 'expired', password })).status).toBe(200);
}

test('[R6][K8] the sheet of a kiosk names the key store’s entry and no file, and its shell learns what the kiosk is now', async () => {
  const told: object[] = [];
  const { ask, running, data } = await firstStart({}, { wasSetUp: (chosen) => void told.push(chosen) });
  expect(running.kind).toBeUndefined();
  expect(await (await new Visitor(running.portal).send('GET', '/api/setup')).json()).toMatchObject({
    kiosk: { bars: [] },
  });
  const done = (await (await ask('', { code: running.setUpCode, ...answers })).json()) as SetUpDone;
  const here = { workstation: hostname(), account: userInfo().username };
  expect(done.sheet).toEqual({ address: running.portal, clinic: 'North Clinic', ...here, data, keyEntry: entry });
  await eventually(() => expect(told).toHaveLength(1));
  const { username, code } = done.account!;
  expect(told).toEqual([{ kind: 'clinic', administrator: { username, code } }]);
  // The code on the sheet is the one that counts, though the server has started again.
  await opens(running.portal, username, code);
});

test('[R6][K8] a workstation that may not do real work can be set up for training, and for nothing else', async () => {
  const barred: KioskPlace = { key: { file: '/home/clinic/master.key' }, bars: ['key store'] };
  const { ask, running, deployment } = await firstStart({}, { kiosk: barred });
  const refused = await ask('', { code: running.setUpCode, ...answers });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({ fields: [{ field: 'kind' }] });
  const done = (await (await ask('', { code: running.setUpCode, kind: 'training' })).json()) as SetUpDone;
  expect(done.sheet).toMatchObject({ keyFile: '/home/clinic/master.key' });
  await eventually(async () => expect(await deployment()).toMatchObject({ kind: 'training' }));
});

test('[R6] a kiosk that was closed before its administrator signed in shows another code, and none afterwards', async () => {
  const { running, again } = await firstStart(byPolicy);
  const first = running.firstAdministrator!;
  expect(first).toMatchObject({ username: 'ida.hill' });
  const second = await again();
  expect(second.kind).toBe('clinic');
  const { username, code } = second.firstAdministrator!;
  expect(await pendingOf(second.portal, username, first.code)).toBe('401');
  await opens(second.portal, username, code);
  await second.close();
  const third = await again();
  expect(third).not.toHaveProperty('firstAdministrator');
});

test('[R6] a server of a clinic makes no code by itself when it starts again', async () => {
  const { running, again } = await firstStart(byPolicy, { kiosk: undefined });
  expect(running.firstAdministrator).toBeDefined();
  expect(await again()).not.toHaveProperty('firstAdministrator');
});

test('[R6] where policy says everything and names a mail server, nobody is asked and no code is shown: it is mailed', {
  timeout: 30_000,
}, async () => {
  const mail = await mailServer();
  onTestFinished(() => mail.close());
  const settings = { ...byPolicy, mail: { from: 'kiosk@clinic.example', smtp: mail.smtp } };
  const { running, again, clock, trail, deployment } = await firstStart(settings);
  expect(running).toMatchObject({ kind: 'clinic' });
  expect(running).not.toHaveProperty('setUpCode');
  expect(running).not.toHaveProperty('firstAdministrator');
  expect(await deployment()).toMatchObject({ clinic: 'North Clinic' });
  const mailed = () => mail.messages.map((each) => /password: ([0-9A-Z]{4}(?:-[0-9A-Z]{4}){2})/.exec(each)![1]!);
  await eventually(() => expect(mailed()).toHaveLength(1));
  expect(mail.messages.join('\n')).not.toContain('http://127.');
  // Started again, it leaves what is in the mailbox as it is, until that no longer opens anything.
  const second = await again();
  expect(second).not.toHaveProperty('firstAdministrator');
  await second.close();
  clock.advance(8 * 24 * 3_600_000);
  const third = await again();
  await eventually(() => expect(mailed()).toHaveLength(2));
  await opens(third.portal, 'ida.hill', mailed()[1]!);
  expect(await trail()).toMatch(/"account\.created".*"code":"mailed"[\s\S]*"account\.reset".*"code":"mailed"/);
});

test('[R6] a mail server that cannot be used is named by the policies that name it', async () => {
  const smtp = { host: '127.0.0.1', port: await freePorts(1) };
  const { ask, running } = await firstStart({ mail: { from: 'kiosk@clinic.example', smtp } });
  const tried = await ask('/mail', { code: running.setUpCode, to: administrator.email });
  const { sent, says } = (await tried.json()) as { sent: boolean; says: string };
  expect(sent).toBe(false);
  expect(says).toMatch(/127\.0\.0\.1:\d+ cannot be used: check MailHost, MailPort and MailSecure, and the firewall/);
});

test('[R6] a training kiosk mails nothing, whatever policy names, and shows the clinic’s name', async () => {
  const settings = { setup: { clinic: 'North Clinic' }, mail: { smtp: { host: 'mail.clinic.example', port: 25 } } };
  const { deployment, running } = await firstStart(settings, { demo: true });
  expect(running.kind).toBe('training');
  expect(await deployment()).toMatchObject({ kind: 'training', clinic: 'North Clinic' });
  const visitor = new Visitor(running.portal);
  await visitor.signIn('it.admin');
  await visitor.agree();
  const held = (await (await visitor.send('GET', '/api/server')).json()) as { settings: { name: string }[] };
  expect(held.settings.find(({ name }) => name === 'mail.smtp')).not.toHaveProperty('value');
});

test('[R6] the key store’s password signs the kiosk in at its mail server, where no file has one', async () => {
  const smtp = { host: 'mail.clinic.example', port: 587, username: 'kiosk' };
  expect(await connectionOf(smtp, 'made up for a test')).toMatchObject({
    auth: { user: 'kiosk', pass: 'made up for a test' },
    requireTLS: true,
  });
  const passwordFile = join(await temporaryFolder(), 'password');
  await writeFile(passwordFile, 'from a file\n', { mode: 0o600 });
  expect(await connectionOf({ ...smtp, passwordFile }, 'made up for a test')).toMatchObject({
    auth: { pass: 'from a file' },
  });
});

test('[R6] data keeps its kind: nobody makes training real, or real work training', async () => {
  const trains = await firstStart({}, { demo: true });
  await expect(trains.again({ demo: false, settings: byPolicy })).rejects.toMatchObject({ dataIs: 'training' });
  const works = await firstStart(byPolicy);
  await expect(works.again({ demo: true, settings: {} })).rejects.toMatchObject({ dataIs: 'clinic' });
  expect((await launchedAgain(works.given)).kind).toBe('clinic');
});

async function launchedAgain(given: Parameters<typeof launchDeployment>[0]) {
  const running = await launchDeployment({ ...given, settings: {} });
  onTestFinished(() => running.close());
  return running;
}
