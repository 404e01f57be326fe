import { expect, test } from 'vitest';
import type { Session } from '../../../shared/identity/api/identity.ts';
import type { ProblemDetails } from '../../../shared/contract/problems.ts';
import { startTraining } from '../../support/deployment.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

test('[S7] a wrong password and an unknown username get the same answer, word for word', async () => {
  const { portal } = await startTraining();
  const answers = [];
  for (const [username, password] of [
    ['maria.garcia', 'wrong'],
    ['nobody.at.all', 'Bluebonnet-2026!'],
    ['  ', 'x'],
  ] as const) {
    const response = await new Visitor(portal).signIn(username, password);
    const { instance: _instance, ...problem } = (await response.json()) as ProblemDetails;
    answers.push({ status: response.status, cookies: response.headers.getSetCookie(), problem });
  }
  expect(answers[0]?.problem.type).toBe('/problems/sign-in-refused');
  expect(answers[0]?.problem.detail).toContain('ImmTrac2 Customer Support');
  expect(answers[0]?.problem.detail).toContain('800-348-9158');
  expect(answers[0]?.problem.detail).not.toContain('855-435-7181');
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

test('[S5] an employee number is found with its leading zeros, and only with them', async () => {
  const { portal } = await startTraining();
  expect((await new Visitor(portal).signIn('00001234567')).status).toBe(200);
  expect((await new Visitor(portal).signIn('1234567')).status).toBe(401);
  const session = (await (
    await (await signedInVisitor(portal, ' 00001234567 ')).send('GET', '/api/session')
  ).json()) as Session;
  expect(session.account.username).toBe('00001234567');
});

test('[S3] what cannot be a sign-in is refused by field, before anything is hashed', async () => {
  const { portal } = await startTraining();
  const visitor = new Visitor(portal);
  const send = async (body: unknown) => {
    const response = await visitor.send('POST', '/api/sign-in', body);
    return [response.status, ((await response.json()) as ProblemDetails).fields];
  };
  expect(await send({ username: 'maria.garcia' })).toEqual([
    400,
    [{ field: 'password', message: 'is missing', code: 'missing' }],
  ]);
  expect(await send({ username: 'a', password: 'x'.repeat(257) })).toEqual([
    400,
    [{ field: 'password', message: 'is too long: at most 256 characters', code: 'too-long', parameters: [256] }],
  ]);
  expect(await send({ username: 'a', password: 'b', orgCode: '1' })).toEqual([
    400,
    [{ field: 'orgCode', message: 'is not known here; leave it out', code: 'not-known' }],
  ]);
});

test('[S1] signing in again gives a new session and ends the one before it', async () => {
  const { portal } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const before = new Visitor(portal);
  for (const [name, value] of visitor.cookies) before.cookies.set(name, value);

  await visitor.signIn('maria.garcia');
  expect(visitor.cookies.get('portal_session')).not.toBe(before.cookies.get('portal_session'));
  expect((await before.send('GET', '/api/session')).status).toBe(401);
  expect((await visitor.send('GET', '/api/session')).status).toBe(200);
});

test('[S1] the session’s cookie is out of reach of scripts and of other sites', async () => {
  const { portal } = await startTraining();
  const response = await new Visitor(portal).signIn('maria.garcia');
  const [cookie] = response.headers.getSetCookie().filter((line) => line.startsWith('portal_session_'));
  expect(cookie).toMatch(/; HttpOnly/);
  expect(cookie).toMatch(/; SameSite=Lax/);
  expect(cookie).not.toMatch(/Domain=|Max-Age=|Expires=/i);
});

test('[S1] requests from another site, or under another name, get nothing', async () => {
  const { portal } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const crossSite = await visitor.send('POST', '/api/sign-out', undefined, { origin: 'http://evil.example' });
  expect(crossSite.status).toBe(403);
  // Another port of the same host, whose address only begins like ours.
  for (const origin of [`${new URL(portal).origin}0`, `${new URL(portal).origin}.evil.example`, 'null']) {
    expect((await visitor.send('POST', '/api/sign-out', undefined, { origin })).status, origin).toBe(403);
  }
  const fetched = await visitor.send('POST', '/api/sign-out', undefined, { 'sec-fetch-site': 'cross-site' });
  expect(fetched.status).toBe(403);
  expect((await visitor.send('GET', '/api/session')).status).toBe(200);
  const own = await visitor.send('POST', '/api/sign-out', undefined, { origin: new URL(portal).origin });
  expect(own.status).toBe(204);
});

test('[S7] a disabled account with the right password is answered as one with a wrong one, everywhere', async () => {
  const { portal, applications } = await startTraining();
  const administrator = await signedInVisitor(portal, 'it.admin');
  const before = await signedInVisitor(portal, 'maria.garcia');
  await before.visit(applications.vaos);
  const set = (how: 'disable' | 'enable') =>
    administrator.send('POST', `/api/accounts/${how}`, { username: 'maria.garcia', reason: 'left the clinic' });
  expect((await set('disable')).ok).toBe(true);

  const answerTo = async (username: string, password?: string) => {
    const response = await new Visitor(portal).signIn(username, password);
    const { instance: _instance, ...problem } = (await response.json()) as ProblemDetails;
    return { status: response.status, cookies: response.headers.getSetCookie(), problem };
  };
  const wrong = await answerTo('john.smith', 'wrong');
  expect(wrong.status).toBe(401);
  expect(await answerTo('maria.garcia')).toEqual(wrong);
  expect((await before.send('GET', '/api/session')).status).toBe(401);
  expect((await before.send('GET', new URL('/api/session', applications.vaos).href)).status).toBe(401);
  expect((await before.visit(applications.syntropi)).way.at(-1)?.pathname).toBe('/sign-in');

  expect((await set('enable')).ok).toBe(true);
  expect((await new Visitor(portal).signIn('maria.garcia')).ok).toBe(true);
});

test('[S6] Internet Explorer gets a plain page that says why', async () => {
  const { portal } = await startTraining();
  const agent = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko' };
  const page = await (await new Visitor(portal).send('GET', '/', undefined, agent)).text();
  expect(page).toContain('Internet Explorer is not supported');
  expect(page).not.toContain('<script');
});

test('[S6] the address that people have bookmarked is the portal', async () => {
  const { portal } = await startTraining();
  const response = await new Visitor(portal).send('GET', '/iam/portal/Home/portalHome/notifications/');
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('<div id="root">');
});

test('[S3] the document says what the server is to whoever is not signed in, so that their page need not ask', async () => {
  const support = { name: '</script><p>Support', email: 'help@clinic.example', phone: '555-0100' };
  const { portal } = await startTraining({ settings: { support } });
  const said = async (visitor: Visitor) => {
    const html = await (await visitor.send('GET', '/sign-in', undefined, { accept: 'text/html' })).text();
    const [, block] = /<script type="application\/json" id="deployment">(.*?)<\/script>/.exec(html) ?? [];
    return block === undefined ? undefined : (JSON.parse(block) as unknown);
  };
  const nobody = new Visitor(portal);
  const asked = (await (await nobody.send('GET', '/api/deployment')).json()) as unknown;
  expect(asked).toMatchObject({ kind: 'training', support });
  expect(await said(nobody)).toEqual(asked);
  expect(await said(await signedInVisitor(portal, 'maria.garcia'))).toBeUndefined();
});
