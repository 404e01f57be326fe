import { expect, test } from 'vitest';
import type { ResetMailed } from '../../../shared/identity/api/accounts.ts';
import { firstUseIn } from '../../../shared/identity/sign-in-address.ts';
import type { SupportedAccount } from '../../../shared/identity/api/support.ts';
import { eventually } from '../../support/eventually.ts';
import { Stranger } from '../../support/stranger.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';
import { act, problemOf, reason, startAdministration } from './administration-steps.ts';

test('[R3] disabling an account ends every session of it at once, in the portal and in every application', async () => {
  const { admin, portal, applications, trail } = await startAdministration();
  const [here, there] = [await signedInVisitor(portal, 'maria.garcia'), await signedInVisitor(portal, 'maria.garcia')];
  for (const address of Object.values(applications)) await here.visit(address);
  const answer = await act(admin, 'disable', 'Maria.Garcia');
  expect([answer.status, (await answer.json()) as SupportedAccount]).toMatchObject([
    200,
    { status: 'disabled', signedIn: 0 },
  ]);
  for (const visitor of [here, there]) expect((await visitor.send('GET', '/api/session')).status).toBe(401);
  for (const address of Object.values(applications)) {
    expect((await here.send('GET', new URL('/api/session', address).href)).status).toBe(401);
  }
  const entries = await trail();
  const by = entries.find(({ event }) => event === 'sign-in.succeeded')!.account;
  expect(entries).toContainEqual(expect.objectContaining({ event: 'account.disabled', detail: { by, reason } }));
  await eventually(async () => {
    const ended = (await trail()).filter(({ event }) => event === 'session.ended');
    expect(ended.map(({ detail }) => detail!['reason'])).toEqual(['administrator', 'administrator']);
  });
});

test('[R3] a disabled account with the right password is refused exactly as one with a wrong password', async () => {
  const { admin, portal } = await startAdministration();
  await act(admin, 'disable', 'john.smith');
  const refusal = async (username: string, password?: string) => {
    const response = await new Visitor(portal).signIn(username, password);
    return { ...(await problemOf(response)), status: response.status, instance: '' };
  };
  const refused = await refusal('john.smith');
  expect(refused.status).toBe(401);
  expect(refused).toEqual(await refusal('maria.garcia', 'wrong password'));
  for (let tries = 1; tries < 4; tries++) await refusal('john.smith');
  expect((await refusal('john.smith')).status).toBe(429);
});

test('[R3] a disabled account gets nothing more by single sign-on, nor by what an application holds of it', async () => {
  const stranger = await Stranger.start();
  const { admin, portal, applications } = await startAdministration({ settings: { clients: [stranger.settings] } });
  stranger.issuer = new URL(portal).origin;
  const visitor = await signedInVisitor(portal, 'john.smith');
  const { tokens, sid } = await stranger.signOn(visitor);
  const configuration = await stranger.configuration();
  await act(admin, 'disable', 'john.smith');
  await eventually(async () => expect(stranger.loggedOut).toEqual([sid]));
  expect((await visitor.visit(applications.immtrac2)).way.at(-1)!.pathname).toBe('/sign-in');
  const userinfo = await fetch(configuration.serverMetadata().userinfo_endpoint!, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  });
  expect(userinfo.status).toBe(401);
  await stranger.stop();
});

test('[R3] an account that is enabled again opens by its password, and by no session from before', async () => {
  const { admin, portal } = await startAdministration();
  const john = await signedInVisitor(portal, 'john.smith');
  await act(admin, 'disable', 'john.smith');
  expect(await (await act(admin, 'enable', 'john.smith')).json()).toMatchObject({ status: 'active' });
  expect((await john.send('GET', '/api/session')).status).toBe(401);
  expect((await new Visitor(portal).signIn('john.smith')).status).toBe(200);
});

test('[R3] nobody takes the last administrator who can sign in: not disabled, not without the role, not by a file', async () => {
  const { admin, portal } = await startAdministration();
  const file = 'username,name,email,roles\nit.admin,Ira Admin (Training),it.admin@training.example,clinic-staff';
  for (const [action, more] of [
    ['disable', {}],
    ['roles', { roles: ['clinic-staff'] }],
  ] as const) {
    const response = await act(admin, action, 'it.admin', more);
    expect(response.status).toBe(422);
    expect((await problemOf(response)).detail).toMatch(/last administrator who can sign in/);
  }
  const imported = await admin.send('POST', '/api/accounts/import', {
    csv: file,
    dryRun: false,
    partial: true,
    update: true,
  });
  expect((await problemOf(imported)).fields).toContainEqual({
    field: '1.file',
    message: expect.stringMatching(/no administrator who can sign in/),
  });
  expect((await new Visitor(portal).signIn('it.admin')).status).toBe(200);

  // With a second one who can sign in, the first may go.
  await act(admin, 'roles', 'maria.garcia', { roles: ['administrator'] });
  expect((await act(admin, 'disable', 'it.admin')).status).toBe(200);
  expect((await admin.send('GET', '/api/session')).status).toBe(401);
  const maria = await signedInVisitor(portal, 'maria.garcia');
  expect((await act(maria, 'disable', 'maria.garcia')).status).toBe(422);
});

test('[R3] of two administrators who take the role from each other at once, one stays', async () => {
  const { admin, portal } = await startAdministration();
  await act(admin, 'roles', 'maria.garcia', { roles: ['administrator'] });
  const maria = await signedInVisitor(portal, 'maria.garcia');
  const answers = await Promise.all([
    act(admin, 'roles', 'maria.garcia', { roles: ['clinic-staff'] }),
    act(maria, 'roles', 'it.admin', { roles: ['clinic-staff'] }),
  ]);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('[R3] other roles hold at once: whoever worked with those from before is signed out', async () => {
  const { admin, portal, applications, trail } = await startAdministration();
  const maria = await signedInVisitor(portal, 'maria.garcia');
  await maria.visit(applications.vaos);
  await act(admin, 'roles', 'maria.garcia', { roles: ['clinic-staff'] });
  expect((await maria.send('GET', new URL('/api/session', applications.vaos).href)).status).toBe(401);
  expect(await (await new Visitor(portal).signIn('maria.garcia')).json()).toMatchObject({
    account: { roles: ['clinic-staff'] },
  });
  expect(await trail()).toContainEqual(
    expect.objectContaining({
      event: 'account.roles-changed',
      detail: expect.objectContaining({
        reason,
        before: 'primary-vaccine-coordinator point-of-contact clinic-staff',
        after: 'clinic-staff',
      }),
    }),
  );
});

test('[R3] sites are changed with their leading zeros, and what was so already is neither changed nor recorded', async () => {
  const { admin, portal, trail } = await startAdministration();
  const sites = [{ id: '0042', name: 'North Clinic' }];
  expect(await (await act(admin, 'sites', 'john.smith', { sites })).json()).toMatchObject({ sites });
  const john = new Visitor(portal);
  expect(await (await john.signIn('john.smith')).json()).toMatchObject({ account: { sites } });
  expect((await act(admin, 'sites', 'john.smith', { sites })).status).toBe(200);
  expect((await john.send('GET', '/api/session')).status).toBe(200);
  expect((await trail()).filter(({ event }) => event === 'account.sites-changed')).toHaveLength(1);
});

test('[R3] of another email address both the old and the new one are told, and the trail has neither', async () => {
  const { admin, mailAfter, mails, trail } = await startAdministration();
  const { mail } = await mailAfter(() => act(admin, 'email', 'john.smith', { email: 'j.smith@clinic.example' }));
  expect(mail).toMatch(/email address of your Enterprise Portal account was changed/);
  await eventually(async () => expect(await mails()).toHaveLength(2));
  expect(JSON.stringify(await trail())).not.toMatch(/@/);
});

test.each([
  ['roles', { roles: [] }, 'roles'],
  ['sites', { sites: [{ id: '', name: 'North' }] }, 'sites'],
  ['sites', { sites: [{ id: '00\u200B42', name: 'North' }] }, 'sites'],
  [
    'sites',
    {
      sites: [
        { id: '1', name: 'One' },
        { id: '1', name: 'Two' },
      ],
    },
    'sites',
  ],
  ['email', { email: 'nobody' }, 'email'],
  ['email', { email: 'john\u202E@clinic.example' }, 'email'],
  ['disable', { reason: '  a   ' }, 'reason'],
])('[R3] %s with %j is refused by its field', async (action, more, field) => {
  const { admin, portal } = await startAdministration();
  const response = await act(admin, action, 'john.smith', more);
  expect(response.status).toBe(400);
  expect((await problemOf(response)).fields).toMatchObject([{ field }]);
  expect((await new Visitor(portal).signIn('john.smith')).status).toBe(200);
});

test('[R3] administrators alone change accounts; support resets them; staff and strangers do neither', async () => {
  const { admin, support, portal } = await startAdministration();
  const staff = await signedInVisitor(portal, 'maria.garcia');
  const all = { roles: ['clinic-staff'], sites: [], email: 'j@clinic.example', verification: '1' };
  const body = { username: 'nobody', reason };
  const statuses = async (visitor: Visitor) =>
    Promise.all(
      [
        ['disable', body],
        ['enable', body],
        ['roles', { ...body, roles: all.roles }],
        ['sites', { ...body, sites: all.sites }],
        ['email', { ...body, email: all.email }],
        ['reset', body],
        ['reset/verification', { username: 'nobody' }],
        ['reset/shown', { ...body, verification: '1' }],
      ].map(async ([action, sent]) => (await visitor.send('POST', `/api/accounts/${action as string}`, sent)).status),
    );
  expect(await statuses(admin)).toEqual(Array(8).fill(404));
  expect(await statuses(support)).toEqual([403, 403, 403, 403, 403, 404, 404, 404]);
  expect(await statuses(staff)).toEqual(Array(8).fill(403));
  expect(await statuses(new Visitor(portal))).toEqual(Array(8).fill(401));
});

const nora = {
  username: 'nora.vega',
  name: 'Nora Vega',
  email: 'nora@clinic.example',
  roles: ['clinic-staff'],
  sites: [{ id: '0042', name: 'North Clinic' }],
  language: 'es',
};

test('[R3] a new account is opened by a link in a mail, for 7 days and once, and its owner alone chooses a password', async () => {
  const { admin, portal, clock, mailAfter, trail } = await startAdministration();
  const { result, mail } = await mailAfter(() => act(admin, 'create', 'nora.vega', nora), /sign-in#/);
  expect(result.status).toBe(200);
  const day = 24 * 3_600_000;
  const { expiresAt, ...made } = (await result.json()) as ResetMailed;
  expect(expiresAt).toBe(clock.now() + 7 * day);
  expect(made).toMatchObject({ mailedTo: 'n…@c…', account: { passwordSet: false, language: 'es' } });
  const address = /https?:\S+#\S+/.exec(mail.replaceAll('=\r\n', '').replaceAll('=3D', '='))![0];
  const { username, code } = firstUseIn(new URL(address).hash)!;
  expect(new URL(address).origin).toBe(new URL(portal).origin);
  expect(JSON.stringify(await trail())).not.toContain(code);
  clock.advance(7 * day - 1);
  const owner = new Visitor(portal);
  expect(await (await owner.signIn(username, code)).json()).toMatchObject({ pending: 'password', wasReset: true });
  expect((await new Visitor(portal).signIn(username, code)).status).toBe(401);
});

test('[R3] a link for a new account opens nothing after 7 days', async () => {
  const { admin, portal, clock, mailAfter } = await startAdministration();
  const { mail } = await mailAfter(() => act(admin, 'create', 'nora.vega', nora), /sign-in#/);
  const address = /https?:\S+#\S+/.exec(mail.replaceAll('=\r\n', '').replaceAll('=3D', '='))![0];
  const { username, code } = firstUseIn(new URL(address).hash)!;
  clock.advance(7 * 24 * 3_600_000);
  expect((await new Visitor(portal).signIn(username, code)).status).toBe(401);
});

test('[R3] a new account with a username that is taken, or with unfit fields, is refused with the field and not made', async () => {
  const { admin } = await startAdministration();
  const taken = await act(admin, 'create', 'John.Smith', { ...nora, username: 'John.Smith' });
  expect([taken.status, (await problemOf(taken)).fields]).toMatchObject([422, [{ field: 'username', code: 'taken' }]]);
  const unfit = await act(admin, 'create', '\u0007', { ...nora, username: '\u0007', email: 'none', roles: [] });
  expect(unfit.status).toBe(400);
  expect((await problemOf(unfit)).fields?.map(({ field }) => field)).toEqual(['username', 'email', 'roles']);
});

test('[R3] name and language change without ending a session, and the trail has that and not the name', async () => {
  const { admin, portal, trail } = await startAdministration();
  const john = await signedInVisitor(portal, 'john.smith');
  expect(await (await act(admin, 'name', 'john.smith', { name: 'Johnny Vega' })).json()).toMatchObject({
    name: 'Johnny Vega',
    signedIn: 1,
  });
  await act(admin, 'language', 'john.smith', { language: 'es' });
  expect(await (await john.send('GET', '/api/session')).json()).toMatchObject({
    account: { name: 'Johnny Vega', language: 'es' },
  });
  const events = (await trail()).map(({ event }) => event);
  expect(events).toEqual(expect.arrayContaining(['account.name-changed', 'account.language-changed']));
  expect(JSON.stringify(await trail())).not.toContain('Johnny');
});
