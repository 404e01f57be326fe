import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applicationIds } from '../../../shared/applications/applications.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

const inApplication = async (visitor: Visitor, address: string) =>
  (await visitor.send('GET', new URL('/api/session', address).href)).status === 200;

test('[S1][R4] one sign-in opens all three applications, and the audit trail has each', async () => {
  const data = await temporaryFolder();
  const { portal, applications } = await startTraining({ data });
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  for (const id of applicationIds) {
    const { response, way } = await visitor.visit(applications[id]);
    expect(response.status).toBe(200);
    expect(way.at(-1)?.href).toBe(applications[id]);
    expect(await inApplication(visitor, applications[id])).toBe(true);
  }
  const trail = await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8');
  const opened = trail.split('\n').filter((line) => line.includes('"application.opened"'));
  expect(opened.map((line) => JSON.parse(line) as unknown)).toEqual(
    applicationIds.map((application) =>
      expect.objectContaining({ workstation: expect.any(String), detail: { application } }),
    ),
  );
});

test('[S1] whoever opens all applications at the same moment, and each of them twice, gets into every one', async () => {
  const { portal, applications } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  const asked = [...applicationIds, ...applicationIds].map((id) => applications[id]);
  const openAll = async () => {
    const windows = await Promise.all(asked.map((address) => visitor.visit(address)));
    return windows.map(({ way }) => way.at(-1)!.href);
  };
  expect(await openAll()).toEqual(asked);

  // Once more where the portal knows already that this browser signs on.
  for (const id of applicationIds) visitor.cookiesAt(applications[id]).delete(`${id}_session`);
  expect(await openAll()).toEqual(asked);
  for (const id of applicationIds) expect(await inApplication(visitor, applications[id])).toBe(true);

  expect((await visitor.send('POST', '/api/sign-out')).status).toBe(204);
  for (const id of applicationIds) expect(await inApplication(visitor, applications[id])).toBe(false);
});

test('[S2] an application opened directly leads through sign-in and the agreement to the page that was asked for', async () => {
  const { portal, applications } = await startTraining();
  const visitor = new Visitor(portal);
  const asked = new URL('/clients/9900000001', applications.immtrac2).href;

  const toSignIn = await visitor.visit(asked);
  expect(toSignIn.way.at(-1)?.pathname).toBe('/sign-in');
  const continueTo = toSignIn.way.at(-1)!.searchParams.get('continue')!;
  expect(continueTo).toMatch(/^\/oidc\/authorize\?/);

  await visitor.signIn('john.smith');
  const toAgreement = await visitor.visit(continueTo);
  expect(toAgreement.way.at(-1)?.pathname).toBe('/agreement');

  await visitor.agree();
  const { response, way } = await visitor.visit(continueTo);
  expect(response.status).toBe(200);
  expect(way.at(-1)?.href).toBe(asked);
});

test('[S2] a sign-in page that stays open over a weekend still leads where the person was going; after a week it says so', async () => {
  const clock = new TestClock();
  const { portal, applications } = await startTraining({ clock });
  const asked = new URL('/clients/9900000001', applications.immtrac2).href;
  const signInAfter = async (hours: number) => {
    const visitor = new Visitor(portal);
    const continueTo = (await visitor.visit(asked)).way.at(-1)!.searchParams.get('continue')!;
    clock.advance(hours * 3_600_000);
    await visitor.signIn('maria.garcia');
    await visitor.agree();
    const { response, way } = await visitor.visit(continueTo);
    return { status: response.status, path: way.at(-1)!.pathname };
  };
  expect(await signInAfter(63)).toEqual({ status: 200, path: new URL(asked).pathname });
  expect(await signInAfter(8 * 24)).toEqual({ status: 400, path: '/sign-in/callback' });
  // What an earlier version had led to is forgotten; the portal says that.
  const { headers } = await new Visitor(portal).send('GET', '/interaction/unknown');
  expect(headers.get('location')).toBe('/?expired-destination=1');
});

test('[A1] nobody enters an application before the agreement, whichever way they try', async () => {
  const { portal, applications } = await startTraining();
  const visitor = new Visitor(portal);
  await visitor.signIn('maria.garcia');
  expect(
    ((await (await visitor.send('GET', '/api/session')).json()) as { applications: unknown[] }).applications,
  ).toEqual([]);
  expect((await visitor.send('GET', '/api/notifications')).status).toBe(403);
  for (const id of applicationIds) {
    expect((await visitor.visit(applications[id])).way.at(-1)?.pathname).toBe('/agreement');
    expect(await inApplication(visitor, applications[id])).toBe(false);
  }
});

test('[A1] agreeing to a text that is not the current one counts for nothing', async () => {
  const { portal } = await startTraining();
  const visitor = new Visitor(portal);
  await visitor.signIn('maria.garcia');
  const response = await visitor.send('POST', '/api/agreement/acceptance', { version: '2026-01', sha256: 'another' });
  expect(response.status).toBe(409);
  expect(await (await visitor.send('GET', '/api/session')).json()).toMatchObject({ pending: 'agreement' });
});

test('[O2] clinic staff are not offered VAOS, and its address refuses them', async () => {
  const { portal, applications } = await startTraining();
  const visitor = await signedInVisitor(portal, 'john.smith');
  const session = (await (await visitor.send('GET', '/api/session')).json()) as { applications: { id: string }[] };
  expect(session.applications.map(({ id }) => id)).toEqual(['immtrac2', 'syntropi']);

  const { response, way } = await visitor.visit(applications.vaos);
  expect(response.status).toBe(403);
  expect(way.at(-1)?.searchParams.get('error')).toBe('access_denied');
  expect(await inApplication(visitor, applications.vaos)).toBe(false);
  // Having been refused does not cost what they may open.
  expect((await visitor.visit(applications.syntropi)).response.status).toBe(200);
});

test('[S1] signing out at the portal ends the session of every application', async () => {
  const { portal, applications } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  for (const id of applicationIds) await visitor.visit(applications[id]);

  expect((await visitor.send('POST', '/api/sign-out')).status).toBe(204);
  for (const id of applicationIds) {
    expect(await inApplication(visitor, applications[id])).toBe(false);
    expect((await visitor.visit(applications[id])).way.at(-1)?.pathname).toBe('/sign-in');
  }
});

test('[S1] signing out in one application ends the portal’s session and the other applications', async () => {
  const { portal, applications } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  for (const id of applicationIds) await visitor.visit(applications[id]);

  const signedOut = await visitor.send('POST', new URL('/api/sign-out', applications.vaos).href);
  const { continue: endSession } = (await signedOut.json()) as { continue: string };
  // One request, and no page in between on which the session would still live.
  expect((await visitor.send('GET', endSession)).headers.get('location')).toBe(portal);
  expect((await visitor.send('GET', '/api/session')).status).toBe(401);
  for (const id of applicationIds) expect(await inApplication(visitor, applications[id])).toBe(false);
});

test('[S2] a return address outside the application leads to its start instead', async () => {
  const { portal, applications } = await startTraining();
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  for (const to of ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)']) {
    const { way } = await visitor.visit(`${applications.vaos}sign-in?to=${encodeURIComponent(to)}`);
    expect(way.at(-1)?.href, to).toBe(applications.vaos);
  }
  // A path that begins with two slashes is a path here, not a host.
  const { way } = await visitor.visit(`${applications.vaos}sign-in?to=${encodeURIComponent('/.//evil.example')}`);
  expect(way.at(-1)?.host).toBe(new URL(applications.vaos).host);
});
