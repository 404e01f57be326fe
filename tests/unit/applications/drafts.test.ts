import { createDecipheriv, hkdfSync } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createApplicationServer } from '../../../server/applications/platform/application-server.ts';
import { type DraftRecord, draftRecords } from '../../../server/applications/platform/drafts.ts';
import { ApplicationSessions, type Caller } from '../../../server/applications/platform/relying-party/session.ts';
import type { HttpServer } from '../../../server/http/server.ts';
import { cookieName } from '../../../shared/identity/cookies.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { TestClock } from '../../support/deployment.ts';
import { clinicStaff, coordinator, deploymentId, origin, type Started, started } from './started.ts';

const { keptFor } = limits.drafts;
const draftKey = Buffer.alloc(32, 7);
const typed = { lastName: 'Testcase', firstName: 'Avery' };

/** An application in which people type. */
class Application {
  readonly clock = new TestClock();
  #running!: Started;
  #server!: HttpServer;

  static async start(): Promise<Application> {
    const application = new Application();
    const { clock } = application;
    const create: Parameters<typeof started>[1] = async (options) =>
      (application.#server = await createApplicationServer('immtrac2', { ...options, clock, draftKey }));
    application.#running = await started('immtrac2', create, async () => {});
    onTestFinished(() => application.#running.close());
    return application;
  }

  get log(): string {
    return this.#running.log.join('');
  }

  get records() {
    return this.#running.store.collection(draftRecords);
  }

  async onlyRecord(): Promise<DraftRecord> {
    const [record, ...others] = await this.records.list();
    if (record === undefined || others.length > 0) throw new Error('not one record');
    return record;
  }

  async as(caller: Caller) {
    const sessions = new ApplicationSessions(this.#running.store, this.clock);
    const token = await sessions.begin({ sid: 'sid', idToken: 'token', accessToken: 'token', caller });
    const send = async (method: 'GET' | 'PUT' | 'DELETE', form: string, payload?: object) => {
      const headers = {
        host: new URL(origin).host,
        cookie: `${cookieName(origin, 'immtrac2_session', deploymentId)}=${token}`,
      };
      const url = `/api/drafts/${form}`;
      const answer = await this.#server.inject({ method, url, headers, ...(payload && { payload }) });
      return { status: answer.statusCode, body: answer.body === '' ? null : (answer.json() as unknown) };
    };
    return {
      read: (form = 'find-client') => send('GET', form),
      keep: (fields: object, form = 'find-client') => send('PUT', form, { fields }),
      discard: (form = 'find-client') => send('DELETE', form),
    };
  }

  async asStranger() {
    const headers = { host: new URL(origin).host };
    const methods = ['GET', 'PUT', 'DELETE'] as const;
    const payload = { fields: typed };
    const answers = methods.map((method) =>
      this.#server.inject({ method, url: '/api/drafts/find-client', headers, ...(method === 'PUT' && { payload }) }),
    );
    return (await Promise.all(answers)).map(({ statusCode }) => statusCode);
  }
}

const nothing = { status: 204, body: null };
const kept = { status: 200, body: { fields: typed } };

test('[T4] what was typed is there again for the same person at the same workstation', async () => {
  const application = await Application.start();
  const person = await application.as(coordinator);
  expect(await person.read()).toEqual(nothing);
  expect((await person.keep(typed)).status).toBe(204);

  const later = await application.as(coordinator);
  expect(await later.read()).toEqual(kept);
});

test('[T4] only forms that are known keep drafts, so that nobody fills the store with names', async () => {
  const person = await (await Application.start()).as(coordinator);
  expect((await person.keep(typed, 'another-form')).status).toBe(400);
  expect((await person.read('another-form')).status).toBe(400);
});

test('[T4] nobody else finds it, nor the same person at another workstation', async () => {
  const application = await Application.start();
  await (await application.as(coordinator)).keep(typed);
  expect(await (await application.as(clinicStaff)).read()).toEqual(nothing);
  expect(await (await application.as({ ...coordinator, workstation: 'back-office' })).read()).toEqual(nothing);
  expect(await application.asStranger()).toEqual([401, 401, 401]);
});

test('[T4] a draft that was sent is gone', async () => {
  const application = await Application.start();
  const person = await application.as(coordinator);
  await person.keep(typed);
  expect((await person.discard()).status).toBe(204);
  expect(await person.read()).toEqual(nothing);
  expect(await application.records.count()).toBe(0);
});

test('[T4] one person’s discarding leaves another’s draft', async () => {
  const application = await Application.start();
  const person = await application.as(coordinator);
  await person.keep(typed);
  await (await application.as(clinicStaff)).discard();
  expect(await person.read()).toEqual(kept);
});

test('[T4] the store holds no word of it, and neither its id nor the log says whose it is', async () => {
  const application = await Application.start();
  const person = await application.as(coordinator);
  await person.keep(typed);
  const record = await application.onlyRecord();
  for (const word of ['Testcase', 'lastName', coordinator.accountId, coordinator.workstation, 'find']) {
    expect(JSON.stringify(record)).not.toContain(word);
  }
  // What fails is logged.
  await application.records.put({ ...record, sealed: null as unknown as string });
  expect((await person.read()).status).toBe(500);
  expect(application.log.match(/request failed/g)).toHaveLength(1);
  expect(application.log).not.toMatch(new RegExp(`Testcase|Avery|${coordinator.accountId}|${record.id}`));
});

test('[T4] what the same person types at another workstation leaves this one’s draft', async () => {
  const application = await Application.start();
  const person = await application.as(coordinator);
  await person.keep(typed);
  await (await application.as({ ...coordinator, workstation: 'back-office' })).keep({ lastName: 'Other' });
  expect(await person.read()).toEqual(kept);
});

test('[T4] a draft opens with the key of its owner, and with no other', async () => {
  const application = await Application.start();
  await (await application.as(coordinator)).keep(typed);
  const record = await application.onlyRecord();
  expect(opened(record, coordinator)).toEqual(typed);
  for (const other of [clinicStaff, { ...coordinator, workstation: 'back-office' }]) {
    expect(() => opened(record, other)).toThrow(/authenticate/);
  }
});

test('[T4] a record that is moved to another owner does not open, and what is under it is as if not there', async () => {
  const application = await Application.start();
  const other = await application.as(clinicStaff);
  await other.keep({ lastName: 'Theirs' });
  const theirs = await application.onlyRecord();
  await (await application.as(coordinator)).keep(typed);
  const mine = (await application.records.list()).find(({ id }) => id !== theirs.id)!;

  await application.records.put({ ...mine, id: theirs.id });
  expect(await other.read()).toEqual(nothing);
});

test('[T4] a record that was changed, or cut off, does not open', async () => {
  const application = await Application.start();
  const person = await application.as(coordinator);
  await person.keep(typed);
  const record = await application.onlyRecord();
  const changed = Buffer.from(record.sealed, 'base64');
  changed[20] = changed[20]! ^ 1;
  for (const sealed of [changed.toString('base64'), record.sealed.slice(0, 20), '']) {
    await application.records.put({ ...record, sealed });
    expect(await person.read()).toEqual(nothing);
  }
});

test('[T4] it is kept for 24 hours after the last change, and reading is no change', async () => {
  const application = await Application.start();
  const read = async () => (await application.as(coordinator)).read();
  await (await application.as(coordinator)).keep({ lastName: 'T' });
  application.clock.advance(keptFor - 1);
  await (await application.as(coordinator)).keep(typed);
  application.clock.advance(keptFor - 1);
  expect(await read()).toEqual(kept);
  application.clock.advance(1);
  expect(await read()).toEqual(nothing);
  expect(await application.records.count()).toBe(0);
});

test('[T4] what nobody asks for again is swept within the hour', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const application = await Application.start();
  await (await application.as(coordinator)).keep(typed);
  application.clock.advance(keptFor);
  vi.advanceTimersByTime(3_600_000);
  await expect.poll(() => application.records.count()).toBe(0);
});

test('[T4] too much is refused, and nothing of it kept', async () => {
  const application = await Application.start();
  const person = await application.as(coordinator);
  const { fields, fieldCharacters } = limits.drafts;
  const many = Object.fromEntries(Array.from({ length: fields + 1 }, (_, index) => [`field${index}`, 'x']));
  const refused = { status: 400, body: { type: '/problems/request-invalid' } };
  expect(await person.keep({ note: 'x'.repeat(fieldCharacters + 1) })).toMatchObject(refused);
  expect(await person.keep(many)).toMatchObject(refused);
  expect(await person.keep({ 'not a name': 'x' })).toMatchObject(refused);
  expect(await person.keep(typed, 'Not-A-Form')).toMatchObject(refused);

  const full = Object.fromEntries(
    Object.keys(many)
      .slice(1)
      .map((field) => [field, 'é'.repeat(fieldCharacters)]),
  );
  expect(await person.keep(full)).toMatchObject({ status: 413, body: { type: '/problems/too-large' } });
  expect(await application.records.count()).toBe(0);
});

/** As somebody would who has the store and knows how drafts are kept. */
function opened({ id, sealed }: DraftRecord, { accountId, workstation }: Caller): unknown {
  const info = `enterprise-portal-kiosk/draft/${JSON.stringify([accountId, workstation])}`;
  const key = Buffer.from(hkdfSync('sha256', draftKey, Buffer.alloc(0), info, 32));
  const content = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, content.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(id)).setAuthTag(content.subarray(-16));
  return JSON.parse(`${decipher.update(content.subarray(12, -16), undefined, 'utf8')}${decipher.final('utf8')}`);
}
