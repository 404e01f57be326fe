import { expect, test } from 'vitest';
import type { Announcement, NewAnnouncement } from '../../../shared/identity/api/announcements.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { ProblemDetails } from '../../../shared/contract/problems.ts';
import type { Notification } from '../../../shared/identity/api/identity.ts';
import { readChained } from '../../../server/identity/audit/chain.ts';
import { chainKey } from '../../../server/identity/audit/audit-trail.ts';
import { trailContents, linesOf } from '../../../server/identity/audit/trail-files.ts';
import { openKeys } from '../../../server/keys/key-ring.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, type Visitor } from '../../support/visitor.ts';

// The test clock stands at 9:00 AM in Chicago on November 22, 2026.
const given: NewAnnouncement = {
  severity: 'warning',
  audience: {},
  from: '2026-11-22T08:00',
  to: '2026-11-22T18:00',
  en: { title: 'The portal is away tonight', text: 'From 8 PM to 10 PM it is moved to another server.' },
  es: { title: 'El portal no estará esta noche', text: 'De 8 a 10 de la noche se pasa a otro servidor.' },
};

async function shownTo(visitor: Visitor, language = 'en'): Promise<string[]> {
  const answer = await visitor.send('GET', '/api/notifications', undefined, { 'accept-language': language });
  const all = (await answer.json()) as Notification[];
  return all.filter(({ id }) => id.startsWith('announcement/')).map(({ title }) => title);
}

const write = (by: Visitor, changes: Partial<NewAnnouncement> = {}) =>
  by.send('POST', '/api/announcements', { ...given, ...changes });
const written = async (by: Visitor, changes: Partial<NewAnnouncement> = {}) =>
  (await (await write(by, changes)).json()) as Announcement;

test('[N1] what an administrator announces is shown to whom it is for, in their language, in its time', async () => {
  const clock = new TestClock();
  const { portal } = await startTraining({ clock });
  const admin = await signedInVisitor(portal, 'it.admin');
  const maria = await signedInVisitor(portal, 'maria.garcia');
  const john = await signedInVisitor(portal, 'john.smith');
  const everybody = await written(admin);
  expect(everybody).toMatchObject({ state: 'shown', version: 1, from: given.from, to: given.to });
  await written(admin, { audience: { role: 'administrator' }, en: { ...given.en, title: 'For administrators' } });
  const ofSite = await written(admin, {
    severity: 'information',
    audience: { site: trainingSites.pecan.id },
    en: { ...given.en, title: 'For Pecan Street' },
  });
  expect(ofSite.siteName).toBe(trainingSites.pecan.name);
  const sites = await admin.send('GET', '/api/announcements/sites');
  expect(await sites.json()).toEqual(expect.arrayContaining([trainingSites.bluebonnet, trainingSites.pecan]));
  const later = await written(admin, { from: '2026-11-22T10:00', en: { ...given.en, title: 'From ten on' } });
  expect(later.state).toBe('upcoming');

  // She works at both clinics, he at the other one, and the administrator at none.
  expect(await shownTo(maria)).toEqual([given.en.title, 'For Pecan Street']);
  expect(await shownTo(john)).toEqual([given.en.title]);
  expect(await shownTo(john, 'es-MX')).toEqual([given.es.title]);
  expect((await shownTo(admin)).toSorted()).toEqual(['For administrators', given.en.title]);

  clock.advance(60 * 60 * 1000 - 1);
  const again = await signedInVisitor(portal, 'john.smith');
  expect(await shownTo(again)).toEqual([given.en.title]);
  clock.advance(1);
  expect(await shownTo(again)).toEqual(['From ten on', given.en.title]);
});

test('[N1] an announcement is changed and withdrawn by whoever saw its newest form, and the trail has it without its words', async () => {
  const [clock, data] = [new TestClock(), await temporaryFolder()];
  const masterKey = Buffer.alloc(32, 7);
  const { portal } = await startTraining({ clock, data, masterKey });
  const admin = await signedInVisitor(portal, 'it.admin');
  const maria = await signedInVisitor(portal, 'maria.garcia');
  const { id } = await written(admin);
  const place = `/api/announcements/${id}`;
  const changed = { ...given, en: { ...given.en, title: 'Tomorrow instead' } };
  expect((await admin.send('PUT', place, { ...changed, version: 1 })).status).toBe(200);
  expect(await shownTo(maria)).toEqual(['Tomorrow instead']);
  expect((await admin.send('PUT', place, { ...given, version: 1 })).status).toBe(409);
  expect((await admin.send('POST', `${place}/withdrawal`, { version: 1 })).status).toBe(409);
  expect((await admin.send('POST', `${place}/withdrawal`, { version: 2 })).status).toBe(200);
  expect(await shownTo(maria)).toEqual([]);
  // What was withdrawn does not come back.
  expect((await admin.send('PUT', place, { ...given, version: 3 })).status).toBe(409);
  expect((await admin.send('PUT', '/api/announcements/none', { ...given, version: 3 })).status).toBe(404);

  const key = chainKey(await openKeys(data, masterKey));
  const entries = [];
  for await (const { content } of trailContents(`${data}/audit`)) {
    entries.push(...linesOf(content).lines.map((line) => readChained(line, key)!));
  }
  const own = entries.filter(({ event }) => event.startsWith('announcement.'));
  expect(own.map(({ event, detail }) => [event, detail])).toEqual([
    ['announcement.written', { announcement: id, version: '1', to: 'everybody' }],
    ['announcement.changed', { announcement: id, version: '2', to: 'everybody' }],
    ['announcement.withdrawn', { announcement: id, version: '3', to: 'everybody' }],
  ]);
  expect(own.every(({ account, workstation }) => account && workstation)).toBe(true);
});

test('[N1] an announcement that could not be shown as it was meant is refused, and says which field is wrong and why', async () => {
  const { portal } = await startTraining({ clock: new TestClock() });
  const admin = await signedInVisitor(portal, 'it.admin');
  const wrong: [Partial<NewAnnouncement>, field: string, code: string][] = [
    [{ en: { ...given.en, title: ' ' } }, 'en.title', 'not-plain'],
    [{ es: { ...given.es, text: 'uno\ndos' } }, 'es.text', 'not-plain'],
    [{ from: '2026-02-30T08:00' }, 'from', 'not-a-time'],
    [{ to: '2026-11-22T25:00' }, 'to', 'not-a-time'],
    [{ to: '2026-11-22T09:00' }, 'to', 'over'],
    [{ from: '2026-12-01T08:00', to: '2026-12-01T08:00' }, 'to', 'ends-before'],
    [{ to: '2028-01-01T08:00' }, 'to', 'too-long'],
    [{ audience: { site: '123' } }, 'audience.site', 'unknown-site'],
  ];
  for (const [changes, field, code] of wrong) {
    const answer = await write(admin, changes);
    expect(answer.status).toBe(400);
    expect(((await answer.json()) as ProblemDetails).fields).toMatchObject([{ field, code }]);
  }
  for (let n = 0; n < limits.announcements.kept; n++) expect((await write(admin)).status).toBe(200);
  expect((await write(admin)).status).toBe(429);
}, 60_000);
