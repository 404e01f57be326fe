import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createImmTrac2 } from '../../../server/applications/immtrac2/server.ts';
import { seedImmTrac2 } from '../../../server/applications/immtrac2/training/training.ts';
import { type ListeningApplication, listening } from './listening.ts';
import { outcome, query, report } from './messages.ts';

let registry: ListeningApplication;
beforeAll(async () => {
  registry = await listening('immtrac2', createImmTrac2, seedImmTrac2);
}, 60_000);
afterAll(() => registry.close());

interface Sent {
  readonly type?: string;
  readonly token?: string;
}

/** Over a real socket, chunk by chunk. */
async function post(body: string | Buffer, { type = 'application/hl7-v2', token = 'hl7-of-site-a' }: Sent = {}) {
  const { port } = registry;
  const headers = { host: registry.host, 'content-type': type, ...(token && { authorization: `Bearer ${token}` }) };
  const sending = httpRequest({ host: '127.0.0.1', port, path: '/hl7', method: 'POST', headers });
  const answered = new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    sending.once('response', resolve).once('error', reject);
  });
  sending.write(Buffer.from(body).subarray(0, 10));
  sending.end(Buffer.from(body).subarray(10));
  const answer = await answered;
  return {
    status: answer.statusCode,
    type: answer.headers['content-type'],
    challenge: answer.headers['www-authenticate'],
    body: await text(answer),
  };
}

test.each(['text/plain', 'application/hl7-v2', 'x-application/hl7-v2+er7'])(
  '[I7] a registered system posts a report as %s, and it is recorded for its site',
  async (type) => {
    const answer = await post(report({ 'MSH-10': type }), { type });
    expect([answer.status, answer.type]).toEqual([200, `${type}; charset=utf-8`]);
    expect(outcome(answer.body)).toEqual(['AA']);
    expect(registry.trail.recorded.at(-1)).toMatchObject({ event: 'messages.received', accessToken: 'hl7-of-site-a' });
  },
);

test('[I7] a system reports for its own sites alone', async () => {
  expect(outcome((await post(report({ 'MSH-4': 'site-b', 'MSH-10': 'S1' }), { token: 'hl7-of-two' })).body)).toEqual([
    'AA',
  ]);
  expect(outcome((await post(report({ 'MSH-4': 'site-z', 'MSH-10': 'S2' }), { token: 'hl7-of-two' })).body)).toEqual([
    'AE',
    'E 103 MSH^1^4',
  ]);
});

test('[I7] without a token, with one that is over and with one for something else nothing is taken', async () => {
  const none = await post(report(), { token: '' });
  expect([none.status, none.challenge]).toEqual([401, 'Bearer']);
  expect((await post(report(), { token: 'over' })).status).toBe(401);
  expect((await post(report(), { token: 'fhir-only' })).status).toBe(403);
});

test('[I7] whom a query shows is in the audit trail before the answer, and without that nobody is shown', async () => {
  const before = registry.trail.recorded.length;
  const answer = await post(query());
  expect(answer.body).toContain('|Z32^CDCPHINVS');
  expect(registry.trail.recorded.slice(before)).toMatchObject([
    { event: 'messages.received' },
    { event: 'client.opened', about: { client: expect.any(String), reason: 'client-care' } },
  ]);
  registry.trail.refusals.push('busy');
  const refused = await post(query());
  expect([refused.status, refused.body.includes('Specimen')]).toEqual([503, false]);
});

test('[I7] a batch is answered as it is worked through, and a body without a message is refused', async () => {
  const batch = Array.from({ length: 20 }, (_, n) => report({ 'MSH-10': `H${n}`, 'RXA-15': `LH${n}` })).join('');
  const answer = await post(`BHS|^~\\&|EHR\r${batch}BTS|20\r`);
  expect(outcome(answer.body)).toEqual(Array.from({ length: 20 }, () => 'AA'));
  for (const nothing of ['', '\r\n\r\n']) expect((await post(nothing)).status).toBe(400);
});

test('[I7] CDC’s envelope is taken and answered, with SOAP around it or without', async () => {
  const message = report({ 'MSH-10': 'X1' }).replaceAll('&', '&amp;');
  const inner = `<submitSingleMessage xmlns="urn:cdc:iisb:2011"><username>u</username><password>p</password><facilityID>f</facilityID><hl7Message>${message}</hl7Message></submitSingleMessage>`;
  const bare = await post(`<?xml version="1.0"?>${inner}`, { type: 'application/xml' });
  expect(bare.body).toMatch(
    /<submitSingleMessageResponse xmlns="urn:cdc:iisb:2011"><return>MSH\|\^~\\&amp;.*MSA\|AA\|X1&#13;/s,
  );
  const soap = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>${inner}</s:Body></s:Envelope>`;
  expect((await post(soap, { type: 'application/soap+xml' })).body).toMatch(/^<\?xml[^>]*><s:Envelope .*MSA\|AA\|X1/s);
  for (const other of ['<a/>', '<a', `<!DOCTYPE a [<!ENTITY x "y">]>${inner}`, '<'.repeat(1000)]) {
    expect((await post(other, { type: 'text/xml' })).status).toBe(400);
  }
});

test('[I7] a form or JSON is not taken', async () => {
  expect((await post('{}', { type: 'application/json' })).status).toBeGreaterThanOrEqual(400);
});
