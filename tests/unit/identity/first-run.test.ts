import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Deployment } from '../../../shared/identity/api/identity.ts';
import type { SetUpDone } from '../../../shared/identity/api/setup.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Settings } from '../../../shared/kiosk/settings.ts';
import { launchDeployment, TestClock } from '../../support/deployment.ts';
import { eventually } from '../../support/eventually.ts';
import { mailServer } from '../../support/receivers.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { Visitor } from '../../support/visitor.ts';

const password = 'Quiet-Armadillo-2026';
const administrator = { username: 'ida.hill', name: 'Ida Hill', email: 'ida@clinic.example' };
const answers = { kind: 'clinic', clinic: 'North Clinic', timeZone: 'America/Denver', administrator };
const site = { id: '0042', name: 'North Clinic' };

/** A server on an empty folder, that nobody told what it is for. */
async function firstRun(settings: Settings = {}) {
  const data = await temporaryFolder();
  const clock = new TestClock();
  const given = { data, settings, clock, demo: false, masterKey: randomBytes(32) };
  const running = await launchDeployment(given);
  onTestFinished(() => running.close());
  const somebody = new Visitor(running.portal);
  const deployment = async () =>
    (await (await new Visitor(running.portal).send('GET', '/api/deployment')).json()) as Deployment;
  return {
    ...{ data, clock, given, running, deployment, code: running.setUpCode! },
    ask: (path: string, body: object) => somebody.send('POST', `/api/setup${path}`, body),
    trail: () => readFile(join(data, 'audit', 'audit.jsonl'), 'utf8'),
    /** The server starts again after the answer has gone out, at the same address. */
    setUp: () =>
      eventually(async () => {
        expect(await deployment()).not.toHaveProperty('setUp');
      }),
  };
}

async function signInFirst(portal: string, username: string, code: string): Promise<Visitor> {
  const visitor = new Visitor(portal);
  expect(await (await visitor.signIn(username, code)).json()).toMatchObject({ pending: 'password' });
  expect((await visitor.send('POST', '/api/password', { reason: 'expired', password })).status).toBe(200);
  await visitor.agree();
  return visitor;
}

test('[R6] from an empty folder to a second person signed in takes under five minutes of the clock, and no manual', {
  timeout: 60_000,
}, async () => {
  const mail = await mailServer();
  onTestFinished(() => mail.close());
  const { running, code, ask, clock, setUp, deployment, trail, given } = await firstRun({ mail: { smtp: mail.smtp } });
  const began = clock.now();
  expect(await deployment()).toMatchObject({ setUp: 'pending' });
  // A person types two fields in a minute.
  clock.advance(30_000);
  expect((await ask('/code', { code })).status).toBe(204);
  clock.advance(90_000);
  const done = (await (await ask('', { code, ...answers, site })).json()) as SetUpDone;
  expect(done).toMatchObject({ kind: 'clinic', account: { username: 'ida.hill' }, sheet: { data: given.data } });
  expect(JSON.stringify(done.sheet)).not.toContain(given.masterKey.toString('base64'));
  await setUp();
  expect(await deployment()).toMatchObject({ kind: 'clinic', clinic: 'North Clinic', timeZone: 'America/Denver' });
  clock.advance(60_000);
  const ida = await signInFirst(running.portal, 'ida.hill', done.account!.code);
  expect(await (await ida.send('GET', '/api/session')).json()).toMatchObject({
    account: { sites: [site], roles: ['administrator'] },
  });
  const csv = 'username,name,email,roles,sites\nsam.lee,Sam Lee,sam@clinic.example,clinic-staff,0042:North Clinic\n';
  const imported = await ida.send('POST', '/api/accounts/import', {
    csv,
    dryRun: false,
    partial: false,
    update: false,
  });
  expect(imported.status).toBe(200);
  clock.advance(60_000);
  const reset = await ida.send('POST', '/api/accounts/reset', { username: 'sam.lee', reason: 'first day' });
  expect(reset.status).toBe(200);
  const samsCode = await eventually(() => {
    const [, found] = /password: ([0-9A-Z]{4}(?:-[0-9A-Z]{4}){2})/.exec(mail.messages.join('\n')) ?? [];
    expect(found).toBeDefined();
    return found!;
  });
  await signInFirst(running.portal, 'sam.lee', samsCode);
  expect(clock.now() - began).toBeLessThan(5 * 60_000);
  expect(await trail()).toMatch(/"account\.created".*"by":"set-up"[\s\S]*"setup\.completed"/);
  expect(await trail()).not.toContain(code);
});

test('[R6] nothing is set up without the code that the server shows, and ten wrong ones close it for a while', async () => {
  const { ask, code, clock, trail } = await firstRun();
  const wrong = { code: '0000-0000-00' };
  expect((await ask('', { ...wrong, ...answers })).status).toBe(403);
  expect((await ask('/mail', { ...wrong, to: 'me@clinic.example' })).status).toBe(403);
  for (let tries = 2; tries < limits.setUp.tries; tries++) expect((await ask('/code', wrong)).status).toBe(403);
  expect((await ask('/code', { code })).status).toBe(429);
  clock.advance(limits.setUp.lock);
  expect((await ask('/code', { code: code.toLowerCase().replaceAll('-', ' ') })).status).toBe(204);
  expect((await trail()).match(/"setup\.refused"/g)).toHaveLength(limits.setUp.tries + 1);
});

test('[R6] of two people who set the server up at once one wins, and nobody does it again', async () => {
  const { ask, code, setUp, running } = await firstRun();
  const other = { ...administrator, username: 'other' };
  const both = await Promise.all([ask('', { code, ...answers }), ask('', { code, ...answers, administrator: other })]);
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  await setUp();
  expect((await ask('', { code, ...answers, administrator: other })).status).toBe(409);
  expect(await (await new Visitor(running.portal).send('GET', '/api/setup')).json()).toMatchObject({ pending: false });
});

test('[R6] what cannot be used is named by field, and the set-up stays open', async () => {
  const { ask, code } = await firstRun();
  const bad = { ...answers, timeZone: 'Mars/Olympus', administrator: { ...administrator, email: 'nobody' } };
  const refused = await ask('', { code, ...bad });
  expect(refused.status).toBe(422);
  const { fields } = (await refused.json()) as { fields: { field: string }[] };
  expect(fields.map(({ field }) => field)).toEqual(['administrator.email', 'timeZone']);
  expect((await ask('', { code, ...answers, administrator: undefined })).status).toBe(422);
  expect((await ask('', { code, ...answers })).status).toBe(200);
});

test('[R6] a server that is set up for training trains, and never becomes a clinic’s', {
  timeout: 30_000,
}, async () => {
  const { ask, code, setUp, deployment, running, given } = await firstRun();
  const done = (await (await ask('', { code, kind: 'training', timeZone: 'America/Denver' })).json()) as SetUpDone;
  expect(done).not.toHaveProperty('account');
  await setUp();
  expect(await deployment()).toMatchObject({ kind: 'training', timeZone: 'America/Denver' });
  expect((await new Visitor(running.portal).signIn('maria.garcia')).status).toBe(200);
  await running.close();
  await expect(launchDeployment({ ...given, settings: { deployment: 'clinic' } })).rejects.toThrow(/never become/);
  const again = await launchDeployment(given);
  onTestFinished(() => again.close());
  expect(again).not.toHaveProperty('setUpCode');
});

test('[R6] where the settings say that it is a clinic’s server, the set-up cannot make it train', async () => {
  const { ask, code } = await firstRun({ deployment: 'clinic' });
  expect((await ask('', { code, kind: 'training' })).status).toBe(422);
});

test('[R6] settings answer the whole set-up, and then nobody is asked', async () => {
  const { running, deployment, ask } = await firstRun({
    deployment: 'clinic',
    setup: { clinic: 'North Clinic', administrator, site },
  });
  expect(running).not.toHaveProperty('setUpCode');
  expect(await deployment()).toMatchObject({ kind: 'clinic' });
  expect((await ask('', { code: 'whatever', ...answers })).status).toBe(409);
  const { username, code } = running.firstAdministrator!;
  await signInFirst(running.portal, username, code);
  const trains = await firstRun({ deployment: 'training', setup: {} });
  expect(await trains.deployment()).toMatchObject({ kind: 'training' });
});

test('[R6] the set-up sends a test mail where a mail server is named, and says why where it does not leave', async () => {
  const server = await mailServer();
  const { ask, code } = await firstRun({ deployment: 'clinic', mail: { smtp: server.smtp } });
  const to = 'ida@clinic.example';
  expect(await (await ask('/mail', { code, to })).json()).toEqual({ sent: true, says: '' });
  expect(server.received).toEqual([to]);
  await server.close();
  expect(await (await ask('/mail', { code, to })).json()).toMatchObject({
    sent: false,
    says: expect.stringMatching(/cannot be used: check mail\.smtp\.host/),
  });
});
