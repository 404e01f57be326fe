import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Dashboard } from '../../../shared/applications/vaos/overview/api.ts';
import { lotCondition } from '../../../server/applications/vaos/overview/dashboard.ts';
import { createVaos } from '../../../server/applications/vaos/server.ts';
import { seedVaos } from '../../../server/applications/vaos/training/training.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { clinicStaff, coordinator, type Started, started } from './started.ts';

const { bluebonnet, pecan } = trainingSites;
const dashboardOf = ({ id }: { id: string }) => `/api/sites/${id}/dashboard`;
const notPermitted = { status: 403, body: expect.objectContaining({ type: '/problems/not-permitted' }) };

let vaos: Started;
beforeAll(async () => {
  vaos = await started('vaos', createVaos, seedVaos);
});
afterAll(() => vaos.close());

test('[O2] stock and orders are for coordinators, also if the identity server let someone else in', async () => {
  expect(await (await vaos.as(clinicStaff)).get(dashboardOf(bluebonnet))).toEqual(notPermitted);
  for (const role of ['primary-vaccine-coordinator', 'secondary-vaccine-coordinator'] as const) {
    const visitor = await vaos.as({ ...coordinator, roles: [role] });
    expect((await visitor.get(dashboardOf(bluebonnet))).status).toBe(200);
  }
});

test('[O2] without a session nothing is answered', async () => {
  expect((await vaos.stranger.get(dashboardOf(bluebonnet))).status).toBe(401);
});

test('[O12] a coordinator sees the sites of their own and no others', async () => {
  expect(await (await vaos.as(coordinator)).get(dashboardOf(pecan))).toEqual(notPermitted);
  const both = await vaos.as({ ...coordinator, sites: [bluebonnet, pecan] });
  expect((await both.get(dashboardOf(pecan))).body).toMatchObject({ site: pecan });
});

test('[O12] stock is listed by lot with its NDC in 5-4-2, its expiration and its doses', async () => {
  const { stock, orders } = (await (await vaos.as(coordinator)).get(dashboardOf(bluebonnet))).body as Dashboard;
  expect(stock.length).toBeGreaterThan(15);
  expect(orders.length).toBeGreaterThan(5);
  for (const lot of stock) {
    expect(lot.ndc).toMatch(/^\d{5}-\d{4}-\d{2}$/);
    expect(lot.lot).toMatch(/^[A-Z0-9]{1,20}$/);
    expect(lot).toMatchObject({ vaccine: expect.stringMatching(/./), manufacturer: expect.stringMatching(/./) });
  }
});

test('[O12] a lot may be used through its expiration date, and is flagged thirty days before', () => {
  expect(
    ['2026-11-21', '2026-11-22', '2026-12-22', '2026-12-23'].map((date) => lotCondition(date, '2026-11-22')),
  ).toEqual(['expired', 'expiring', 'expiring', 'usable']);
});

test('[O12] the training stock shows expired, expiring and usable lots', async () => {
  const { stock } = (await (await vaos.as(coordinator)).get(dashboardOf(bluebonnet))).body as Dashboard;
  expect(new Set(stock.map(({ condition }) => condition))).toEqual(new Set(['expired', 'expiring', 'usable']));
});
