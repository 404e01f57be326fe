import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Organizations } from '../../../shared/applications/syntropi/organizations/api.ts';
import { organizations } from '../../../server/applications/syntropi/records.ts';
import { createSyntropi } from '../../../server/applications/syntropi/server.ts';
import { seedSyntropi } from '../../../server/applications/syntropi/training/training.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { clinicStaff, coordinator, type Started, started, stateEmployee } from './started.ts';

let syntropi: Started;
beforeAll(async () => {
  syntropi = await started('syntropi', createSyntropi, seedSyntropi);
});
afterAll(() => syntropi.close());

async function organizationsFor(caller: typeof clinicStaff): Promise<Organizations['organizations']> {
  return ((await (await syntropi.as(caller)).get('/api/organizations')).body as Organizations).organizations;
}

test('[O12] everyone of a site sees its organization: PIN, programs, coordinators and storage units', async () => {
  const [own, ...others] = await organizationsFor(clinicStaff);
  expect(others).toEqual([]);
  expect(own!.pin).toMatch(/^\d{6}$/);
  expect(own!.enrolments.map(({ program }) => program)).toEqual(['COVID-19', 'TVFC', 'ASN']);
  expect(own!.coordinators.map(({ role }) => role)).toEqual(['primary', 'secondary']);
  expect(own!.storageUnits.length).toBeGreaterThan(0);
});

test('[O12] who works for several sites sees the organization of each', async () => {
  const sites = [trainingSites.bluebonnet, trainingSites.pecan];
  const found = await organizationsFor({ ...coordinator, sites });
  expect(found.flatMap(({ sites: own }) => own.map(({ id }) => id))).toEqual(sites.map(({ id }) => id));
});

test('[O12] who works for no site sees no organization', async () => {
  expect(await organizationsFor(stateEmployee)).toEqual([]);
});

test('[O12] an enrolment that was not renewed in time is shown as expired', async () => {
  const enrolment = { program: 'TVFC', status: 'approved', enrolledOn: '2025-11-22' } as const;
  const statusWithRenewal = async (renewBy: string) => {
    await syntropi.store.collection(organizations).update('bluebonnet', (record) => ({
      ...record,
      enrolments: [{ ...enrolment, renewBy }],
    }));
    return (await organizationsFor(clinicStaff))[0]!.enrolments[0]!.status;
  };
  expect(await statusWithRenewal('2026-11-22')).toBe('approved');
  expect(await statusWithRenewal('2026-11-21')).toBe('expired');
});

test('[S2] without a session nothing is answered', async () => {
  expect((await syntropi.stranger.get('/api/organizations')).status).toBe(401);
});
