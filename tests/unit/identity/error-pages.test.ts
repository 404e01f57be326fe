import { request } from 'node:http';
import { expect, test } from 'vitest';
import { applicationIds } from '../../../shared/applications/applications.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { startTraining } from '../../support/deployment.ts';
import { signedInVisitor } from '../../support/visitor.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

const page = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** One request with exactly this path and these headers. */
function ask(address: string, path: string, headers: Record<string, string>, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address);
    const asked = request({ host: hostname, port, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.once('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }));
    });
    asked.once('error', reject).end();
  });
}

test('[S8] where nothing good can be shown a person gets a page and a program problem details, from every server', async () => {
  const { portal, applications } = await startTraining();
  for (const address of [portal, ...applicationIds.map((id) => applications[id])]) {
    const { port } = new URL(address);
    const cases: [what: string, status: number, method: string, path: string, headers?: Record<string, string>][] = [
      ['a wrong host', 421, 'GET', '/', { host: `evil.example:${port}` }],
      ['a form at another name', 421, 'POST', '/', { host: `localhost:${port}` }],
      ['a form of another site', 403, 'POST', '/api/sign-out', { origin: 'https://evil.example' }],
      ['an address of the API', 404, 'GET', '/api/nothing'],
      ['what needs a sign-in', 401, 'GET', '/api/session'],
      ['a method that is not known there', 404, 'DELETE', '/'],
      ['an address that cannot be read', 400, 'GET', '/%zz'],
      ['an address that is too long', 431, 'GET', `/${'a'.repeat(limits.http.headerBytes)}`],
    ];
    for (const [what, status, method, path, headers] of cases) {
      const asPage = await ask(address, path, { accept: page, ...headers }, method);
      expect([asPage.status, asPage.headers['content-type']], `${what} at ${address}`).toEqual([
        status,
        'text/html; charset=utf-8',
      ]);
      expect(asPage.text, what).toContain('<h1>');
      expect(asPage.headers['content-security-policy'], what).toMatch(/style-src .*'sha256-/);
      expect(asPage.text, what).not.toMatch(/evil|%zz|aaaa/);
      const asProblem = await ask(address, path, { accept: 'application/json', ...headers }, method);
      expect([asProblem.status, asProblem.headers['content-type']], what).toEqual([status, 'application/problem+json']);
    }
  }
});

test('[S8] whoever tries too often, or while the server is busy, by a form gets a page too', async () => {
  const { portal } = await startTraining({ settings: { signIn: { attemptsPerAddressPerMinute: 1 } } });
  const form = { accept: page, 'content-type': 'application/json' };
  await ask(portal, '/api/sign-in', form, 'POST');
  const refused = await ask(portal, '/api/sign-in', form, 'POST');
  expect([refused.status, refused.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
});

test('[O3] a page’s address in another case, or with a slash too many or too few, leads to the page', async () => {
  const { portal, applications } = await startTraining();
  const notifications = '/iam/portal/Home/portalHome/notifications/';
  for (const [asked, leadsTo] of [
    ['/sign-in/', '/sign-in'],
    ['/Sign-In', '/sign-in'],
    ['/SIGN-IN///?continue=%2Finteraction%2Fx', '/sign-in?continue=%2Finteraction%2Fx'],
    ['//sign-in', '/sign-in'],
    [notifications.slice(0, -1), notifications],
    [notifications.toLowerCase(), notifications],
    ['/profile/password/', '/profile/password'],
  ] as const) {
    const { status, headers } = await ask(portal, asked, { accept: page });
    expect([status, headers.location], asked).toEqual([308, leadsTo]);
    expect((await ask(portal, asked, { accept: '*/*' })).status, asked).toBe(404);
  }
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  await visitor.visit(applications.immtrac2);
  const client = await visitor.send('GET', new URL('/Clients/9900000001/', applications.immtrac2).href, undefined, {
    accept: page,
  });
  expect([client.status, client.headers.get('location')]).toEqual([308, '/clients/9900000001']);
  for (const unknown of ['/sign-in/more', '/nothing', '/clients//', '//evil.example/', '/\\evil.example']) {
    const { status, headers } = await ask(portal, unknown, { accept: page });
    expect([status, headers.location], unknown).toEqual([404, undefined]);
  }
});

test('[A3] password managers are led to the page where a password is changed', async () => {
  const { portal } = await startTraining();
  const { status, headers } = await ask(portal, '/.well-known/change-password', { accept: page });
  expect([status, headers.location]).toEqual([303, '/profile/password']);
});
