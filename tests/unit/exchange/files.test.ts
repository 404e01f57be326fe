import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { TransferDetails } from '../../../shared/applications/immtrac2/exchange/api.ts';
import { createImmTrac2 } from '../../../server/applications/immtrac2/server.ts';
import { seedImmTrac2 } from '../../../server/applications/immtrac2/training/training.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { agreed, siteId } from '../applications/registry-steps.ts';
import {
  clinicStaff,
  coordinator,
  origin,
  type Started,
  started,
  stateEmployee,
  type Visitor,
} from '../applications/started.ts';
import { report } from './messages.ts';

let registry: Started;
let staff: Visitor;
let contact: Visitor;
beforeAll(async () => {
  registry = await started('immtrac2', createImmTrac2, seedImmTrac2);
  staff = await agreed(registry);
  contact = await agreed(registry, { ...coordinator, accountId: 'contact', roles: ['point-of-contact'] });
}, 60_000);
afterAll(() => registry.close());

const base64 = (text: string) => Buffer.from(text).toString('base64');
const file = (name: string, text: string) => ({ fileName: name, content: base64(text) });

async function finished(
  visitor: { get(url: string): Promise<{ readonly body: unknown }> },
  path: string,
): Promise<TransferDetails> {
  return vi.waitFor(async () => {
    const { body } = await visitor.get(path);
    expect((body as TransferDetails).state).toBe('done');
    return body as TransferDetails;
  });
}

test('[I7] a file of messages is worked through, and each answer that asks for something stands first', async () => {
  const messages = report() + report({ PID: undefined, 'MSH-10': 'C2' }) + report({ 'MSH-12': '2.3', 'MSH-10': 'C3' });
  const sent = await staff.post('/api/message-files', { siteId, ...file('week.hl7', messages) });
  expect(sent.status).toBe(200);
  const { id } = sent.body as { id: string };
  const transfer = await finished(staff, `/api/message-files/${id}`);
  expect(transfer).toMatchObject({
    fileName: 'week.hl7',
    by: clinicStaff.name,
    messages: 3,
    accepted: 1,
    inPart: 1,
    refused: 1,
  });
  expect(
    transfer.answers.map(({ controlId, answer, faults }) => [controlId, answer, faults.map(({ at }) => at)]),
  ).toEqual([
    ['C3', 'AR', ['MSH^1^12']],
    ['C2', 'AE', ['PID']],
    ['C1', 'AA', []],
  ]);
  expect((await staff.get('/api/message-files')).body).toMatchObject({ transfers: [{ id, state: 'done' }] });
  expect(registry.trail.recorded).toContainEqual(
    expect.objectContaining({ event: 'messages.received', about: { exchange: id } }),
  );
});

test('[I7] files are sent for one’s own sites, by those who record, and not empty', async () => {
  expect((await staff.post('/api/message-files', { siteId: 'elsewhere', ...file('a.hl7', report()) })).status).toBe(
    422,
  );
  expect((await staff.post('/api/message-files', { siteId, fileName: 'a.hl7', content: '====' })).status).toBe(422);
  const reading = await agreed(registry, stateEmployee);
  expect((await reading.post('/api/message-files', { siteId, ...file('a.hl7', report()) })).status).toBe(403);
  expect((await staff.get('/api/message-files/nothing')).status).toBe(404);
});

type Sent = (url: string, payload?: object) => Promise<{ readonly status: number; readonly body: unknown }>;

interface Uploader {
  readonly status: number;
  readonly get: Sent;
  readonly post: Sent;
  readonly put: Sent;
}

/** A browser that signs in at Web FTP Upload. */
async function uploader(username: string, password: string): Promise<Uploader> {
  const host = new URL(origin).host;
  const signedIn = await registry.app.inject({
    method: 'POST',
    url: '/api/web-ftp-upload/session',
    headers: { host },
    payload: { username, password },
  });
  const cookie = String(signedIn.headers['set-cookie'] ?? '').split(';')[0]!;
  const send = (method: 'GET' | 'POST' | 'PUT') => async (url: string, payload?: object) => {
    const answer = await registry.app.inject({ method, url, headers: { host, cookie }, ...(payload && { payload }) });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: answer.body === '' ? undefined : (answer.json() as unknown),
    };
  };
  return { status: signedIn.statusCode, get: send('GET'), post: send('POST'), put: send('PUT') };
}

async function account(): Promise<{ username: string; password: string }> {
  return (await contact.post('/api/upload-accounts', { siteId })).body as { username: string; password: string };
}

test('[O11] [I10] Web FTP Upload has a username and password of its own, and what is uploaded goes into the registry', async () => {
  const { username, password } = await account();
  expect((await uploader(username, 'wrong')).status).toBe(401);
  expect((await uploader(clinicStaff.username, 'Training-2026!')).status).toBe(401);
  const uploading = await uploader(username, password);
  expect(uploading.status).toBe(204);
  const sent = await uploading.post(
    '/api/web-ftp-upload/files',
    file('up.hl7', report({ 'PID-5': 'Muestra^Ana', 'PID-3': '5^^^CLINIC^MR' })),
  );
  const { id } = sent.body as { id: string };
  expect(await finished(uploading, `/api/web-ftp-upload/files/${id}`)).toMatchObject({
    accepted: 1,
    by: `Web FTP Upload ${username}`,
  });
  // What people of the portal have sent is not shown there.
  expect((await uploading.get('/api/web-ftp-upload/files')).body).toMatchObject({ transfers: [{ id }] });
  const events = registry.trail.recorded.map((entry) => (entry as { event: string }).event);
  expect(events).toEqual(expect.arrayContaining(['upload.sign-in-refused', 'upload.signed-in', 'upload.received']));
}, 30_000);

test('[O11] [I10] neither sign-in opens the other', async () => {
  const { username, password } = await account();
  const uploading = await uploader(username, password);
  expect((await uploading.get('/api/clients/any')).status).toBe(401);
  expect((await uploading.get('/api/message-files')).status).toBe(401);
  expect((await staff.get('/api/web-ftp-upload/files')).status).toBe(401);
  expect((await registry.stranger.post('/api/web-ftp-upload/files', file('a.hl7', report()))).status).toBe(401);
}, 30_000);

test('[I10] only a Point of Contact gives an account, for a site of theirs, and a new password ends the one before', async () => {
  expect((await staff.post('/api/upload-accounts', { siteId })).status).toBe(403);
  expect((await contact.post('/api/upload-accounts', { siteId: 'elsewhere' })).status).toBe(422);
  const before = await account();
  const signedIn = await uploader(before.username, before.password);
  const after = await account();
  expect(after.username).toBe(before.username);
  expect((await signedIn.get('/api/web-ftp-upload/files')).status).toBe(401);
  expect((await uploader(before.username, before.password)).status).toBe(401);
  expect((await uploader(after.username.toLowerCase(), after.password)).status).toBe(204);
}, 30_000);

test('[I10] the account changes its own password, which has to be long and another one', async () => {
  const { username, password } = await account();
  const uploading = await uploader(username, password);
  const change = (current: string, next: string) => uploading.put('/api/web-ftp-upload/password', { current, next });
  expect((await change(password, 'short')).status).toBe(422);
  expect((await change(password, password)).status).toBe(422);
  expect((await change('wrong', 'a long passphrase of mine')).status).toBe(403);
  expect((await change(password, 'a long passphrase of mine')).status).toBe(204);
  expect((await uploading.get('/api/web-ftp-upload/files')).status).toBe(401);
  expect((await uploader(username, 'a long passphrase of mine')).status).toBe(204);
}, 30_000);

test('[I10] a try is counted before it is looked at, and names that are nobody’s lock as others do', async () => {
  const { failuresBeforeLock } = limits.signIn;
  const locked = await account();
  for (const name of [locked.username, 'UP-NOBODYS']) {
    const tries = await Promise.all(Array.from({ length: failuresBeforeLock + 3 }, () => uploader(name, 'guess')));
    const refused = tries.filter(({ status }) => status === 401).length;
    expect(refused).toBeLessThan(failuresBeforeLock);
    expect(tries.filter(({ status }) => status === 429).length).toBe(tries.length - refused);
  }
  // While it is locked, the right password does not open it either; a new one from the Point of Contact does.
  expect((await uploader(locked.username, locked.password)).status).toBe(429);
  const { username, password } = await account();
  expect((await uploader(username, password)).status).toBe(204);
}, 30_000);
