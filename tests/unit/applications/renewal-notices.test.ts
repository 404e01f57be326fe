import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';
import { organizations } from '../../../server/applications/syntropi/records.ts';
import { renewalNotices } from '../../../server/applications/syntropi/renewal-notices.ts';
import { seedSyntropi } from '../../../server/applications/syntropi/training.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { defaultTimeZone, plusDays, today } from '../../../shared/contract/time.ts';
import type { Notification } from '../../../shared/identity/api/identity.ts';
import type { NewNotice } from '../../../shared/identity/api/notices.ts';
import { eventually } from '../../support/eventually.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor } from '../../support/visitor.ts';

const day = 24 * 3_600_000;

/** Syntropi's records with one enrollment, which has to be renewed in so many days. */
async function renewedIn(days: number, status: 'approved' | 'submitted' = 'approved') {
  const store = await openLowdbStore({ directory: await temporaryFolder(), key: randomBytes(32) });
  onTestFinished(() => store.close());
  const time = { clock: new TestClock(), timeZone: defaultTimeZone };
  await seedSyntropi(store, time);
  const renewBy = plusDays(today(time), days);
  for (const { id } of await store.collection(organizations).list())
    await store.collection(organizations).update(id, (organization) => ({
      ...organization,
      enrolments: id === 'bluebonnet' ? [{ program: 'TVFC', status, renewBy }] : [],
    }));
  const posted: NewNotice[] = [];
  const state = { fails: false };
  const postNotice = async (notice: NewNotice) => {
    if (state.fails) throw new Error('away');
    posted.push(notice);
  };
  const job = renewalNotices({ ...time, store, origin: 'https://syntropi.example', services: { postNotice } });
  return { ...time, job, posted, renewBy, state };
}

test('[J2] a site is told once that its enrollment is due within sixty days, until the day is over', async () => {
  const { clock, job, posted, renewBy } = await renewedIn(limits.renewal.noticeDaysAhead);
  await job.run();
  clock.advance(day);
  await job.run();
  expect(posted).toEqual([
    {
      key: `renewal:${trainingSites.bluebonnet.id}:TVFC:${renewBy}`,
      to: { site: trainingSites.bluebonnet.id },
      severity: 'warning',
      title: 'Renew Texas Vaccines for Children (TVFC) by January 21, 2027',
      text: expect.stringContaining(trainingSites.bluebonnet.name) as string,
      action: { label: 'Open Syntropi', address: 'https://syntropi.example/' },
      expiresAt: '2027-01-22T12:00:00.000Z',
    },
  ]);
});

test.each([
  ['later', limits.renewal.noticeDaysAhead + 1, 'approved'],
  ['over', -1, 'approved'],
  ['not approved yet', 30, 'submitted'],
] as const)('[J2] of an enrollment that is %s no site is told', async (_what, days, status) => {
  const { job, posted } = await renewedIn(days, status);
  await job.run();
  expect(posted).toEqual([]);
});

test('[J2] what could not be posted is posted by the next run', async () => {
  const { job, posted, state } = await renewedIn(1);
  state.fails = true;
  await expect(job.run()).rejects.toThrow('away');
  state.fails = false;
  await job.run();
  expect(posted).toHaveLength(1);
});

test('[J2] the people of a site see on the portal’s home page that Syntropi has a renewal for them', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const { portal, applications } = await startTraining();
  vi.advanceTimersByTime(limits.jobs.lookEvery);
  const john = await signedInVisitor(portal, 'john.smith');
  const shown = async () => (await (await john.send('GET', '/api/notifications')).json()) as Notification[];
  await eventually(async () =>
    expect(await shown()).toContainEqual(
      expect.objectContaining({
        from: 'Syntropi',
        title: 'Renew Texas Vaccines for Children (TVFC) by December 21, 2026',
        action: { label: 'Open Syntropi', address: applications.syntropi },
      }),
    ),
  );
  const dana = await signedInVisitor(portal, '00001234567');
  expect(await (await dana.send('GET', '/api/notifications')).text()).not.toContain('Renew');
});
