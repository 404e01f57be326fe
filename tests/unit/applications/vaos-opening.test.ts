import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { Program } from '../../../shared/applications/programs.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { defaultTimeZone } from '../../../shared/contract/time.ts';
import type { EnrolledSite } from '../../../server/applications/vaos/enrollment/enrolled.ts';
import { learnSite, siteOpening } from '../../../server/applications/vaos/enrollment/opening.ts';
import { sites } from '../../../server/applications/vaos/records.ts';
import { supplied } from '../../../server/applications/vaos/enrollment/supplied.ts';
import { Problem } from '../../../server/http/problem.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { clock } from './started.ts';

const id = '0009990003';
const known = (pin: string, ...programs: (readonly [Program, 'approved' | 'lapsed'])[]): EnrolledSite => ({
  asOf: '2026-11-22T18:00:00Z',
  site: { name: 'Juniper Training Clinic', pin },
  enrollments: programs.map(([program, status]) => ({ program, status })),
});

async function vaos(says: () => EnrolledSite | undefined) {
  const store = await openLowdbStore({ directory: await temporaryFolder(), key: randomBytes(32) });
  onTestFinished(() => store.close());
  const deps = { store, clock, timeZone: defaultTimeZone };
  let asked = 0;
  const enrollment = {
    ofSite: async () => {
      asked += 1;
      return says();
    },
  };
  return {
    deps,
    enrollment,
    open: siteOpening(deps, enrollment),
    asked: () => asked,
    site: () => store.collection(sites).get(id),
  };
}

test('[Y2][V2] a site opens once its enrollment is approved, and Syntropi is not asked again', async () => {
  const answers = [known('990003', ['TVFC', 'lapsed']), { asOf: '', enrollments: [] }, undefined];
  const { open, asked, site } = await vaos(() =>
    answers.length > 0 ? answers.pop() : known('990003', ['ASN', 'approved']),
  );
  for (let tries = 1; tries <= 3; tries += 1) {
    await open(id);
    expect(await site()).toBeUndefined();
  }
  await Promise.all(Array.from({ length: 16 }, () => open(id)));
  expect(await site()).toEqual({
    id,
    name: 'Juniper Training Clinic',
    pin: '990003',
    openedOn: '2026-11-22',
    maximumStock: Object.fromEntries(supplied.ASN.map((ndc) => [ndc, limits.stock.usualMaximum])),
  });
  await open(id);
  const before = asked();
  await open(id);
  expect(asked()).toBe(before);
});

test('[Y4][V2] a program that is approved later adds what it supplies, and maxima that were set stay', async () => {
  let says = known('990003', ['ASN', 'approved']);
  const { deps, enrollment, site } = await vaos(() => says);
  await learnSite(deps, id, enrollment);
  const [ndc] = supplied.ASN;
  await deps.store
    .collection(sites)
    .update(id, (before) => ({ ...before, maximumStock: { ...before.maximumStock, [ndc]: 20 } }));
  says = known('990004', ['ASN', 'approved'], ['COVID-19', 'approved'], ['TVFC', 'lapsed']);
  await learnSite(deps, id, enrollment);
  const { maximumStock, pin } = (await site())!;
  expect(pin).toBe('990004');
  expect(Object.keys(maximumStock!).toSorted()).toEqual([...supplied.ASN, ...supplied['COVID-19']].toSorted());
  expect(maximumStock![ndc]).toBe(20);
});

test('[V2] a site whose maxima the State has set is left as it is', async () => {
  const { deps, enrollment, site } = await vaos(() => known('990003', ['TVFC', 'approved']));
  const set = { id, name: 'Juniper', pin: '990009', maximumStock: {} };
  await deps.store.collection(sites).insert(set);
  await learnSite(deps, id, enrollment);
  expect(await site()).toEqual(set);
});

test('[V2] where Syntropi cannot say, whoever asks is told so, and the next request asks again', async () => {
  let isAway = true;
  const { open, site } = await vaos(() => {
    if (isAway) throw new Problem('application-unreachable');
    return known('990003', ['TVFC', 'approved']);
  });
  await expect(open(id)).rejects.toThrow(Problem);
  isAway = false;
  await open(id);
  expect((await site())?.pin).toBe('990003');
});
