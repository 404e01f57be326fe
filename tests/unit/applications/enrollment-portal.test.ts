import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { answeredSections, type Answers } from '../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import type { OrderChoice } from '../../../shared/applications/vaos/orders/api.ts';
import type { Notification } from '../../../shared/identity/api/identity.ts';
import { supplied } from '../../../server/applications/vaos/enrollment/supplied.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { eventually } from '../../support/eventually.ts';
import { RelyingParty } from '../../support/relying-party.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor } from '../../support/visitor.ts';
import { complete } from './enrollment-answers.ts';

// What the portal has to do with an enrollment: notices, mail, roles, and what other systems may ask.

const { bluebonnet, juniper, liveOak } = trainingSites;
const yearAndADay = 366 * 86_400_000;

async function start() {
  const party = await RelyingParty.start({
    services: { applications: { scopes: ['enrollments:read'], sites: [bluebonnet, juniper] } },
  });
  onTestFinished(() => party.close());
  const [clock, data] = [new TestClock(), await temporaryFolder()];
  const { portal, applications } = await startTraining({ clock, data, settings: { clients: [party.settings] } });
  party.issuer = new URL(portal).origin;
  const at = (path: string) => new URL(path, applications.syntropi).href;
  const inSyntropi = async (username: string) => {
    const visitor = await signedInVisitor(portal, username);
    await visitor.visit(applications.syntropi);
    return visitor;
  };
  const enrolled = async (site: string) => {
    const { access_token: token } = (await party.ownToken('enrollments:read')).body;
    return fetch(at(`/api/enrollments/${site}`), { headers: { authorization: `Bearer ${token}` } });
  };
  return { clock, data, portal, applications, at, inSyntropi, enrolled };
}

test('[Y2][Y3][Y4] an approval mails the PIN to who signed, opens VAOS for its coordinators, and is what other systems are told', async () => {
  const { clock, data, portal, applications, at, inSyntropi, enrolled } = await start();
  const robin = await inSyntropi('robin.signer');
  const begun = await robin.send('POST', at('/api/enrollment-forms'), { site: juniper.id });
  const { id } = (await begun.json()) as { id: string };
  const form = `/api/enrollment-forms/${id}`;
  const { primary, secondary } = complete.coordinators;
  const answers: Answers = {
    ...complete,
    // The second has no account that works there.
    coordinators: {
      primary: { ...primary, username: 'robin.signer' },
      secondary: { ...secondary, username: 'nobody.here' },
    },
  };
  for (const section of answeredSections) {
    const body = { section, revision: 0, answers: { [section]: answers[section] } };
    expect((await robin.send('PUT', at(`${form}/answers`), body)).status).toBe(200);
  }
  const signed = { signature: 'Robin Signer', agreement: 1 };
  expect((await robin.send('POST', at(`${form}/submission`), signed)).status).toBe(200);
  const notYet = (await (await enrolled(juniper.id)).json()) as object;
  expect(notYet).toMatchObject({ enrollments: [] });
  expect(notYet).not.toHaveProperty('deliveryHours');

  const sam = await inSyntropi('sam.reviewer');
  const told = async () => (await (await sam.send('GET', '/api/notifications')).json()) as Notification[];
  expect((await told()).map(({ title }) => title)).toContain('Enrollment to review: Juniper Training Clinic');
  const approval = await sam.send('POST', at(`/api/enrollment-reviews/${id}/approval`));
  const { pin } = (await approval.json()) as { pin: string };
  expect(pin).toMatch(/^\d{6}$/);
  expect(await (await enrolled(juniper.id)).json()).toEqual({
    asOf: '2026-11-22T15:00:00.000Z',
    enrollments: [{ program: 'TVFC', status: 'approved', enrolledOn: '2026-11-22', renewBy: '2027-11-21' }],
    site: { name: complete.facility.name, pin },
    deliveryHours: ['monday', 'tuesday'].map((day) => ({
      day,
      from: '08:00',
      to: '17:00',
      breakFrom: '12:00',
      breakTo: '13:00',
    })),
  });

  // The role ended her session, and opens VAOS.
  const again = await signedInVisitor(portal, 'robin.signer');
  await again.visit(applications.vaos);
  expect((await again.send('GET', new URL('/api/session', applications.vaos).href)).status).toBe(200);

  // The site orders from its first day, with nothing to count in its first month, and for its own programs alone.
  const inVaos = (path: string) => new URL(`/api/sites/${juniper.id}/${path}`, applications.vaos).href;
  const read = async (path: string) => (await again.send('GET', inVaos(path))).json();
  const first = await Promise.all(['dashboard', 'allocations', 'transfers', 'dashboard'].map(read));
  expect(first).toMatchObject([
    { site: { id: juniper.id, name: complete.facility.name, pin }, counting: { isLate: false }, stock: [], orders: [] },
    { allocations: [] },
    { transfers: [] },
    { site: { pin } },
  ]);
  const { choices } = (await read('order-choices')) as { choices: OrderChoice[] };
  expect(choices.map(({ ndc }) => ndc).toSorted()).toEqual(supplied.TVFC.toSorted());
  const { ndc, packDoses } = choices.find(({ packDoses: doses }) => doses > 1)!;
  const order = { key: randomUUID(), ndc, doses: packDoses, program: 'TVFC' };
  const { number } = (await (await again.send('POST', inVaos('orders'), order)).json()) as { number: string };
  expect((await again.send('POST', inVaos(`orders/${number}/submission`), {})).status).toBe(204);
  expect(await read('dashboard')).toMatchObject({ orders: [{ number, status: 'submitted' }] });

  const notices = (await (await again.send('GET', '/api/notifications')).json()) as Notification[];
  expect(notices.filter(({ text }) => text.includes(`Its PIN is ${pin}.`))).toHaveLength(1);
  await eventually(async () => {
    const files = await readdir(join(data, 'mail'));
    const mails = await Promise.all(files.map((file) => readFile(join(data, 'mail', file), 'utf8')));
    expect(mails.filter((mail) => mail.includes(pin) && mail.includes('robin.signer@training.example'))).toHaveLength(
      1,
    );
  });

  clock.advance(yearAndADay);
  expect(await (await enrolled(juniper.id)).json()).toMatchObject({
    enrollments: [{ program: 'TVFC', status: 'lapsed', renewBy: '2027-11-21' }],
  });
}, 60_000);

test('[Y4][S2] other systems are told of their own sites alone, by a token that was asked for it', async () => {
  const { at, enrolled } = await start();
  const { enrollments } = (await (await enrolled(bluebonnet.id)).json()) as { enrollments: { program: string }[] };
  expect(enrollments.map(({ program }) => program)).toEqual(['COVID-19', 'TVFC', 'ASN']);
  expect((await enrolled(liveOak.id)).status).toBe(403);
  expect((await fetch(at(`/api/enrollments/${bluebonnet.id}`))).status).toBe(401);
}, 60_000);

test('[Y5] the page that tells how an enrollment stands opens without signing in, and no other page does', async () => {
  const { at } = await start();
  const page = (path: string) => fetch(at(path), { redirect: 'manual', headers: { accept: 'text/html' } });
  expect((await page('/status')).status).toBe(200);
  for (const path of ['/', '/enrollments', '/reviews'])
    expect((await page(path)).headers.get('location')).toContain('/sign-in');
}, 60_000);
