import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { limits } from '../../../shared/contract/limits.ts';
import type { ProblemDetails } from '../../../shared/contract/problems.ts';
import type { NewNotice, PostedNotice } from '../../../shared/identity/api/notices.ts';
import type { Notification } from '../../../shared/identity/api/identity.ts';
import type { ClientSettings } from '../../../shared/kiosk/settings.ts';
import { trainingSites } from '../../../server/training/sites.ts';
import { systemClock } from '../../../server/clock.ts';
import { notices } from '../../../server/identity/notices/records.ts';
import { Keys } from '../../../server/keys/keys.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { launchDeployment, startTraining, TestClock } from '../../support/deployment.ts';
import { needsPostgres, usePostgres, withoutPostgres } from '../../support/postgres.ts';
import { claimsOf, RelyingParty } from '../../support/relying-party.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, type Visitor } from '../../support/visitor.ts';

// Applications that are not ours, by their own client credentials.

/** Shorter than a session without activity. */
const lifetime = 600_000;

async function start(...registrations: Partial<ClientSettings>[]) {
  const given = registrations.length > 0 ? registrations : [{}];
  const parties = await Promise.all(given.map((each) => RelyingParty.start({ services: { notices: true }, ...each })));
  onTestFinished(() => parties.forEach((each) => each.close()));
  const [clock, data] = [new TestClock(), await temporaryFolder()];
  const { portal } = await startTraining({
    clock,
    data,
    settings: { clients: parties.map(({ settings }) => settings) },
  });
  for (const party of parties) party.issuer = new URL(portal).origin;
  return { clock, data, portal, party: parties[0]!, other: parties[1]! };
}

const notice = (clock: TestClock, changes: Partial<NewNotice> = {}): NewNotice => ({
  key: 'renewal:0001:2027',
  to: { role: 'clinic-staff' },
  severity: 'warning',
  title: 'Your site’s renewal is due',
  text: 'Renew it in the next 30 days.',
  expiresAt: new Date(clock.now() + lifetime).toISOString(),
  ...changes,
});

const post = (party: RelyingParty, body: unknown, token?: string) =>
  party.call('POST', '/api/notices', 'notices', body, token);
const withdraw = (party: RelyingParty, key: string) => party.call('DELETE', `/api/notices/${key}`, 'notices');

/** But for what the bundled applications have to say. */
const shownTo = async (visitor: Visitor) =>
  ((await (await visitor.send('GET', '/api/notifications')).json()) as Notification[]).filter(
    ({ from }) => from && from !== 'Syntropi',
  );
const titlesOf = async (visitor: Visitor) => (await shownTo(visitor)).map(({ title }) => title);

test('[J2] a notice comes to the person, to everybody with the role or at the site, and to nobody else', async () => {
  const { clock, portal, party } = await start();
  const maria = await signedInVisitor(portal, 'maria.garcia');
  const john = await signedInVisitor(portal, 'john.smith');
  const dana = await signedInVisitor(portal, '00001234567');
  const { sub } = claimsOf(await party.signOn(john));
  const to = {
    john: { account: sub! },
    coordinators: { role: 'primary-vaccine-coordinator' },
    bluebonnet: { site: trainingSites.bluebonnet.id },
    pecan: { site: trainingSites.pecan.id },
  } as const;
  for (const [title, each] of Object.entries(to)) {
    expect((await post(party, notice(clock, { key: title, title, to: each }))).status).toBe(200);
    clock.advance(1);
  }
  expect(await titlesOf(maria)).toEqual(['pecan', 'bluebonnet', 'coordinators']);
  expect(await titlesOf(john)).toEqual(['bluebonnet', 'john']);
  expect(await titlesOf(dana)).toEqual([]);
});

test('[N1] the home page names the application that a notice is from, and warnings come before what is newer', async () => {
  const { clock, portal, party } = await start({ name: 'Cold Chain' });
  const address = new URL('/units/7', party.redirectUri).href;
  await post(party, notice(clock, { action: { label: 'See the unit', address } }));
  clock.advance(1);
  await post(party, notice(clock, { key: 'two', severity: 'information', title: 'Closed on Friday' }));
  expect(await shownTo(await signedInVisitor(portal, 'john.smith'))).toEqual([
    {
      id: expect.stringMatching(/^notice\//) as string,
      from: 'Cold Chain',
      severity: 'warning',
      title: 'Your site’s renewal is due',
      text: 'Renew it in the next 30 days.',
      action: { label: 'See the unit', address },
    },
    expect.objectContaining({ title: 'Closed on Friday', from: 'Cold Chain' }),
  ]);
});

test('[L1][J2] a notice is shown to each reader in their language, and in its own words where it has no others', async () => {
  const { clock, portal, party } = await start({ name: 'Cold Chain' });
  const address = new URL('/units/7', party.redirectUri).href;
  const es = { title: 'Debe renovar su centro', text: 'Renuévelo en los próximos 30 días.', label: 'Ver la unidad' };
  await post(party, notice(clock, { action: { label: 'See the unit', address }, translations: { es } }));
  const john = await signedInVisitor(portal, 'john.smith');
  expect(await titlesOf(john)).toEqual([notice(clock).title]);
  const answer = await john.send('GET', '/api/notifications', undefined, { 'accept-language': 'es' });
  const [shown] = ((await answer.json()) as Notification[]).filter(({ from }) => from === 'Cold Chain');
  expect(shown).toMatchObject({ title: es.title, text: es.text, action: { label: es.label, address } });

  const refused = await post(
    party,
    notice(clock, { key: 'two', translations: { es: { ...es, text: 'dos\nlíneas' } } }),
  );
  expect(((await refused.json()) as ProblemDetails).fields?.map(({ field }) => field)).toEqual([
    'translations.es.text',
  ]);
});

test('[J2] what is sent again under its key is answered as before and changes nothing; another’s key is another', async () => {
  const { clock, portal, party, other } = await start({}, { id: 'other', name: 'Other' });
  const first = await post(party, notice(clock));
  expect(first.status).toBe(200);
  const kept = (await first.json()) as PostedNotice;
  expect(kept).toMatchObject({ ...notice(clock), withdrawn: false });
  clock.advance(1);
  const again = await Promise.all(
    Array.from({ length: 8 }, () =>
      post(party, notice(clock, { title: 'Another title', to: { role: 'administrator' } })),
    ),
  );
  for (const answer of again) {
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual(kept);
  }
  const at = await Promise.all(Array.from({ length: 8 }, () => post(party, notice(clock, { key: 'at-once' }))));
  expect(at.map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect((await post(other, notice(clock, { title: 'Of the other' }))).status).toBe(200);
  const john = await signedInVisitor(portal, 'john.smith');
  expect((await titlesOf(john)).toSorted()).toEqual([kept.title, kept.title, 'Of the other'].toSorted());
});

test('[J2] a notice is gone when it is withdrawn, also for whoever sends it again, and by its own application alone', async () => {
  const { clock, portal, party, other } = await start({}, { id: 'other', name: 'Other' });
  await post(party, notice(clock));
  const john = await signedInVisitor(portal, 'john.smith');
  expect((await withdraw(other, notice(clock).key)).status).toBe(404);
  expect(await titlesOf(john)).toHaveLength(1);
  for (let times = 0; times < 2; times++) expect((await withdraw(party, notice(clock).key)).status).toBe(204);
  expect(await titlesOf(john)).toEqual([]);
  expect(await (await post(party, notice(clock))).json()).toMatchObject({ withdrawn: true });
  expect(await titlesOf(john)).toEqual([]);
  expect((await withdraw(party, 'nothing')).status).toBe(404);
});

test('[J2] a notice is gone when its time is over, and its key is free again', async () => {
  const { clock, portal, party } = await start();
  await post(party, notice(clock));
  const john = await signedInVisitor(portal, 'john.smith');
  clock.advance(lifetime - 1);
  expect(await titlesOf(john)).toHaveLength(1);
  clock.advance(1);
  expect(await titlesOf(john)).toEqual([]);
  expect((await withdraw(party, notice(clock).key)).status).toBe(404);
  expect((await post(party, notice(clock, { title: 'Anew' }))).status).toBe(200);
});

test('[J2] what cannot be used is refused with the field named, and nothing of it is kept', async () => {
  const { clock, portal, party } = await start();
  const action = (address: string) => ({ action: { label: 'Open', address } });
  const { title: _title, ...untitled } = notice(clock);
  const cases: [field: string, body: object][] = [
    ['title', untitled],
    ['title', notice(clock, { title: 'x'.repeat(limits.notices.titleCharacters + 1) })],
    ['title', notice(clock, { title: '\u202eback to front' })],
    ['text', notice(clock, { text: 'two\nlines' })],
    ['text', notice(clock, { text: '  ' })],
    ['key', notice(clock, { key: 'a key/with' })],
    ['severity', { ...notice(clock), severity: 'danger' }],
    ['html', { ...notice(clock), html: '<b>' }],
    ['to', notice(clock, { to: {} })],
    ['to', notice(clock, { to: { role: 'clinic-staff', site: '0001' } })],
    ['to.role', { ...notice(clock), to: { role: 'everybody' } }],
    ['to.account', notice(clock, { to: { account: 'maria.garcia' } })],
    ['action.address', notice(clock, action('https://evil.example/'))],
    ['action.address', notice(clock, action('javascript:alert(1)'))],
    ['action.address', notice(clock, action(party.redirectUri.replace('//', '//user@')))],
    ['expiresAt', notice(clock, { expiresAt: 'tomorrow' })],
    ['expiresAt', notice(clock, { expiresAt: new Date(clock.now()).toISOString() })],
    ['expiresAt', notice(clock, { expiresAt: new Date(clock.now() + limits.notices.longest + 1).toISOString() })],
  ];
  for (const [field, body] of cases) {
    const answer = await post(party, body);
    expect(answer.status, JSON.stringify(body)).toBe(400);
    const { type, fields } = (await answer.json()) as ProblemDetails;
    expect(type).toBe('/problems/request-invalid');
    expect(
      fields?.map((each) => each.field),
      JSON.stringify(body),
    ).toEqual([field]);
  }
  expect(await shownTo(await signedInVisitor(portal, 'john.smith'))).toEqual([]);
});

test('[J2] only an application that is registered for notices posts them, by a token that it asked for this', async () => {
  const { clock, portal, party, other } = await start({}, { id: 'other', name: 'Other', services: {} });
  expect(await other.ownToken('notices')).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  const plain = (await party.ownToken('')).body.access_token;
  const person = await party.signOn(await signedInVisitor(portal, 'maria.garcia'), { scope: 'openid notices' });
  const refused = [
    { token: 'guessed', status: 401, challenge: 'Bearer error="invalid_token"' },
    { token: person.access_token, status: 401, challenge: 'Bearer error="invalid_token"' },
    { token: person.refresh_token, status: 401, challenge: 'Bearer error="invalid_token"' },
    { token: plain, status: 403, challenge: 'Bearer error="insufficient_scope", scope="notices"' },
  ];
  for (const { token, status, challenge } of refused) {
    const answer = await post(party, notice(clock), token);
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([status, challenge]);
  }
  expect((await fetch(`${party.issuer}/api/notices`, { method: 'POST' })).status).toBe(401);

  const { body } = await party.ownToken('notices');
  expect(body).toMatchObject({ scope: 'notices', expires_in: limits.services.tokenLifetime / 1000 });
  expect(body.access_token).not.toContain('.');
  // It is nobody's: it tells of no person, and of no session.
  expect((await party.userInfo(body)).status).toBe(401);
  clock.advance(limits.services.tokenLifetime);
  expect((await post(party, notice(clock), body.access_token)).status).toBe(401);
});

test('[J2] a token is no longer good for what was taken from the registration since', async () => {
  const party = await RelyingParty.start({ services: { notices: true } });
  onTestFinished(() => party.close());
  const shared = { clock: new TestClock(), data: await temporaryFolder(), masterKey: randomBytes(32) };
  const first = await launchDeployment({ ...shared, settings: { clients: [party.settings] } });
  party.issuer = new URL(first.portal).origin;
  const { access_token: token } = (await party.ownToken('notices')).body;
  await first.close();
  const { services: _services, ...without } = party.settings;
  const again = { ...shared, demo: false, ports: first.ports, settings: { clients: [without] } };
  await startTraining(again);
  expect((await post(party, notice(shared.clock), token)).status).toBe(403);
});

test('[J2] a token that an application gets for a person is never good for what it may do by itself', async () => {
  const { portal, party } = await start();
  const tokens = await party.signOn(await signedInVisitor(portal, 'maria.garcia'), { scope: 'openid profile notices' });
  expect((tokens as unknown as { scope: string }).scope.split(' ')).not.toContain('notices');
});

test('[R4] who posted and withdrew which notice is in the audit trail, and not a word of it', async () => {
  const { clock, data, portal, party } = await start();
  const { sub } = claimsOf(await party.signOn(await signedInVisitor(portal, 'john.smith')));
  const { id } = (await (await post(party, notice(clock, { to: { account: sub! } }))).json()) as PostedNotice;
  await post(party, notice(clock));
  await post(party, notice(clock, { key: 'two', to: { site: '0001' } }));
  await withdraw(party, notice(clock).key);
  await withdraw(party, notice(clock).key);
  const trail = await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8');
  const entries = trail
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; account?: string; detail: object })
    .filter(({ event }) => event.startsWith('notice.'));
  expect(entries).toEqual([
    expect.objectContaining({ event: 'notice.posted', account: sub, detail: { application: 'party', notice: id } }),
    expect.objectContaining({ event: 'notice.posted', detail: expect.objectContaining({ to: 'site:0001' }) as object }),
    expect.objectContaining({ event: 'notice.withdrawn', account: sub, detail: { application: 'party', notice: id } }),
  ]);
  expect(trail).not.toContain('renewal');
});

test('[J2] an application that sends too much waits, whatever it sends, and another does not', async () => {
  const { clock, party, other } = await start({}, { id: 'other', name: 'Other' });
  const { access_token: token } = (await party.ownToken('notices')).body;
  const { requestsPerMinute } = limits.notices;
  for (let sent = 0; sent < requestsPerMinute; sent++) {
    const answer = await post(party, {}, token);
    expect(answer.status).toBe(400);
    await answer.body?.cancel();
  }
  const refused = await post(party, notice(clock), token);
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({ type: '/problems/too-many-calls' });
  expect((await post(other, notice(clock))).status).toBe(200);
  clock.advance(60_000);
  expect((await post(party, notice(clock), token)).status).toBe(200);
});

test('[J2] the example client of the documentation posts a notice and withdraws it, and says what is wrong', async () => {
  const party = await RelyingParty.start({ services: { notices: true } });
  onTestFinished(() => party.close());
  // The client goes by the machine's clock.
  const { portal } = await startTraining({ clock: systemClock, settings: { clients: [party.settings] } });
  const file = fileURLToPath(new URL('../../../docs/examples/notice-client.mjs', import.meta.url));
  const run = async (...given: string[]) => {
    const args = [file, new URL(portal).origin, party.settings.id, ...given];
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CLIENT_SECRET: party.settings.secret },
    });
    const [said, complained, [status]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit') as Promise<[number]>,
    ]);
    return { status, said: said.trim(), complained: complained.trim() };
  };
  const given = ['post', 'closed', trainingSites.bluebonnet.id, 'Closed on Friday', 'Open again on Monday.'];
  const first = await run(...given);
  expect(first).toMatchObject({ status: 0, complained: '' });
  expect(await run(...given)).toEqual(first);
  const john = await signedInVisitor(portal, 'john.smith');
  expect(await shownTo(john)).toMatchObject([{ id: `notice/${first.said}`, title: 'Closed on Friday', from: 'Party' }]);
  expect(await run('withdraw', 'closed')).toEqual({ status: 0, said: '', complained: '' });
  expect(await shownTo(john)).toEqual([]);
  const refused = await run('post', 'a key', '0009990001', '', 'Text');
  expect(refused.status).toBe(1);
  expect(refused.complained).toMatch(/cannot be used; .*title is empty/);
});

test('[J2] what has expired is deleted by itself, and nothing else', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const party = await RelyingParty.start({ services: { notices: true } });
  onTestFinished(() => party.close());
  const [clock, data, masterKey] = [new TestClock(), await temporaryFolder(), randomBytes(32)];
  const deployment = await launchDeployment({ clock, data, masterKey, settings: { clients: [party.settings] } });
  party.issuer = new URL(deployment.portal).origin;
  await post(party, notice(clock));
  const later = new Date(clock.now() + lifetime + 1).toISOString();
  await post(party, notice(clock, { key: 'later', expiresAt: later }));
  clock.advance(lifetime);
  vi.advanceTimersByTime(limits.jobs.lookEvery);
  // It waits for what is under way.
  await deployment.close();
  const store = await openLowdbStore({ directory: join(data, 'identity'), ...new Keys(masterKey).ofStore('identity') });
  onTestFinished(() => store.close());
  const left = (await store.collection(notices).list()).filter(({ application }) => application === 'party');
  expect(left.map(({ key }) => key)).toEqual(['later']);
});

const postgres = usePostgres();

describe.skipIf(withoutPostgres)(`two servers over one PostgreSQL${needsPostgres}`, () => {
  test('[R2] a notice that was sent to both at once is one, and either shows it until the other withdraws it', async () => {
    await postgres.server.ask('create database notices');
    const party = await RelyingParty.start({ services: { notices: true } });
    onTestFinished(() => party.close());
    const settings = {
      store: { postgres: { ...postgres.server.settings, database: 'notices' } },
      clients: [party.settings],
    };
    const shared = { settings, clock: new TestClock(), masterKey: randomBytes(32) };
    const portals = [(await startTraining(shared)).portal, (await startTraining({ ...shared, demo: false })).portal];
    const ask = (at: number, method: string, path: string, body?: unknown) => {
      party.issuer = new URL(portals[at]!).origin;
      return party.call(method, path, 'notices', body);
    };
    const sent = [0, 1, 0, 1].map((at) => ask(at, 'POST', '/api/notices', notice(shared.clock)));
    const ids = (await Promise.all(sent)).map(async (answer) => ((await answer.json()) as PostedNotice).id);
    expect(new Set(await Promise.all(ids)).size).toBe(1);
    const people = await Promise.all(portals.map((portal) => signedInVisitor(portal, 'john.smith')));
    for (const john of people) expect(await titlesOf(john)).toEqual([notice(shared.clock).title]);
    expect((await ask(1, 'DELETE', `/api/notices/${notice(shared.clock).key}`)).status).toBe(204);
    for (const john of people) expect(await titlesOf(john)).toEqual([]);
  });
});
