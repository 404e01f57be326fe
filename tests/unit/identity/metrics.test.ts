import { X509Certificate } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { request as secureRequest } from 'node:https';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Problem } from '../../../server/http/problem.ts';
import { monitoringAccess } from '../../../server/http/monitoring-access.ts';
import { SettingsError } from '../../../server/settings.ts';
import { certificateFiles, certificatesFor } from '../../support/certificates.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

const token = 'k7Qm2vXz9RtLw4NcYb6HsJd8PfGa3EuT';

async function tokenFile(content: string): Promise<string> {
  const file = join(await temporaryFolder(), 'token');
  await writeFile(file, content, { mode: 0o600 });
  return file;
}

const metricsOf = async (portal: string) => (await fetch(new URL('/metrics', portal))).text();

/** The sample of that name and those labels. */
function sample(text: string, name: string): number {
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  return line === undefined ? Number.NaN : Number(line.slice(name.length + 1));
}

test('[R5] the metrics count sign-ins by outcome, sessions, accounts, and what the process takes', async () => {
  const { portal } = await startTraining();
  await signedInVisitor(portal, 'maria.garcia');
  await new Visitor(portal).signIn('john.smith', 'wrong');
  await new Visitor(portal).signIn('nobody.of.that.name', 'wrong');
  const text = await metricsOf(portal);
  expect(sample(text, 'portal_sign_ins_total{outcome="succeeded"}')).toBe(1);
  expect(sample(text, 'portal_sign_ins_total{outcome="refused"}')).toBe(2);
  expect(sample(text, 'portal_sign_ins_total{outcome="busy"}')).toBe(0);
  expect(sample(text, 'portal_sessions')).toBe(1);
  expect(sample(text, 'portal_accounts')).toBeGreaterThan(3);
  expect(sample(text, 'portal_hashing_waiting')).toBe(0);
  expect(sample(text, 'portal_certificate_days')).toBeNaN();
  expect(sample(text, 'portal_store_bytes')).toBeGreaterThan(1000);
  expect(sample(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e7);
  expect(sample(text, 'portal_event_loop_delay_p99_seconds')).toBeLessThan(60);
});

test('[R5] requests are counted by route pattern and class of status, single sign-on among them', async () => {
  const { portal } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  await visitor.visit('/interaction/not-there?secret=1');
  await visitor.send('GET', '/.well-known/openid-configuration');
  await visitor.send('GET', '/no/such/place');
  const text = await metricsOf(portal);
  const requests = 'portal_http_requests_total';
  expect(sample(text, `${requests}{method="POST",route="/api/sign-in",status="2xx"}`)).toBe(1);
  expect(sample(text, `${requests}{method="GET",route="/interaction/:uid",status="3xx"}`)).toBe(1);
  expect(sample(text, `${requests}{method="GET",route="/.well-known/openid-configuration",status="2xx"}`)).toBe(1);
  expect(sample(text, `${requests}{method="any",route="none",status="4xx"}`)).toBe(1);
});

test('[R5] no username, address or anything that was sent becomes part of the metrics', async () => {
  const { portal } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  await visitor.send('GET', '/telling-path?telling=query', undefined, { 'user-agent': 'telling-agent' });
  await visitor.send('TELLING', '/api/session').catch(() => {});
  await new Visitor(portal).signIn('telling.name', 'telling-password');
  expect(await metricsOf(portal)).not.toMatch(/maria|garcia|telling|127\.0\.0\.1/i);
});

/** The answer's status to a request that comes from there, under that name, with these headers. */
async function statusFor(file: string | undefined, from: string, headers: Record<string, string>): Promise<number> {
  const check = await monitoringAccess(
    file === undefined ? {} : { metrics: { tokenFile: file } },
    'https://portal.clinic.example:4180',
  );
  try {
    await check({ headers, socket: { remoteAddress: from } } as never, undefined as never);
    return 200;
  } catch {
    return 403;
  }
}

const host = 'portal.clinic.example:4180';
test.each([
  ['this machine', 200, undefined, '127.0.0.1', { host: '127.0.0.1:4180' }],
  ['this machine over IPv6', 200, undefined, '::1', { host: '[::1]:4180' }],
  ['this machine, on a socket for both', 200, undefined, '::ffff:127.0.0.1', { host }],
  ['this machine, by a page of another name', 403, undefined, '127.0.0.1', { host: 'evil.example:4180' }],
  ['a proxy on this machine', 403, undefined, '127.0.0.1', { host, 'x-forwarded-for': '10.0.0.9' }],
  ['elsewhere, where no token is set', 403, undefined, '10.0.0.9', { host, authorization: `Bearer ${token}` }],
  ['elsewhere with the token', 200, token, '10.0.0.9', { host, authorization: `Bearer ${token}` }],
  ['elsewhere with another token', 403, token, '10.0.0.9', { host, authorization: `Bearer ${token.slice(1)}x` }],
  ['elsewhere with a part of it', 403, token, '10.0.0.9', { host, authorization: `Bearer ${token.slice(1)}` }],
  ['elsewhere without one', 403, token, '10.0.0.9', { host }],
])('[R5] metrics asked for from %s are answered with %i', async (_where, status, set, from, headers) => {
  const file = set === undefined ? undefined : await tokenFile(`${set}\n`);
  expect(await statusFor(file, from, headers)).toBe(status);
});

test('[R5] a server that only a proxy on its own machine reaches takes nobody for a program there', async () => {
  const server = { name: 'portal.clinic.example', listen: '127.0.0.2', tls: { certificateFile: '', keyFile: '' } };
  const check = await monitoringAccess({ server }, 'https://portal.clinic.example:4180');
  const caller = { headers: { host }, socket: { remoteAddress: '127.0.0.1' } };
  expect(() => check(caller as never, undefined as never)).toThrow(Problem);
});

test('[R5] over a real connection the metrics are refused to a page of another name', async () => {
  const { portal } = await startTraining();
  const status = await new Promise((resolve, reject) => {
    request(new URL('/metrics', portal), { headers: { host: 'evil.example' } }, (response) =>
      resolve(response.resume().statusCode),
    )
      .on('error', reject)
      .end();
  });
  expect(status).toBe(403);
});

test.each([
  ['is not there', async () => '/nowhere/token', /metrics\.tokenFile cannot be read: ENOENT/],
  ['is empty', () => tokenFile('\n'), /must hold one word of 32 characters or more/],
  ['could be guessed', () => tokenFile('secret'), /must hold one word of 32 characters or more/],
  ['holds several words', () => tokenFile(`${token} ${token}`), /must hold one word/],
])('[R5] a token file that %s stops the start in a sentence', async (_what, make, message) => {
  const start = startTraining({ settings: { metrics: { tokenFile: await make() } } });
  await expect(start).rejects.toThrow(SettingsError);
  await expect(start).rejects.toThrow(message);
});

test('[R5] the metrics count mail that has not left, and the days until the certificate ends', async () => {
  const clock = new TestClock();
  const made = await certificatesFor('localhost', clock.now());
  const tls = await certificateFiles(await temporaryFolder(), made);
  const settings = {
    server: { name: 'localhost', listen: '127.0.0.1', tls },
    metrics: { tokenFile: await tokenFile(token) },
  };
  const { portal } = await startTraining({ clock, settings });
  const text = await new Promise<string>((resolve, reject) => {
    const trusting = { ca: made.authority.certificate, agent: false, headers: { authorization: `Bearer ${token}` } };
    const asked = secureRequest(new URL('/metrics', portal), trusting, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (piece: string) => (body += piece));
      answer.on('end', () => resolve(body));
    });
    asked.on('error', reject).end();
  });
  expect(sample(text, 'portal_mail_waiting')).toBe(0);
  const ends = Date.parse(new X509Certificate(made.server.certificate).validTo);
  expect(sample(text, 'portal_certificate_days')).toBeCloseTo((ends - clock.now()) / (24 * 3_600_000), 3);
});
