import { expect, test } from 'vitest';
import type { ImportReport } from '../../../shared/identity/api/import.ts';
import type { KeptSite } from '../../../shared/identity/api/sites.ts';
import type { FoundPeople } from '../../../shared/identity/api/support.ts';
import { signedInVisitor, type Visitor } from '../../support/visitor.ts';
import { act, problemOf, startAdministration } from './administration-steps.ts';

const north = { id: '0042', name: 'North Clinic' };

async function start() {
  const started = await startAdministration();
  const { admin } = started;
  return {
    ...started,
    site: (path: string, request: object) => admin.send('POST', `/api/sites${path}`, request),
    list: async () => (await (await admin.send('GET', '/api/sites')).json()) as KeptSite[],
    give: (username: string, ...sites: object[]) => act(admin, 'sites', username, { sites }),
    sitesOf: async (username: string) => (await find(admin, username))[0]!.sites,
  };
}

async function find(by: Visitor, text: string) {
  const { people } = (await (await by.send('POST', '/api/support/accounts/search', { text })).json()) as FoundPeople;
  return people;
}

test('[R3] a site is made, and renamed for everybody who has it, who are found by its new name and stay signed in', async () => {
  const { admin, portal, site, list, give, sitesOf, trail } = await start();
  expect((await site('', north)).status).toBe(200);
  expect(await list()).toContainEqual({ ...north, closed: false, people: 0 });
  // Also where it is known by its people alone.
  const [known] = await sitesOf('john.smith');
  for (const id of ['0042', known!.id]) {
    expect((await problemOf(await site('', { id, name: 'Another' }))).type).toContain('site-refused');
  }
  // Whoever types another name for it does not rename it.
  await give('john.smith', { ...north, name: 'Nrth Clinc' });
  expect(await sitesOf('john.smith')).toEqual([north]);

  const john = await signedInVisitor(portal, 'john.smith');
  const riverside = { ...north, name: 'Riverside Clinic' };
  expect((await site('/rename', riverside)).status).toBe(200);
  expect(await list()).toContainEqual({ ...riverside, closed: false, people: 1 });
  expect((await john.send('GET', '/api/session')).status).toBe(200);
  expect(await find(admin, 'riverside')).toMatchObject([{ username: 'john.smith', sites: [riverside] }]);
  expect(await find(admin, 'north')).toEqual([]);
  expect((await site('/rename', { id: '9999', name: 'Nowhere' })).status).toBe(404);
  expect((await site('/rename', riverside)).status).toBe(200);

  const entries = (await trail()).filter(({ event }) => event.startsWith('site.'));
  expect(entries.map(({ event, detail }) => [event, detail])).toEqual([
    ['site.created', { site: '0042' }],
    ['site.renamed', { site: '0042' }],
  ]);
});

test('[R3] a closed site is given to nobody, by page, new account or file, and whoever has it keeps it', async () => {
  const { admin, site, give, sitesOf } = await start();
  await site('', north);
  await give('john.smith', north);
  await site('/closed', { id: north.id, closed: true });
  const offered = async () =>
    ((await (await admin.send('GET', '/api/announcements/sites')).json()) as KeptSite[]).map(({ id }) => id);
  expect(await offered()).not.toContain(north.id);

  expect(await problemOf(await give('maria.garcia', north))).toMatchObject({
    parameters: { refusal: 'closed site' },
  });
  const facts = { name: 'New Person', email: 'new@clinic.example', roles: ['clinic-staff'], sites: [north] };
  expect((await act(admin, 'create', 'new.person', facts)).status).toBe(422);
  const csv = [
    'username,name,email,roles,sites',
    'another.person,Another Person,another@clinic.example,clinic-staff,0042:North Clinic',
    'john.smith,John Quincy Smith,john.smith@training.example,clinic-staff,0042:Whatever',
  ].join('\n');
  const file = { csv, dryRun: false, partial: true, update: true };
  const report = (await (await admin.send('POST', '/api/accounts/import', file)).json()) as ImportReport;
  expect(report).toMatchObject({ created: 0, updated: [{ field: 'name' }], refused: [{ line: 2, field: 'sites' }] });
  expect(await sitesOf('john.smith')).toEqual([north]);
  expect((await give('john.smith', north, { id: '7', name: 'South Clinic' })).status).toBe(200);

  await site('/closed', { id: north.id, closed: false });
  expect((await give('maria.garcia', north)).status).toBe(200);
  expect(await offered()).toContain(north.id);
});
