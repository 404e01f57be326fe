import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Approval } from '../../../shared/identity/api/approvals.ts';
import type { Notification, Session } from '../../../shared/identity/api/identity.ts';
import type { JobState } from '../../../shared/identity/api/queues.ts';
import type { ImportReport } from '../../../shared/identity/api/import.ts';
import { problemTypeOf } from '../../../shared/contract/problems.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { launchDeployment, startTraining, TestClock } from '../../support/deployment.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, type Visitor } from '../../support/visitor.ts';
import { act, reason } from './administration-steps.ts';

/** A clinic with two administrators, who have the rule of two people from then on. */
async function twoAdministrators() {
  const [data, masterKey, clock] = [await temporaryFolder(), randomBytes(32), new TestClock()];
  const before = await launchDeployment({ data, masterKey, clock });
  const first = await signedInVisitor(before.portal, 'it.admin');
  await signedInVisitor(before.portal, 'support.lee');
  const roles = ['customer-support', 'administrator'];
  expect((await act(first, 'roles', 'support.lee', { roles })).status).toBe(200);
  await before.close();
  const settings = { administration: { secondPerson: true } };
  const { portal } = await startTraining({ data, masterKey, clock, settings });
  return {
    clock,
    portal,
    it: await signedInVisitor(portal, 'it.admin'),
    lee: await signedInVisitor(portal, 'support.lee'),
  };
}

const typeOf = async (answer: Response) => (answer.ok ? answer.status : problemTypeOf(await answer.json()));
const listed = async (by: Visitor) =>
  ((await (await by.send('GET', '/api/approvals')).json()) as { approvals: Approval[] }).approvals;
const decide = (by: Visitor, { id }: Approval, decision: string, why?: string) =>
  by.send('POST', `/api/approvals/${id}/decision`, { decision, ...(why !== undefined && { reason: why }) });
const rolesOf = async (by: Visitor, username: string) =>
  (
    (await (await by.send('POST', '/api/support/accounts/find', { username })).json()) as {
      account: { roles: string[] };
    }
  ).account.roles;
const makeAdministrator = (by: Visitor) => act(by, 'roles', 'john.smith', { roles: ['administrator'] });
const entriesOf = async (by: Visitor) => {
  const query = { from: '2026-11-22', to: '2026-12-01', event: 'approval', limit: 100 };
  const { entries } = (await (await by.send('POST', '/api/audit/search', query)).json()) as {
    entries: { event: string; username: string; detail: Record<string, string> }[];
  };
  return entries;
};
const eventsOf = async (by: Visitor) =>
  (await entriesOf(by)).map(({ event, username, detail }) => [event, username, detail['reason']]).toReversed();
const lastRunOf = async (by: Visitor, name: string) => {
  const { jobs } = (await (await by.send('GET', '/api/queues')).json()) as { jobs: JobState[] };
  return jobs.find((job) => job.name === name)?.lastRunAt;
};

test('[R3] an administrator is made when another administrator has approved it, in the name of whoever asked, and each step is recorded', async () => {
  const { it, lee } = await twoAdministrators();
  expect(await typeOf(await makeAdministrator(it))).toBe('second-person-needed');
  // The same again is the same request.
  expect(await typeOf(await makeAdministrator(it))).toBe('second-person-needed');
  expect(await rolesOf(it, 'john.smith')).not.toContain('administrator');
  const [asked, ...more] = await listed(lee);
  expect(more).toEqual([]);
  expect(asked).toMatchObject({ act: 'accounts/roles', reason, by: 'it.admin', own: false, state: 'open' });
  expect(asked!.about).toEqual([
    { field: 'username', values: ['john.smith'] },
    { field: 'roles', values: ['administrator'] },
  ]);
  const notices = async (visitor: Visitor) =>
    ((await (await visitor.send('GET', '/api/notifications')).json()) as Notification[]).filter(({ id }) =>
      id.startsWith('approvals/'),
    );
  expect(await notices(lee)).toMatchObject([{ action: { path: '/administration/approvals' } }]);
  expect(await notices(it)).toEqual([]);

  expect(await typeOf(await decide(it, asked!, 'approve'))).toBe('approval-own');
  expect(await typeOf(await decide(lee, asked!, 'withdraw'))).toBe('approval-own');
  const answers = await Promise.all([decide(lee, asked!, 'approve'), decide(lee, asked!, 'approve')]);
  expect(new Set(await Promise.all(answers.map(typeOf)))).toEqual(new Set([200, 'approval-over']));
  expect(await rolesOf(it, 'john.smith')).toEqual(['administrator']);
  expect((await listed(it))[0]).toMatchObject({ state: 'done', decidedBy: 'support.lee', own: true });
  expect(await notices(lee)).toEqual([]);
  expect(await eventsOf(it)).toEqual([
    ['approval.asked', 'it.admin', reason],
    ['approval.approved', 'support.lee', undefined],
  ]);
  const query = { from: '2026-11-22', to: '2026-11-22', event: 'account.roles-changed', limit: 1 };
  const { entries } = (await (await it.send('POST', '/api/audit/search', query)).json()) as {
    entries: { detail: Record<string, string> }[];
  };
  expect(entries[0]!.detail).toMatchObject({ by: expect.stringMatching(/\(it\.admin\)$/), reason });
});

test('[R3] what was refused, withdrawn or waited too long is not done, and nobody can approve it any more', async () => {
  const { it, lee, clock, portal } = await twoAdministrators();
  const ask = async () => {
    clock.advance(1000);
    await makeAdministrator(it);
    return (await listed(lee)).find(({ state }) => state === 'open')!;
  };
  const refused = await ask();
  expect(await typeOf(await decide(lee, refused, 'refuse'))).toBe('request-invalid');
  expect(await typeOf(await decide(lee, refused, 'refuse', 'not agreed with the clinic'))).toBe(200);
  const withdrawn = await ask();
  expect(await typeOf(await decide(it, withdrawn, 'withdraw'))).toBe(200);
  const over = await ask();
  clock.advance(limits.approvals.openFor);
  const [itAgain, leeAgain] = [await signedInVisitor(portal, 'it.admin'), await signedInVisitor(portal, 'support.lee')];
  for (const each of [refused, withdrawn, over]) {
    expect(await typeOf(await decide(leeAgain, each, 'approve'))).toBe('approval-over');
  }
  expect((await listed(itAgain)).map(({ state, because }) => [state, because])).toEqual([
    ['over', undefined],
    ['withdrawn', undefined],
    ['refused', 'not agreed with the clinic'],
  ]);
  expect(await rolesOf(itAgain, 'john.smith')).not.toContain('administrator');
  expect((await eventsOf(itAgain)).map(([event]) => event)).toEqual([
    ...['approval.asked', 'approval.refused', 'approval.asked', 'approval.withdrawn', 'approval.asked'],
  ]);
});

test('[R3] administrators have a place for approvals where the settings want two people or some are kept, and nobody else has', async () => {
  const knows = async (visitor: Visitor) =>
    ((await (await visitor.send('GET', '/api/session')).json()) as Session).approvals === true;
  const [data, masterKey] = [await temporaryFolder(), randomBytes(32)];
  const alone = await launchDeployment({ data, masterKey });
  const first = await signedInVisitor(alone.portal, 'it.admin');
  expect(await knows(first)).toBe(false);
  await alone.close();
  const settings = { administration: { secondPerson: true } };
  const together = await launchDeployment({ data, masterKey, settings });
  const second = await signedInVisitor(together.portal, 'it.admin');
  expect([await knows(second), await knows(await signedInVisitor(together.portal, 'john.smith'))]).toEqual([
    true,
    false,
  ]);
  await makeAdministrator(second);
  await together.close();
  const { portal } = await startTraining({ data, masterKey });
  expect(await knows(await signedInVisitor(portal, 'it.admin'))).toBe(true);
});

test('[R3] what nobody decided on in time stands in the audit trail, once, with who asked and for what', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const { it, lee, clock, portal } = await twoAdministrators();
  await makeAdministrator(it);
  const [asked] = await listed(lee);
  const look = () => vi.advanceTimersByTime(limits.jobs.lookEvery);
  look();
  clock.advance(limits.approvals.openFor);
  look();
  const leeAgain = await signedInVisitor(portal, 'support.lee');
  const expired = async () => (await entriesOf(leeAgain)).filter(({ event }) => event === 'approval.expired');
  await eventually(async () =>
    expect(await expired()).toMatchObject([
      { username: 'it.admin', detail: { approval: asked!.id, act: 'accounts/roles' } },
    ]),
  );
  expect(Object.keys((await expired())[0]!.detail).toSorted()).toEqual(['act', 'approval']);
  clock.advance(limits.approvals.expiredEvery);
  look();
  await eventually(async () => expect(await lastRunOf(leeAgain, 'expired-approvals')).toBe(clock.now()));
  expect(await expired()).toHaveLength(1);
  expect(await listed(leeAgain)).toMatchObject([{ id: asked!.id, state: 'over' }]);
});

test('[R3] a workstation is revoked, and an administrator created, moved or enabled, by two people; what can be undone by one', async () => {
  const { it, lee, portal } = await twoAdministrators();
  const { code } = (await (await it.send('POST', '/api/workstations/codes', { name: 'Intake 2' })).json()) as {
    code: string;
  };
  await it.send('POST', '/api/workstations/enrol', { code });
  const workstations = async () =>
    (await (await it.send('GET', '/api/workstations')).json()) as { id: string; revoked: boolean }[];
  const { id } = (await workstations())[0]!;
  const needed: [string, object][] = [
    ['/api/workstations/revoke', { id, reason }],
    [
      '/api/accounts/create',
      {
        username: 'new.admin',
        name: 'New Admin',
        email: 'new@clinic.example',
        roles: ['administrator'],
        sites: [],
        reason,
      },
    ],
    ['/api/accounts/email', { username: 'support.lee', email: 'lee@elsewhere.example', reason }],
    ['/api/accounts/enable', { username: 'support.lee', reason }],
  ];
  for (const [path, body] of needed)
    expect(await typeOf(await it.send('POST', path, body)), path).toBe('second-person-needed');
  expect((await workstations())[0]!.revoked).toBe(false);
  const open = await listed(lee);
  expect(open).toHaveLength(4);
  expect(open.find((each) => each.act === 'workstations/revoke')!.about).toEqual([
    { field: 'workstation', values: ['Intake 2'] },
  ]);
  for (const each of open) expect(await typeOf(await decide(lee, each, 'approve')), each.act).toBe(200);
  expect((await workstations())[0]!.revoked).toBe(true);
  expect(new Set((await listed(lee)).map(({ act: of, state }) => `${of} ${state}`))).toEqual(
    new Set(['accounts/create done', 'accounts/email done', 'accounts/enable done', 'workstations/revoke done']),
  );

  await signedInVisitor(portal, 'maria.garcia');
  expect((await act(it, 'email', 'maria.garcia', { email: 'maria@clinic.example' })).status).toBe(200);
  expect((await act(it, 'disable', 'support.lee')).status).toBe(200);
});

test('[R3] an approved request that cannot be done any more says why, and one of somebody who is no administrator any more is not done', async () => {
  const { it, lee } = await twoAdministrators();
  await it.send('POST', '/api/workstations/revoke', { id: 'no-such-workstation', reason });
  const [gone] = await listed(lee);
  expect(await typeOf(await decide(lee, gone!, 'approve'))).toBe(200);
  expect((await listed(lee))[0]).toMatchObject({ state: 'failed', because: 'No such workstation is enrolled.' });

  await makeAdministrator(it);
  const asked = (await listed(lee)).find(({ state }) => state === 'open')!;
  expect((await act(lee, 'disable', 'it.admin')).status).toBe(200);
  expect(await typeOf(await decide(lee, asked, 'approve'))).toBe(200);
  expect((await listed(lee)).find((each) => each.id === asked.id)).toMatchObject({
    state: 'failed',
    because: 'Whoever asked for it is no longer an administrator',
  });
  expect(await rolesOf(lee, 'john.smith')).not.toContain('administrator');
});

test('[R3] a file makes or changes no administrator where that needs two people', async () => {
  const { it } = await twoAdministrators();
  const csv = [
    'username,name,email,roles,sites',
    'new.nurse,New Nurse,nurse@clinic.example,clinic-staff,',
    'new.admin,New Admin,admin@clinic.example,administrator,',
    'support.lee,Lee,lee@elsewhere.example,customer-support,',
  ].join('\n');
  const request = { csv, dryRun: true, partial: true, update: true };
  const report = (await (await it.send('POST', '/api/accounts/import', request)).json()) as ImportReport;
  expect(report).toMatchObject({ created: 1, updated: [] });
  expect(report.refused.map(({ line, field }) => [line, field])).toEqual([
    [3, 'roles'],
    [4, 'roles'],
  ]);
});

test('[R3] without the setting nobody is asked', async () => {
  const { portal } = await startTraining();
  const admin = await signedInVisitor(portal, 'it.admin');
  await signedInVisitor(portal, 'john.smith');
  expect((await makeAdministrator(admin)).status).toBe(200);
  expect(await (await admin.send('GET', '/api/approvals')).json()).toEqual({ inUse: false, approvals: [] });
});
