import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';
import { organizations } from '../../../server/applications/syntropi/records.ts';
import { renewalNotices } from '../../../server/applications/syntropi/notices/renewal-notices.ts';
import { seedSyntropi } from '../../../server/applications/syntropi/training/training.ts';
import { Problem } from '../../../server/http/problem.ts';
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
  const state = { fails: false, refuses: '' };
  const postNotice = async (notice: NewNotice) => {
    if (state.fails) throw new Problem('portal-unreachable');
    if (notice.to.account === state.refuses) throw new Error('no such account');
    posted.push(notice);
  };
  const recorded: object[] = [];
  const recordItself = async (event: string, about: object) => void recorded.push({ event, about });
  const job = renewalNotices({
    ...time,
    store,
    origin: 'https://syntropi.example',
    services: { postNotice, recordItself },
  });
  return { ...time, job, posted, recorded, renewBy, state };
}

test('[Y4][J2] a site is told at sixty, thirty and seven days, once each, and one reminder takes the place of the other', async () => {
  const { clock, job, posted, renewBy } = await renewedIn(limits.renewal.noticeDaysAhead);
  for (let days = 0; days <= limits.renewal.noticeDaysAhead; days++) {
    await job.run();
    clock.advance(day);
  }
  const notice = {
    to: { site: trainingSites.bluebonnet.id },
    severity: 'warning',
    translations: {
      es: {
        title: 'Renueve Vacunas para los Niños de Texas (TVFC) a más tardar el 21 de enero de 2027',
        text: 'La inscripción de Bluebonnet Training Clinic termina ese día. La renueva su firmante autorizado.',
        label: 'Abrir Syntropi',
      },
    },
    title: 'Renew Texas Vaccines for Children (TVFC) by January 21, 2027',
    text: expect.stringContaining(trainingSites.bluebonnet.name) as string,
    action: { label: 'Open Syntropi', address: 'https://syntropi.example/enrollments' },
  };
  const key = `renewal:${trainingSites.bluebonnet.id}:TVFC:${renewBy}`;
  expect(posted.filter(({ to }) => 'site' in to)).toEqual([
    { ...notice, key: `${key}:60`, expiresAt: '2026-12-22T12:00:00.000Z' },
    { ...notice, key: `${key}:30`, expiresAt: '2027-01-14T12:00:00.000Z' },
    { ...notice, key: `${key}:7`, expiresAt: '2027-01-22T12:00:00.000Z' },
  ]);
});

test('[Y4] whoever signed the enrollment gets each reminder by mail as well', async () => {
  const { job, posted } = await renewedIn(7);
  await job.run();
  expect(posted).toContainEqual(
    expect.objectContaining({
      key: expect.stringMatching(/:7:signer$/) as string,
      to: { account: 'training' },
      mail: true,
    }),
  );
});

test('[Y4][R4] a lapse is in the audit trail once, a site is told what it stops, and the job goes on where a signer has no account any more', async () => {
  const { job, posted, recorded, state } = await renewedIn(-1);
  state.refuses = 'training';
  await job.run();
  await job.run();
  expect(recorded).toEqual([{ event: 'enrollment.lapsed', about: { site: trainingSites.bluebonnet.id } }]);
  expect(posted).toEqual([
    expect.objectContaining({
      to: { site: trainingSites.bluebonnet.id },
      title: 'Texas Vaccines for Children (TVFC) has lapsed at Bluebonnet Training Clinic',
      text: expect.stringContaining('VAOS takes no orders') as string,
    }),
  ]);
});

test.each([
  ['later', limits.renewal.noticeDaysAhead + 1, 'approved'],
  ['long over', -1 - limits.renewal.lapseNoticeDays, 'approved'],
  ['not approved yet', 30, 'submitted'],
] as const)('[J2] of an enrollment that is %s no site is told', async (_what, days, status) => {
  const { job, posted } = await renewedIn(days, status);
  await job.run();
  expect(posted).toEqual([]);
});

test('[J2] what could not be posted is posted by the next run', async () => {
  const { job, posted, state } = await renewedIn(1);
  state.fails = true;
  await expect(job.run()).rejects.toThrow(Problem);
  state.fails = false;
  await job.run();
  expect(posted.map(({ to }) => to)).toEqual([{ site: trainingSites.bluebonnet.id }, { account: 'training' }]);
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
        action: { label: 'Open Syntropi', address: `${applications.syntropi}enrollments` },
      }),
    ),
  );
  const dana = await signedInVisitor(portal, '00001234567');
  expect(await (await dana.send('GET', '/api/notifications')).text()).not.toContain('Renew');
});
