import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { announcementsOfToday } from '../../../server/applications/immtrac2/entry/announcements.ts';
import { entryOf } from '../../../server/applications/immtrac2/entry/entry.ts';
import { entries, sites } from '../../../server/applications/immtrac2/records.ts';
import { createImmTrac2 } from '../../../server/applications/immtrac2/server.ts';
import { agreementNotices } from '../../../server/applications/immtrac2/sites/agreement-notices.ts';
import { standingOfSite } from '../../../server/applications/immtrac2/sites/site-agreements.ts';
import { seedImmTrac2 } from '../../../server/applications/immtrac2/training/training.ts';
import type { Caller } from '../../../server/applications/platform/relying-party/session.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import type { Entry } from '../../../shared/applications/immtrac2/api.ts';
import type { Renewal, SiteAgreements } from '../../../shared/applications/immtrac2/sites/api.ts';
import { defaultTimeZone, plusDays, plusMonths } from '../../../shared/contract/time.ts';
import type { NewNotice } from '../../../shared/identity/api/notices.ts';
import { TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { add, agreed, consent, details, fieldsOf, given, read, record, search, today } from './registry-steps.ts';
import { clinicStaff, clock, type Started, started } from './started.ts';

const { bluebonnet, pecan } = trainingSites;
const contact: Caller = {
  ...clinicStaff,
  accountId: 'contact',
  roles: ['point-of-contact', 'clinic-staff'],
  sites: [bluebonnet, pecan],
};
const signer: Caller = { ...contact, accountId: 'signer', name: 'Sam Signer', roles: ['authorized-signer'] };

let registry: Started;
beforeAll(async () => {
  registry = await started('immtrac2', createImmTrac2, seedImmTrac2);
});
afterAll(() => registry.close());

const signedOn = (day: string, site = bluebonnet) =>
  registry.store
    .collection(sites)
    .put({ ...site, agreement: { signer: 'Robin Signer, MD (Training)', signedOn: day } });

function renewal(change: Partial<Renewal> = {}): Renewal {
  return {
    profile: {
      street: '1 Training Way',
      city: 'Austin',
      zip: '78702',
      county: 'Travis',
      phone: '(512) 555-0100',
      intent: 'both',
      reporting: ['online'],
      provider: 'Robin Signer, MD',
      license: 'T1234',
      contact: 'Casey Coordinator',
      contactEmail: 'casey@training.example',
      contactPhone: '512-555-0101',
    },
    agreed: true,
    signature: { signer: 'Robin Signer', title: 'MD', signedOn: today, onPaper: true },
    ...change,
  };
}

test('[O10] a Point of Contact of several sites switches between all of them, and what is recorded is recorded for that one', async () => {
  const visitor = await agreed(registry, contact);
  expect((await visitor.get('/api/entry')).body).toMatchObject({ site: bluebonnet });
  expect((await visitor.post('/api/entry/site', { siteId: pecan.id })).body).toMatchObject({ site: pecan });
  const id = await add(visitor, details({ lastName: 'Switched-Sample' }));
  await visitor.post(`/api/clients/${id}/observations`, { code: '014' });
  expect((await read(visitor, id)).observations).toMatchObject([{ site: pecan.name }]);
  // Each session has its own, and nobody switches to a site that is not theirs.
  expect((await (await agreed(registry, contact)).get('/api/entry')).body).toMatchObject({ site: bluebonnet });
  const other = await agreed(registry);
  expect(fieldsOf(await other.post('/api/entry/site', { siteId: pecan.id }))).toEqual(['siteId']);
});

test('[I9] a Point of Contact renews each of their sites with what was signed on paper, and the agreement before is kept', async () => {
  const visitor = await agreed(registry, contact);
  const before = registry.trail.recorded.length;
  for (const { id } of [bluebonnet, pecan]) {
    expect((await visitor.post(`/api/site-agreements/${id}/renewal`, renewal())).status).toBe(204);
  }
  const { agreements } = (await visitor.get('/api/site-agreements')).body as SiteAgreements;
  expect(agreements).toMatchObject(
    [bluebonnet, pecan].map((site) => ({
      site,
      signed: { signer: 'Robin Signer', title: 'MD', on: today, renewBy: plusMonths(today, 12) },
      standing: 'in-force',
      profile: { phone: '5125550100', contactPhone: '5125550101' },
      mayRenew: true,
    })),
  );
  expect((await registry.store.collection(sites).get(bluebonnet.id))?.formerAgreements).toMatchObject([
    { signer: 'Robin Signer, MD (Training)', signedOn: '2026-04-22' },
  ]);
  expect(registry.trail.recorded.slice(before)).toMatchObject(
    [bluebonnet, pecan].map(({ id }) => ({ event: 'site-agreement.renewed', about: { site: id } })),
  );
});

test('[I9] the Authorized Signer signs here with their own name and today’s date; nobody signs for another', async () => {
  const own = { signer: ' sam signer ', title: 'MD', signedOn: today, onPaper: false };
  const path = `/api/site-agreements/${bluebonnet.id}/renewal`;
  const visitor = await agreed(registry, signer);
  expect((await visitor.post(path, renewal({ signature: own }))).status).toBe(204);
  const refusedFor = async (signature: Partial<Renewal['signature']>, by = signer) =>
    fieldsOf(await (await agreed(registry, by)).post(path, renewal({ signature: { ...own, ...signature } })));
  expect(await refusedFor({ signer: 'Robin Signer' })).toEqual(['signature.signer']);
  expect(await refusedFor({ signedOn: plusDays(today, -1) })).toEqual(['signature.signedOn']);
  expect(await refusedFor({}, contact)).toEqual(['signature.onPaper']);
});

test('[I9] what is missing or does not fit is refused with its field named', async () => {
  const visitor = await agreed(registry, contact);
  const path = `/api/site-agreements/${bluebonnet.id}/renewal`;
  const { profile, signature } = renewal();
  const wrong = renewal({
    profile: { ...profile, street: ' ', zip: '787', phone: '12', contactEmail: 'casey' },
    agreed: false,
    signature: { ...signature, signer: ' ', signedOn: plusDays(today, -61) },
  });
  expect(fieldsOf(await visitor.post(path, wrong))).toEqual([
    'profile.street',
    'profile.zip',
    'profile.phone',
    'profile.contactEmail',
    'agreed',
    'signature.signer',
    'signature.signedOn',
  ]);
  expect((await visitor.post('/api/site-agreements/0009999999/renewal', renewal())).status).toBe(404);
});

test.each([
  ['in force', '2026-04-22', 'in-force'],
  ['to be renewed within sixty days', plusDays(plusMonths(today, -12), 60), 'renew-soon'],
  ['on its last day', plusMonths(today, -12), 'renew-soon'],
  ['over, in the days of grace', plusDays(plusMonths(today, -12), -30), 'overdue'],
  ['lapsed', plusDays(plusMonths(today, -12), -31), 'lapsed'],
] as const)('[I9] an agreement is %s', (_what, day, standing) => {
  expect(standingOfSite({ agreement: { signer: 'Robin Signer', signedOn: day } }, today)).toBe(standing);
});

test('[I9] a lapsed site looks up, prints and corrects, and records nothing new until it is renewed', async () => {
  const visitor = await agreed(registry);
  const who = details({ lastName: 'Lapsed-Sample' });
  const id = await add(visitor, who);
  await record(visitor, id, [given()]);
  await signedOn(plusDays(plusMonths(today, -12), -31));
  onTestFinished(async () => {
    await signedOn('2026-04-22');
  });

  expect((await visitor.get('/api/entry')).body).toMatchObject({ standing: 'lapsed' });
  const other = details({ lastName: 'Lapsed-Other' });
  await search(visitor, other);
  const refusals = [
    await visitor.post('/api/clients', { details: other, consent, siteId: bluebonnet.id }),
    await record(visitor, id, [given({ cvx: '21', tradeName: 'VARIVAX', lot: 'V1' })]),
    await record(visitor, id, [{ cvx: '21' }], { date: '2024-05-05', historical: 'parent' }),
    await visitor.post(`/api/clients/${id}/observations`, { code: '014' }),
    await visitor.post(`/api/clients/${id}/refusals`, {
      date: today,
      siteId: bluebonnet.id,
      group: 'MMR',
      reason: 'other',
    }),
  ];
  expect(refusals.map((answer) => [answer.status, ...fieldsOf(answer)])).toEqual(Array(5).fill([422, 'siteId']));
  const found = await read(visitor, id);
  const [dose] = found.history.flatMap(({ immunizations }) => immunizations);
  const corrected = { date: today, dose: given({ lot: 'OTHER1' }), reason: 'misread' };
  expect((await visitor.put(`/api/clients/${id}/immunizations/${dose!.id}`, corrected)).status).toBe(204);
  // Somebody of two sites goes on for the other one.
  const both = await agreed(registry, contact);
  expect(
    (await record(both, id, [{ cvx: '21' }], { date: '2024-05-05', historical: 'parent', siteId: pecan.id })).status,
  ).toBe(204);

  await both.post(`/api/site-agreements/${bluebonnet.id}/renewal`, renewal());
  expect((await record(visitor, id, [{ cvx: '94' }], { date: '2025-05-05', historical: 'parent' })).status).toBe(204);
});

test('[I9] a site is told 60, 30 and 7 days before, each notice in place of the one before, and no more once it is renewed', async () => {
  const store = await openLowdbStore({ directory: await temporaryFolder(), key: randomBytes(32) });
  onTestFinished(() => store.close());
  const time = new TestClock();
  time.advance(clock.now() - time.now());
  const posted: NewNotice[] = [];
  const withdrawn: string[] = [];
  const job = agreementNotices({
    store,
    clock: time,
    timeZone: defaultTimeZone,
    origin: 'https://immtrac2.example',
    services: {
      postNotice: async (notice) => void posted.push(notice),
      withdrawNotice: async (key) => void withdrawn.push(key),
    },
  });
  const renewBy = plusDays(today, 61);
  const agreement = { signer: 'Robin Signer', signedOn: plusMonths(renewBy, -12) };
  await store.collection(sites).put({ ...bluebonnet, agreement });
  await store.collection(sites).put({ ...pecan, agreement: null });
  const told = async (days: number) => {
    time.advance(days * 24 * 3_600_000);
    const before = posted.length;
    await job.run();
    await job.run();
    return posted.slice(before).map(({ key, expiresAt }) => [key.split(':').at(-1), expiresAt.slice(0, 10)]);
  };
  expect(await told(0)).toEqual([]);
  expect(await told(1)).toEqual([['60', plusDays(renewBy, -30)]]);
  expect(await told(29)).toEqual([]);
  expect(await told(1)).toEqual([['30', plusDays(renewBy, -7)]]);
  expect(await told(24)).toEqual([['7', plusDays(renewBy, 1)]]);
  expect(posted[0]).toMatchObject({
    to: { site: bluebonnet.id },
    action: { address: 'https://immtrac2.example/site-agreement' },
    translations: {
      es: { title: expect.stringMatching(/^Renueve .* a más tardar el \d+ de \p{L}+ de \d+$/u) as string },
    },
  });
  await store.collection(sites).put({ ...bluebonnet, agreement: { ...agreement, signedOn: today } });
  expect(await told(1)).toEqual([]);
  expect(withdrawn.toSorted()).toEqual(posted.map(({ key }) => key).toSorted());
});

const at = (day: string) => ({ clock: { now: () => Date.parse(`${day}T18:00:00Z`) }, timeZone: defaultTimeZone });

test('[O5] an announcement is shown from its first day through its last, and nobody waits for one that is over', async () => {
  const announcements = [
    { title: 'Outbreak', paragraphs: ['Measles in Hays County.'], from: '2026-11-01', until: '2026-11-30' },
  ];
  const shownOn = (day: string) => announcementsOfToday({ announcements, ...at(day) }).map(({ title }) => title);
  expect(['2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01'].map(shownOn)).toEqual([
    [],
    ['Outbreak'],
    ['Outbreak'],
    [],
  ]);

  await registry.store.collection(entries).put({ id: 'late', due: 'pandemic-message', endsAt: clock.now() + 1 });
  const entered = (day: string) =>
    entryOf({ store: registry.store, announcements, ...at(day) }, { id: 'late', caller: clinicStaff });
  expect(await entered('2026-11-30')).toMatchObject({
    due: 'pandemic-message',
    announcements: [{ title: 'Outbreak' }],
  });
  expect(await entered('2026-12-01')).toMatchObject({ due: 'none', announcements: [] });
});

test('[O5] without further settings the Pandemic Message is told, after the landing screen', async () => {
  const visitor = await registry.as(clinicStaff);
  await visitor.post('/api/entry', { step: 'statement' });
  const entry = (await visitor.post('/api/entry', { step: 'landing' })).body as Entry;
  expect(entry).toMatchObject({ due: 'pandemic-message', announcements: [{ title: 'Pandemic Message' }] });
});
