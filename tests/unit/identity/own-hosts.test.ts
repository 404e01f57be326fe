import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { judgeHost } from '../../../server/http/host-name.ts';
import { Keys } from '../../../server/keys/keys.ts';
import { deploymentId, loopbackHosts } from '../../../server/http/loopback.ts';
import { applicationIds } from '../../../shared/applications/applications.ts';
import { boundName } from '../../../shared/identity/cookies.ts';
import { localFetch } from '../../../shared/contract/local-fetch.ts';
import { startTraining } from '../../support/deployment.ts';
import { freeServerPort } from '../../support/free-ports.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

const servers = ['portal', ...applicationIds];
const keys = () => new Keys(randomBytes(32));

/** One request with exactly these headers. @returns the answer as it came */
function raw(host: string, port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, host, () => socket.write(text));
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.once('error', reject).once('close', () => resolve(answer));
  });
}

const at127 = (address: string) => address.replace(/127\.\d+\.\d+\.\d+/, '127.0.0.1');

test('[S8] every server of a deployment has a host of its own, the same at every start, which no other deployment has', () => {
  for (const platform of ['linux', 'win32', 'darwin', 'freebsd'] as const) {
    const own = keys();
    const hosts = loopbackHosts(own, servers, platform);
    expect(new Set(hosts.map(({ name }) => name)).size).toBe(servers.length);
    expect(loopbackHosts(own, servers, platform)).toEqual(hosts);
    const others = loopbackHosts(keys(), servers, platform).map(({ name }) => name);
    expect(
      others.some((other) => hosts.some(({ name }) => name === other)),
      platform,
    ).toBe(false);
  }
});

test('[S8] where all of 127.0.0.0/8 is this machine the host is an address of it, elsewhere a name that browsers resolve', () => {
  for (let n = 0; n < 200; n++) {
    for (const { name, address } of loopbackHosts(keys(), servers, 'linux')) {
      expect(name).toBe(address);
      const [, a, b, last] = name.split('.').map(Number);
      expect(a! >= 64 && a! <= 126 && b! <= 255 && last! >= 11 && last! <= 14, name).toBe(true);
    }
  }
  const own = keys();
  expect(loopbackHosts(own, ['portal'], 'darwin')).toEqual([
    { name: `portal-${deploymentId(own)}.localhost`, address: '127.0.0.1' },
  ]);
});

test('[S8] where only names part the servers, they find each other by them, and people get into every application', async () => {
  const { portal, applications } = await startTraining({ platform: 'darwin' });
  expect(new URL(portal).hostname).toMatch(/^portal-[0-9a-f]{8}\.localhost$/);
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  for (const id of applicationIds) {
    expect((await visitor.visit(applications[id])).way.at(-1)!.href).toBe(applications[id]);
    expect((await visitor.send('GET', new URL('/api/session', applications[id]).href)).status).toBe(200);
  }
  expect((await visitor.send('POST', '/api/sign-out')).status).toBe(204);
  await expect
    .poll(async () => (await visitor.send('GET', new URL('/api/session', applications.vaos).href)).status)
    .toBe(401);
});

test('[S8] no server of the deployment is sent another one’s cookies, and their names are bound to the deployment', async () => {
  const { portal, applications } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const { id } = (await (await visitor.send('GET', '/api/deployment')).json()) as { id: string };
  await visitor.visit(applications.vaos);
  const [atPortal, atVaos] = [visitor.cookies, visitor.cookiesAt(applications.vaos)].map((jar) => [...jar.keys()]);
  expect(atPortal).toContain(`portal_session_${id}`);
  expect(atVaos).toEqual([`vaos_session_${id}`]);
  const names = atPortal!.map((name) => name.replace(/\.sig$/, ''));
  expect(names.filter((name) => !name.endsWith(`_${id}`))).toEqual([]);
});

test('[S8] bookmarks of 127.0.0.1 and localhost lead to the true address with path and query', async () => {
  const { portal } = await startTraining();
  for (const name of ['127.0.0.1', 'localhost']) {
    const there = new URL('/sign-in?continue=%2F', at127(portal).replace('127.0.0.1', name));
    for (const method of ['GET', 'HEAD']) {
      const answer = await fetch(there, { method, redirect: 'manual' });
      expect([answer.status, answer.headers.get('location')]).toEqual([
        307,
        new URL('/sign-in?continue=%2F', portal).href,
      ]);
    }
    const posted = await fetch(new URL('/api/sign-in', there), { method: 'POST', redirect: 'manual' });
    expect([posted.status, posted.headers.get('content-type')]).toEqual([421, 'application/problem+json']);
    expect((await fetch(new URL('/health/live', there))).status).toBe(200);
  }
});

test('[S8] the way from another name of this machine leads to no other host', async () => {
  const { portal } = await startTraining();
  const { port, host } = new URL(portal);
  for (const path of [
    '//evil.example/x',
    '/\\evil.example',
    '//[',
    '/%5cevil.example',
    '/sign-in/../..//evil.example',
  ]) {
    const answer = await raw(
      '127.0.0.1',
      Number(port),
      `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`,
    );
    const [, location] = /^location: (.*)\r$/im.exec(answer) ?? [];
    expect(answer, path).toMatch(/^HTTP\/1\.1 307 /);
    expect(new URL(location!).host, path).toBe(host);
  }
});

test('[S8] another program at the port of 127.0.0.1 keeps no server from starting, and the log says who answers', async () => {
  const port = await freeServerPort();
  const other = createServer((_request, response) => response.end('somebody else'));
  await new Promise<void>((done) => other.listen(port, '127.0.0.1', done));
  onTestFinished(() => void other.close());
  const lines: string[] = [];
  const { portal } = await startTraining({
    port,
    log: pino({ level: 'warn' }, { write: (line) => void lines.push(line) }),
  });
  expect((await fetch(new URL('/health/live', portal))).status).toBe(200);
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('somebody else');
  expect(lines.join('')).toContain(`127.0.0.1:${port}`);
});

test.each([
  ['that the system chose', async () => 0],
  ['that was asked for', freeServerPort],
])('[S8] what came to 127.0.0.1 at a port %s ends with the server', async (_how, port) => {
  const running = await startTraining({ port: await port() });
  const { portal } = running;
  const socket = connect(running.ports[0]!, '127.0.0.1');
  await new Promise<void>((done) => socket.once('connect', done));
  expect((await fetch(at127(new URL('/health/live', portal).href))).status).toBe(200);
  const closed = new Promise<void>((done) => socket.once('close', () => done()));
  await running.close();
  await closed;
  await expect(fetch(at127(portal))).rejects.toThrow('fetch failed');
});

test('[S8] a browser with two cookies of one name is refused, told to clear them, and signed in by neither', async () => {
  const { portal } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const { id } = (await (await visitor.send('GET', '/api/deployment')).json()) as { id: string };
  const name = boundName('portal_session', id);
  const mine = visitor.cookies.get('portal_session')!;
  const ask = (cookie: string) => localFetch(new URL('/api/session', portal), { headers: { cookie } });
  for (const cookie of [
    `${name}=theirs; ${name}=${mine}`,
    `${name}=${mine};${name} =theirs`,
    `${name}; ${name}=${mine}`,
  ]) {
    const answer = await ask(cookie);
    expect(answer.status, cookie).toBe(400);
    expect(((await answer.json()) as { type: string }).type).toBe('/problems/cookies-doubled');
  }
  expect((await ask(`other=1; other=2; ${name}=${mine}`)).status).toBe(200);
});

test('[K8] a workstation that was enrolled before cookies were bound to the deployment still is', async () => {
  const { portal } = await startTraining({ settings: { enrolledWorkstationsOnly: true } });
  const administrator = await signedInVisitor(portal, 'it.admin');
  const made = await administrator.send('POST', '/api/workstations/codes', { name: 'Front desk' });
  const { code } = (await made.json()) as { code: string };
  const enrolled = new Visitor(portal);
  expect((await enrolled.send('POST', '/api/workstations/enrol', { code })).status).toBe(200);
  const credential = enrolled.cookies.get('workstation')!;

  const before = new Visitor(portal);
  const former = { cookie: `workstation=${credential}` };
  const shown = await before.send('GET', '/api/workstations/this', undefined, former);
  expect(await shown.json()).toEqual({ enrolledAs: 'Front desk' });
  const credentials = { username: 'maria.garcia', password: 'Bluebonnet-2026!' };
  expect((await before.send('POST', '/api/sign-in', credentials, former)).status).toBe(200);
  // From now on under the new name.
  expect(before.cookies.get('workstation')).toBe(credential);
});

test.each([
  ['http://127.70.3.11:4180', '127.70.3.11:4180', 'own'],
  ['http://127.70.3.11:4180', 'LOCALHOST:4180', 'another'],
  ['http://127.70.3.11:4180', 'localhost.:4180', 'another'],
  ['http://127.70.3.11:4180', '127.0.0.1:4180', 'another'],
  ['http://127.70.3.11:4180', '127.0.0.1:4181', 'refused'],
  ['http://127.70.3.11:4180', '127.70.3.12:4180', 'refused'],
  ['http://portal-0a.localhost:4180', 'Portal-0A.localhost.:4180', 'another'],
  ['http://portal-0a.localhost:4180', 'vaos-0a.localhost:4180', 'refused'],
  ['https://portal.clinic.example', 'portal.clinic.example:443', 'own'],
  ['https://portal.clinic.example', 'Portal.Clinic.Example', 'own'],
  ['https://portal.clinic.example', 'portal.clinic.example.', 'another'],
  ['https://portal.clinic.example', 'portal.clinic.example.:443', 'another'],
  ['https://portal.clinic.example', 'portal.clinic.example:80', 'refused'],
  ['https://portal.clinic.example', 'portal.clinic.example:4180', 'refused'],
  ['https://portal.clinic.example', 'localhost', 'refused'],
  ['https://portal.clinic.example', 'portal.clinic.example.evil.example', 'refused'],
  ['https://portal.clinic.example', 'evil.example/portal.clinic.example', 'refused'],
  ['https://portal.clinic.example', 'portal.clinic.example@evil.example', 'refused'],
  ['https://portal.clinic.example', 'evil.example#portal.clinic.example', 'refused'],
  ['https://portal.clinic.example', 'portal.clinic.example:', 'own'],
  ['https://portal.clinic.example', '', 'refused'],
  ['https://portal.clinic.example', undefined, 'refused'],
  ['http://portal.clinic.example', 'portal.clinic.example:80', 'own'],
] as const)('[S8] the server at %s, asked as %s, takes it for %s', (origin, host, verdict) => {
  expect(judgeHost(host, new URL(origin))).toBe(verdict);
});
