import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { Acceptances } from '../../../server/identity/agreements/acceptable-use.ts';
import { agreementDigest } from '../../../server/identity/agreements/versions.ts';
import type { Account } from '../../../server/identity/accounts/account.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { defaultTimeZone } from '../../../shared/contract/time.ts';
import type { Agreement, AgreementVersion, Notification, Session } from '../../../shared/identity/api/identity.ts';
import { applicationIds } from '../../../shared/applications/applications.ts';
import { problemTypeOf } from '../../../shared/contract/problems.ts';
import { acceptableUseAgreements } from '../../../shared/identity/texts/acceptable-use-agreement.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

const minute = 60_000;
const hour = 3_600_000;

// The product as it is, and a further version that takes effect on the day after the test clock's.
vi.mock('../../../shared/identity/texts/acceptable-use-agreement.ts', async (original) => {
  const { acceptableUseAgreements: present } = await original<{ acceptableUseAgreements: AgreementVersion[] }>();
  const next = { ...present[0]!, version: '2026-11', effective: '2026-11-23' };
  return {
    acceptableUseAgreements: [...present, { ...next, sections: [{ heading: 'New', paragraphs: ['Reworded.'] }] }],
  };
});

const agreementFor = async (visitor: Visitor) =>
  (await (await visitor.send('GET', '/api/agreement')).json()) as Agreement;

async function accept(visitor: Visitor, change: object = {}) {
  const { version, sha256, signAs } = await agreementFor(visitor);
  const given = { version, sha256, signature: signAs, ...change };
  const response = await visitor.send('POST', '/api/agreement/acceptance', given);
  return response.ok ? 'accepted' : problemTypeOf(await response.json());
}

const notificationsOf = async (visitor: Visitor) =>
  ((await (await visitor.send('GET', '/api/notifications')).json()) as Notification[]).map(({ id }) => id);

const version = (effective: string, name = effective): AgreementVersion => ({
  version: name,
  effective,
  title: 'Agreement',
  sections: [{ heading: 'Rules', paragraphs: [name] }],
});

test('[A1] a new version asks everyone again, and stops every way into applications until then', async () => {
  const clock = new TestClock();
  clock.advance(14 * hour + 50 * minute);
  const { portal, applications } = await startTraining({ clock });
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  expect((await visitor.visit(applications.immtrac2)).response.status).toBe(200);

  // Midnight in Texas, six hours behind UTC, passes while she is signed in.
  clock.advance(10 * minute - 1);
  expect((await visitor.visit(applications.vaos)).way.at(-1)?.host).toBe(new URL(applications.vaos).host);
  clock.advance(1);

  const session = (await (await visitor.send('GET', '/api/session')).json()) as Session;
  expect(session).toMatchObject({ pending: 'agreement', applications: [] });
  expect((await visitor.send('GET', '/api/notifications')).status).toBe(403);
  for (const id of applicationIds.filter((application) => application === 'syntropi')) {
    expect((await visitor.visit(applications[id])).way.at(-1)?.pathname).toBe('/agreement');
  }
  // The bare endpoint, with the sign-on that VAOS made before.
  const toAuthorize = (await visitor.send('GET', `${applications.vaos}sign-in`)).headers.get('location')!;
  expect(new URL(toAuthorize).pathname).toBe('/oidc/authorize');
  const { way } = await visitor.visit(toAuthorize);
  expect(way.map(({ host, pathname }) => host + pathname)).not.toContain(
    `${new URL(applications.vaos).host}/oidc/callback`,
  );
  expect(way.at(-1)?.pathname).toBe('/agreement');

  expect(await accept(visitor)).toBe('accepted');
  expect((await visitor.visit(applications.syntropi)).response.status).toBe(200);
});

test('[A1] the text that was shown before a new version took effect can no longer be accepted', async () => {
  const clock = new TestClock();
  clock.advance(14 * hour + 50 * minute);
  const { portal } = await startTraining({ clock });
  const visitor = new Visitor(portal);
  await visitor.signIn('maria.garcia');
  const shown = await agreementFor(visitor);
  clock.advance(14 * minute);
  expect(await accept(visitor, { version: shown.version, sha256: shown.sha256 })).toBe('agreement-outdated');
  expect(await accept(visitor, { sha256: shown.sha256 })).toBe('agreement-outdated');
  expect(await accept(visitor)).toBe('accepted');
});

test('[A1] whoever does not sign with their name has not accepted, and whoever does has', async () => {
  const { portal } = await startTraining();
  const visitor = new Visitor(portal);
  await visitor.signIn('maria.garcia');
  const pending = async () => ((await (await visitor.send('GET', '/api/session')).json()) as Session).pending;
  for (const signature of ['John Smith', ' ', undefined]) {
    expect([await accept(visitor, { signature }), await pending()]).toEqual(['agreement-not-signed', 'agreement']);
  }
  expect([await accept(visitor, { signature: '  MARIA   García ' }), await pending()]).toEqual(['accepted', 'none']);
});

async function acceptancesWith(versions: readonly [AgreementVersion, ...AgreementVersion[]], data: string) {
  const store = await openLowdbStore({ directory: data, key: Buffer.alloc(32, 7) });
  return {
    acceptances: new Acceptances(store, { clock: new TestClock(), timeZone: defaultTimeZone }, versions),
    close: () => store.close(),
  };
}

const maria = { id: 'maria', name: 'Maria Garcia' } as Account;
const where = { account: maria, session: 'digest', workstation: 'clinic-1' };

test('[A1] an acceptance of the same version in other words does not count', async () => {
  const data = await temporaryFolder();
  const [worded, reworded] = [version('2026-01-01'), { ...version('2026-01-01'), title: 'Acceptable Use' }];
  const before = await acceptancesWith([worded], data);
  const given = { version: worded.version, sha256: agreementDigest(worded), signature: 'Maria Garcia' };
  expect(await before.acceptances.accept(given, where)).toBe('accepted');
  expect(await before.acceptances.hold('maria')).toBe(true);
  expect(await before.acceptances.hold('john')).toBe(false);
  await before.close();

  const after = await acceptancesWith([reworded], data);
  expect(await after.acceptances.hold('maria')).toBe(false);
  expect(await after.acceptances.accept(given, where)).toBe('outdated');
  await after.close();
});

test('[A1] an acceptance keeps version, text, time, session, workstation and signature, and the first stays', async () => {
  const { acceptances, close } = await acceptancesWith([version('2026-01-01')], await temporaryFolder());
  const { version: name, sha256 } = await acceptances.current();
  await acceptances.accept({ version: name, sha256, signature: 'maria garcia' }, where);
  await acceptances.accept({ version: name, sha256, signature: 'MARIA GARCIA' }, { ...where, session: 'another' });
  expect(await acceptances.ofCurrent('maria')).toEqual({
    id: `maria/${name}/${sha256}`,
    accountId: 'maria',
    version: name,
    sha256,
    language: 'en',
    at: new TestClock().now(),
    session: 'digest',
    workstation: 'clinic-1',
    signature: 'maria garcia',
  });
  await close();
});

test('[A1] the audit trail has the version and the text of each acceptance, but not what was typed', async () => {
  const data = await temporaryFolder();
  const { portal } = await startTraining({ data });
  const visitor = new Visitor(portal);
  await visitor.signIn('maria.garcia');
  const { sha256 } = await agreementFor(visitor);
  await accept(visitor, { signature: 'mARIA gARCIA' });
  const trail = await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8');
  expect(trail).toContain(`"detail":{"version":"2026-01","sha256":"${sha256}"}`);
  expect(trail).not.toContain('mARIA');
});

test('[N1] people hear of a coming version, and for a week which one they accepted', async () => {
  const clock = new TestClock();
  const { portal } = await startTraining({ clock });
  const visitor = await signedInVisitor(portal, 'maria.garcia');
  expect(await notificationsOf(visitor)).toContain('agreement-changes/2026-11');
  expect(await notificationsOf(visitor)).toContain('agreement-accepted/2026-01');

  clock.advance(24 * hour);
  const dayLater = await signedInVisitor(portal, 'maria.garcia');
  const ids = await notificationsOf(dayLater);
  expect(ids.filter((id) => id.startsWith('agreement'))).toEqual(['agreement-accepted/2026-11']);

  clock.advance(7 * 24 * hour - 1);
  await dayLater.signIn('maria.garcia');
  expect(await notificationsOf(dayLater)).toContain('agreement-accepted/2026-11');
  clock.advance(1);
  expect(await notificationsOf(dayLater)).not.toContain('agreement-accepted/2026-11');
});

test('[A2] the agreement says whose credentials, to whom never, whom to call, and what first when compromised', async () => {
  const text = acceptableUseAgreements[0].sections.flatMap(({ paragraphs }) => paragraphs).join('\n');
  expect(text).toMatch(/only with the username and password that were assigned to you/);
  expect(text).toMatch(/Never tell your password to anyone[^.]*help desk/);
  expect(text).toMatch(/at once to the HHS IT Customer Support Help Desk, 1-855-435-7181/);
  expect(text).toMatch(/compromised[\s\S]*First, change your password immediately[\s\S]*Second, report it/);
});
