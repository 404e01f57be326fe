import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { ConnectionResult, Registration } from '../../../shared/identity/api/registrations.ts';
import type { JobState, Queue } from '../../../shared/identity/api/queues.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { certificatesFor } from '../../support/certificates.ts';
import { RelyingParty } from '../../support/relying-party.ts';
import { signedInVisitor, type Visitor } from '../../support/visitor.ts';

async function json<T>(visitor: Visitor, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await visitor.send(method, path, body);
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

test('[J2] an administrator sees how applications are registered, never a secret, and whether and why not they are reached', async () => {
  const { server } = await certificatesFor('localhost');
  const secure = createServer({ cert: server.certificate, key: server.key }, (_request, response) => {
    response.end();
  }).listen(0, '127.0.0.1');
  await once(secure, 'listening');
  onTestFinished(() => void secure.close());
  const untrusted = `https://127.0.0.1:${(secure.address() as AddressInfo).port}/bye`;
  const gone = await RelyingParty.start();
  gone.close();
  const party = await RelyingParty.start({
    postLogoutRedirectUris: [untrusted],
    backchannelLogoutUri: new URL('/backchannel', gone.redirectUri).href,
  });
  onTestFinished(() => party.close());
  const { portal } = await startTraining({ clock: new TestClock(), settings: { clients: [party.settings] } });
  const admin = await signedInVisitor(portal, 'it.admin');

  const answer = await admin.send('GET', '/api/registrations');
  const text = await answer.text();
  expect(text).not.toContain(party.settings.secret);
  const { issuer, discovery, registrations } = JSON.parse(text) as {
    issuer: string;
    discovery: string;
    registrations: Registration[];
  };
  expect(((await (await admin.send('GET', discovery)).json()) as { issuer: string }).issuer).toBe(issuer);
  expect(registrations.map(({ id, bundled }) => [id, bundled])).toEqual([
    ['immtrac2', true],
    ['vaos', true],
    ['syntropi', true],
    ['party', false],
  ]);
  expect(registrations.at(-1)).toMatchObject({ redirectUris: [party.redirectUri], pkce: true });

  const { results } = await json<{ results: ConnectionResult[] }>(admin, 'POST', '/api/registrations/party/test');
  expect(results.map(({ what, outcome }) => [what, outcome])).toEqual([
    ['redirect', 'reached'],
    ['post-logout', 'certificate-untrusted'],
    ['backchannel-logout', 'refused'],
  ]);
  const own = await json<{ results: ConnectionResult[] }>(admin, 'POST', '/api/registrations/vaos/test');
  expect(own.results.map(({ outcome }) => outcome)).toEqual(['reached', 'reached', 'reached']);
  expect((await admin.send('POST', '/api/registrations/nobody/test')).status).toBe(404);
});

test('[R2] an administrator sees what waits to be delivered, and since when, and has it tried again at once', async () => {
  const clock = new TestClock();
  const { portal } = await startTraining({ clock });
  const admin = await signedInVisitor(portal, 'it.admin');
  const { queues, jobs } = await json<{ queues: Queue[]; jobs: JobState[] }>(admin, 'GET', '/api/queues');
  expect(queues).toEqual([
    { id: 'mail', waiting: 0, failed: 0 },
    { id: 'sign-outs', waiting: 0, failed: 0 },
    { id: 'session-ends', waiting: 0, failed: 0 },
  ]);
  expect(jobs.map(({ name }) => name)).toContain('old-announcements');
  expect((await admin.send('POST', '/api/queues/mail/retry')).status).toBe(204);
  expect((await admin.send('POST', '/api/queues/other/retry')).status).toBe(400);
});
