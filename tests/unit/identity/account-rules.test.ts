import { expect, test } from 'vitest';
import {
  readRoles,
  readSites,
  siteText,
  unfitEmail,
  unfitName,
  unfitSites,
  unfitUsername,
} from '../../../shared/identity/account-fields.ts';
import { isHistoryEvent } from '../../../shared/identity/account-history.ts';
import { statesOf } from '../../../shared/identity/account-state.ts';
import { remarkOf, remarkPlace, unreadableLine } from '../../../shared/identity/api/import.ts';
import { isOpenedBy } from '../../../shared/identity/api/services.ts';
import { cookieName, formerCookieName } from '../../../shared/identity/cookies.ts';
import { isPermitted } from '../../../shared/identity/permissions.ts';
import { roleIds } from '../../../shared/identity/roles.ts';
import { firstUseAddress, firstUseIn } from '../../../shared/identity/sign-in-address.ts';
import { type Account, accounts, factsOf } from '../../../server/identity/accounts/account.ts';
import { PasswordHashing } from '../../../server/identity/accounts/password-hashing.ts';
import { newTrainingAccounts, trainingAccounts, trainingPassword } from '../../../server/identity/accounts/training.ts';
import { usernameKey } from '../../../server/identity/accounts/username.ts';
import { desk } from './desk.ts';

/** Rules about accounts, tried by themselves. */

test('[S8] the state of an account says what stands in the way, in the order in which it is dealt with', () => {
  const fine = {
    status: 'active',
    lock: null,
    passwordSet: true,
    resetUntil: null,
    passwordExpired: false,
    agreementAccepted: true,
    questionsMissing: false,
  } as const;
  const lock = { since: 0, failures: 5, from: [], elsewhere: true };
  expect(statesOf(fine)).toEqual(['fine']);
  expect(statesOf({ ...fine, status: 'disabled', lock })).toEqual(['disabled', 'locked']);
  expect(statesOf({ ...fine, passwordSet: false, passwordExpired: true })).toEqual(['unopened']);
  expect(statesOf({ ...fine, passwordSet: false, resetUntil: 1, agreementAccepted: false })).toEqual([
    'code',
    'agreement',
  ]);
  expect(statesOf({ ...fine, passwordExpired: true, questionsMissing: true })).toEqual(['expired', 'questions']);
});

test.each([
  ['username', 128, unfitUsername],
  ['name', 200, unfitName],
])('[S4] a %s is a line of characters that one sees, at most %i', (_, most, unfit) => {
  expect(unfit('x'.repeat(most))).toBeUndefined();
  expect(unfit('x'.repeat(most + 1))).toBe(`is longer than ${most} characters`);
  expect(unfit('')).toBe('is empty');
  for (const text of ['a\nb', 'a\u0000', 'a\u2028b', 'a\u2029b']) expect(unfit(text)).toMatch(/control character$/);
  expect(unfit('a\u00adb')).toBe('holds a character that nobody sees (U+00AD); delete the text and type it anew');
});

test('[S4] an email address has one @, a name before it and a domain of two parts or more', () => {
  for (const email of ['pat@clinic.example', 'p.o’d+x@a-1.b.example', `${'x'.repeat(241)}@clinic.co`]) {
    expect(unfitEmail(email), email).toBeUndefined();
  }
  const unfit = ['pat', 'pat@', '@clinic.example', 'pat@clinic', 'pat@clinic.', 'pat@.example', 'a@b@clinic.example'];
  for (const email of [...unfit, 'pat@cl_nic.example', 'pat o@clinic.example', 'pat,o@clinic.example', 'p@c.e x']) {
    expect(unfitEmail(email), email).toBe('is not an email address');
  }
  expect(unfitEmail(`${'x'.repeat(242)}@clinic.ex.co`)).toBe('is longer than 254 characters');
});

test('[S4] roles are read whatever their case, order and spaces, each once, and none that is not known', () => {
  expect(readRoles(' Point-of-Contact ;;clinic-staff\nclinic-staff')).toEqual(['clinic-staff', 'point-of-contact']);
  expect(readRoles(' ; ')).toBe(`is empty; known roles: ${roleIds.join(', ')}`);
  expect(readRoles('clinic-staff;root')).toBe(
    `holds a role that is not known here; known roles: ${roleIds.join(', ')}`,
  );
});

test('[S4] sites are read as they are written, and what is wrong with one is said', () => {
  const sites = readSites(' 0042 : North: Main ;\n7:South');
  expect(sites).toEqual([
    { id: '0042', name: 'North: Main' },
    { id: '7', name: 'South' },
  ]);
  expect((sites as { id: string; name: string }[]).map(siteText)).toEqual(['0042:North: Main', '7:South']);
  expect(readSites('')).toEqual([]);
  for (const list of ['0042', ':North', '0042:']) {
    expect(readSites(list)).toBe('is to be written as id:name, each in a line of its own or with ; between');
  }
  expect(readSites('1:a;2:b;1:c')).toBe('names the same site twice');
  expect(readSites(`${'1'.repeat(65)}:a`)).toBe('holds a site whose id or name is longer than 64 characters');
  expect(readSites(`${'1'.repeat(64)}:${'a'.repeat(201)}`)).toBe(
    'holds a site whose id or name is longer than 200 characters',
  );
  const many = Array.from({ length: 201 }, (_, n) => ({ id: String(n), name: 'a' }));
  expect(unfitSites(many)).toBe('holds more than 200 sites');
  expect(unfitSites(many.slice(1))).toBeUndefined();
});

test('[R3] a role may do what one of its permissions says, and whoever has none may nothing', () => {
  expect(isPermitted('people', ['point-of-contact'])).toBe(true);
  expect(isPermitted('support', ['clinic-staff', 'customer-support'])).toBe(true);
  expect(isPermitted('support', ['clinic-staff', 'point-of-contact'])).toBe(false);
  expect(isPermitted('administrator', [])).toBe(false);
});

test('[R3] an account’s history has the events that are listed for it, and no other object’s property', () => {
  expect(['account.reset', 'sign-in.failed', 'toString', '__proto__'].map(isHistoryEvent)).toEqual([
    true,
    ...[false, false, false],
  ]);
});

test('[R3] the link for a new account carries username and code behind the #, whatever characters they have', () => {
  const given = { username: 'pat+é&x=1#', code: 'ABCD-1234' };
  const address = firstUseAddress('https://portal.example', given);
  expect(address).toMatch(/^https:\/\/portal\.example\/sign-in#/);
  expect(firstUseIn(new URL(address).hash)).toEqual(given);
  for (const fragment of ['', '#', '#username=pat', '#code=1', '#username=&code=1']) {
    expect(firstUseIn(fragment)).toBeUndefined();
  }
});

test('[S8] a cookie is bound to its host where there is TLS, and always to its deployment', () => {
  expect(cookieName('https://portal.example', 'portal_session', 'd1')).toBe('__Host-portal_session_d1');
  expect(cookieName('http://127.0.0.1:1', 'portal_session', 'd1')).toBe('portal_session_d1');
  expect(formerCookieName('https://portal.example', 'workstation')).toBe('__Host-workstation');
});

test('[J2] a scope is opened by itself and by the one for every kind of resource, and by no other', () => {
  expect(isOpenedBy(['system/Patient.r'], 'system/Patient.r')).toBe(true);
  expect(isOpenedBy(['system/*.r'], 'system/Patient.r')).toBe(true);
  expect(isOpenedBy(['system/*.r'], 'system/Patient.u')).toBe(false);
  expect(isOpenedBy(['system/Patient.r'], 'system/Immunization.r')).toBe(false);
  expect(isOpenedBy(['x/system/*.r'], 'x/system/Patient.r')).toBe(false);
});

test('[S4] a remark about a file names its line and field, and reads back as it was', () => {
  const remark = { line: 12, field: 'email', reason: 'is empty' };
  expect(remarkPlace(remark)).toBe('12.email');
  expect(remarkOf({ field: '12.email', message: 'is empty' })).toEqual(remark);
  expect(remarkOf({ field: '12.a.b', message: 'm' })).toEqual({ line: 12, field: 'a.b', reason: 'm' });
  expect(remarkOf({ field: 'csv', message: 'm' })).toEqual({ line: 1, field: 'csv', reason: 'm' });
});

test('[S4] the line that is no UTF-8 is counted by whichever line ends a file has', () => {
  expect(unreadableLine('a\nb')).toBeUndefined();
  expect(unreadableLine('\ufffd\nb')).toBe(1);
  expect(unreadableLine('a\r\nb\rc\n\ud800')).toBe(4);
});

test.each([
  ['  Maria.García ', 'maria.garcía'],
  ['\u200bＭＡＲＩＡ\u00ad', 'maria'],
  ['00001234567', '00001234567'],
])('[S5] the username %j is looked up as %j', (typed, key) => {
  expect(usernameKey(typed)).toBe(key);
});

test('[R3] what is said of an account is its person’s, and nothing of how they sign in', async () => {
  const { account } = await desk();
  const facts = { username: 'maria', name: 'Maria', email: 'maria@clinic.example', roles: [], sites: [] };
  expect(factsOf(account)).toEqual(facts);
  expect(Object.keys(factsOf({ ...account, name: undefined } as unknown as Account))).not.toContain('name');
});

test('[S8] an account from before support could search is found by the words of its name too', async () => {
  const { account } = await desk();
  const upgraded = accounts.upgrade!(account as never, 1);
  const { searchKeys, place, ...before } = upgraded;
  expect(before).toEqual(account);
  expect([searchKeys, typeof place]).toEqual([expect.arrayContaining(['word|mari']), 'number']);
});

test('[R1] training accounts open with the password that is shown, can be found, and get their mail nowhere', async () => {
  const { context } = await desk();
  const made = await newTrainingAccounts(context.hashing, context.clock);
  expect(made.map(({ username }) => username)).toEqual(trainingAccounts.map(({ username }) => username));
  expect(new Set(made.map(({ id }) => id)).size).toBe(made.length);
  for (const { username, password, searchKeys, ...account } of made) {
    expect(account).toMatchObject({ usernameKey: username, email: `${username}@training.example`, status: 'active' });
    expect(account).toMatchObject({ formerPasswords: [], securityQuestions: [] });
    expect(account).not.toHaveProperty('who');
    expect([password.changedAt, searchKeys?.length]).toEqual([context.clock.now(), expect.any(Number)]);
  }
  expect(await context.hashing.verify(made[0]!.password.hash, trainingPassword)).toBe(true);
});

test('[S8] a password’s hash proves nothing without the pepper of the server that made it', async () => {
  const [here, elsewhere] = [new PasswordHashing(Buffer.alloc(32, 1)), new PasswordHashing(Buffer.alloc(32, 2))];
  const hash = await here.hash('a password');
  expect([await here.verify(hash, 'a password'), await elsewhere.verify(hash, 'a password')]).toEqual([true, false]);
});
