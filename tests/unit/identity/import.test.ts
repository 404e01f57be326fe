import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ImportReport, ImportRun } from '../../../shared/identity/api/import.ts';
import { passwordProfiles } from '../../../shared/identity/password-policy.ts';
import type { ProblemDetails } from '../../../shared/contract/problems.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

const header = 'username,name,email,roles,sites,password_hash';
const oldPassword = 'Grün-Pecan 2026';
const bcrypt = '$2b$06$abcdefghijklmnopqrstuujdb6KNhYfaQwBQoFTpGCKy77BKP42dy';
const ssha = '{SSHA}dEigeXP8LGt7iDuRjCYcxYkCa+YwMTIzNDU2Nw==';
const pbkdf2 = '$pbkdf2$1212$MDEyMzQ1Njc4OWFiY2RlZg$68ZIklePuHP4pyAvFN4l2oLOArQ';
const argon2 = '$argon2id$v=19$m=1024,t=3,p=2$MDEyMzQ1Njc4OWFiY2RlZg$uv6VSWAhIms2HsEPA0nlIsCky581ptkv+Ci03S+Q+m4';

const row = (username: string, hash = ssha, name = 'Pat Example') =>
  `${username},${name},pat@clinic.example,clinic-staff,0042:North Clinic,"${hash}"`;
const csv = (...rows: string[]) => [header, ...rows].join('\r\n');

async function start() {
  const data = await temporaryFolder();
  const clock = new TestClock();
  const { portal } = await startTraining({ data, clock });
  const administrator = await signedInVisitor(portal, 'it.admin');
  const send = (text: string, options: { dryRun?: boolean; partial?: boolean; update?: boolean } = {}) =>
    administrator.send('POST', '/api/accounts/import', { csv: text, dryRun: false, partial: false, ...options });
  return {
    data,
    clock,
    portal,
    administrator,
    send,
    report: async (text: string, options: { dryRun?: boolean; partial?: boolean; update?: boolean } = {}) => {
      const response = await send(text, options);
      expect(response.status).toBe(200);
      return (await response.json()) as ImportReport;
    },
    signsIn: async (username: string, password = oldPassword) =>
      (await new Visitor(portal).signIn(username, password)).status === 200,
    trail: () => readFile(join(data, 'audit', 'audit.jsonl'), 'utf8'),
  };
}

test('[S4] imported people sign in with the passwords that they have, whatever the old scheme, once and again', async () => {
  const { report, signsIn, trail } = await start();
  const people = { bea: bcrypt, sam: ssha, pia: pbkdf2, ari: argon2 };
  const result = await report(csv(...Object.entries(people).map(([name, hash]) => row(name, hash))));
  expect(result).toEqual({ dryRun: false, created: 4, updated: [], changes: [], unchanged: 0, refused: [], hints: [] });
  for (const name of Object.keys(people)) {
    expect(await signsIn(name, 'not the password')).toBe(false);
    expect(await signsIn(name)).toBe(true);
    expect(await signsIn(name)).toBe(true);
  }
  // The first right password re-hashes, the second has nothing left to do.
  expect((await trail()).match(/"password.rehashed"/g)).toHaveLength(4);
});

test('[S4] an old digest is no password', async () => {
  const { report, signsIn } = await start();
  await report(csv(row('sam')));
  expect(await signsIn('sam', ssha)).toBe(false);
  expect(await signsIn('sam', Buffer.from(ssha.slice(6), 'base64').subarray(0, 20).toString('base64'))).toBe(false);
});

test('[S4] an account without a hash is there, and no password opens it', async () => {
  const { report, signsIn } = await start();
  expect(await report(csv(row('nopass', '')))).toMatchObject({ created: 1 });
  expect(await signsIn('nopass', 'anything')).toBe(false);
});

test('[S5] an employee number is imported with its zeros, and only so does it sign in', async () => {
  const { report, portal } = await start();
  await report(csv(row('="00000987654"')));
  const response = await new Visitor(portal).signIn('00000987654', oldPassword);
  expect(await response.json()).toMatchObject({ account: { username: '00000987654', sites: [{ id: '0042' }] } });
  expect((await new Visitor(portal).signIn('987654', oldPassword)).status).toBe(401);
});

test('[S4] an imported password has its full period from the import on', async () => {
  const { portal, clock } = await start();
  const day = 24 * 3600 * 1000;
  const { lifetimeDays } = passwordProfiles['hhs-2022'];
  const session = async () => {
    const sam = new Visitor(portal);
    await sam.signIn('sam', oldPassword);
    await sam.agree();
    return (await sam.send('GET', '/api/session')).json();
  };

  clock.advance(30 * day);
  const administrator = await signedInVisitor(portal, 'it.admin');
  await administrator.send('POST', '/api/accounts/import', { csv: csv(row('sam')), dryRun: false, partial: false });
  clock.advance((lifetimeDays - 1) * day);
  expect(await session()).toMatchObject({ pending: 'none' });
  clock.advance(2 * day);
  expect(await session()).toMatchObject({ pending: 'password' });
});

test('[S4] one refused row keeps the whole file out, and each is named by line, field and reason', async () => {
  const { send, signsIn } = await start();
  const response = await send(csv(row('good'), row('bad', 'letmein'), row('GOOD')));
  expect(response.status).toBe(422);
  const problem = (await response.json()) as ProblemDetails;
  expect(problem.type).toBe('/problems/import-refused');
  expect(problem.fields).toEqual([
    { field: '3.password_hash', message: expect.stringContaining('known scheme') },
    { field: '4.username', message: 'stands in line 2 already' },
  ]);
  expect(await signsIn('good')).toBe(false);
});

test('[S4] a partial import takes the good rows', async () => {
  const { report, signsIn } = await start();
  const result = await report(csv(row('good'), row('bad', 'letmein')), { partial: true });
  expect(result).toMatchObject({ created: 1, refused: [{ line: 3, field: 'password_hash' }] });
  expect(await signsIn('good')).toBe(true);
});

test('[S4] a file that cannot be read is not imported in part', async () => {
  const { send } = await start();
  expect((await send(`username,shoe_size\na,42`, { partial: true })).status).toBe(422);
});

test('[S4] a dry run says what would happen, and nothing does', async () => {
  const { report, signsIn, trail } = await start();
  const result = await report(csv(row('good'), row('bad', 'letmein'), row('1234')), { dryRun: true });
  expect(result).toMatchObject({
    dryRun: true,
    created: 2,
    unchanged: 0,
    refused: [{ line: 3 }],
    hints: [{ line: 4 }],
  });
  expect(await signsIn('good')).toBe(false);
  expect(await trail()).not.toContain('accounts.imported');
});

test('[S4] the same file a second time changes nothing, not even a password that was changed here', async () => {
  const { report, signsIn } = await start();
  const file = csv(row('sam'), row('bea', bcrypt), row('nopass', ''));
  await report(file);
  expect(await signsIn('sam')).toBe(true); // re-hashed: the old hash is gone from the store
  expect(await report(file)).toMatchObject({ created: 0, unchanged: 3, refused: [] });
  expect(await report(csv(row('bea', bcrypt), row('new'), row('sam')))).toMatchObject({ created: 1, unchanged: 2 });
  expect(await signsIn('sam')).toBe(true);
});

test.each([
  ['another hash', row('sam', bcrypt), 'password_hash'],
  ['no hash', row('sam', ''), 'password_hash'],
  ['another name', row('sam', ssha, 'Pat Other'), 'name'],
  ['another spelling of the username', row('SAM'), 'username'],
  ['another email', row('sam').replace('pat@', 'pia@'), 'email'],
  ['another role', row('sam').replace('clinic-staff', 'administrator'), 'roles'],
  ['another site', row('sam').replace('0042', '42'), 'sites'],
])('[S4] an account that is here is never overwritten: %s', async (_, changed, field) => {
  const { report, send, signsIn } = await start();
  await report(csv(row('sam')));
  const response = await send(csv(changed));
  expect(response.status).toBe(422);
  expect(((await response.json()) as ProblemDetails).fields).toMatchObject([{ field: `2.${field}` }]);
  expect(await signsIn('sam')).toBe(true);
});

test('[S4] a file that may update changes name, email, roles and sites, and never a password', async () => {
  const { report, signsIn, portal, trail } = await start();
  await report(csv(row('sam'), row('bea', bcrypt)));
  const sam = new Visitor(portal);
  await sam.signIn('sam', oldPassword);
  const changed = `sam,Sam Other,sam@clinic.example,point-of-contact,7:South,"${bcrypt}"`;
  const file = csv(changed, row('bea', bcrypt));
  const updated = [{ line: 2, field: 'name, email, roles, sites', reason: expect.any(String) }];
  const change = { line: 2, username: 'sam' };
  const changes = [
    { ...change, field: 'name', before: 'Pat Example', after: 'Sam Other' },
    { ...change, field: 'email', before: 'pat@clinic.example', after: 'sam@clinic.example' },
    { ...change, field: 'roles', before: 'clinic-staff', after: 'point-of-contact' },
    { ...change, field: 'sites', before: '0042:North Clinic', after: '7:South' },
  ];
  const said = {
    created: 0,
    updated,
    changes,
    unchanged: 1,
    refused: [],
    hints: [{ line: 2, field: 'password_hash' }],
  };
  expect(await report(file, { dryRun: true, update: true })).toMatchObject({ ...said, dryRun: true });
  expect((await sam.send('GET', '/api/session')).status).toBe(200);
  expect(await report(file, { update: true })).toMatchObject({ ...said, dryRun: false });

  // Whoever worked with the roles and sites from before is signed out.
  expect((await sam.send('GET', '/api/session')).status).toBe(401);
  expect(await (await sam.signIn('sam', oldPassword)).json()).toMatchObject({
    account: {
      name: 'Sam Other',
      email: 'sam@clinic.example',
      roles: ['point-of-contact'],
      sites: [{ id: '7', name: 'South' }],
    },
  });
  expect(await signsIn('bea')).toBe(true);
  const lines = (await trail()).split('\n');
  expect(lines.find((line) => line.includes('"account.updated"'))).toMatch(
    /"reason":"import","fields":"name email roles sites"/,
  );
  expect(await report(file, { update: true })).toMatchObject({ updated: [], unchanged: 2 });
});

test('[S4] what a file that may update does not say stays: no sites column, no cell, and no other username', async () => {
  const { report, send, portal } = await start();
  await report(csv(row('sam')));
  const said = 'sam,Sam Other,pat@clinic.example,clinic-staff';
  expect(await report(`username,name,email,roles\n${said}`, { update: true })).toMatchObject({
    updated: [{ field: 'name' }],
  });
  expect(await report(csv(said), { update: true })).toMatchObject({ updated: [], unchanged: 1 });
  expect(await (await new Visitor(portal).signIn('sam', oldPassword)).json()).toMatchObject({
    account: { sites: [{ id: '0042' }] },
  });
  expect((await send(csv(row('SAM')), { update: true })).status).toBe(422);
});

test('[S4] an update leaves a disabled account disabled, and says so', async () => {
  const { report, administrator, signsIn } = await start();
  await report(csv(row('sam')));
  await administrator.send('POST', '/api/accounts/disable', { username: 'sam', reason: 'left the clinic' });
  expect(await report(csv(row('sam', ssha, 'Sam Other')), { update: true })).toMatchObject({
    updated: [{ line: 2 }],
    hints: [{ line: 2, reason: expect.stringMatching(/disabled, and stays so/) }],
  });
  expect(await signsIn('sam')).toBe(false);
});

test('[S4] a file cannot give a password to an account that was made here', async () => {
  const { send } = await start();
  const training = `john.smith,John Smith (Training),john.smith@training.example,clinic-staff,`;
  const response = await send(csv(`${training},${ssha}`));
  const fields = ((await response.json()) as ProblemDetails).fields!.map(({ field }) => field);
  expect(fields).toContain('2.password_hash');
});

test('[S4] two imports of one file at once make each account once', async () => {
  const { send, report } = await start();
  const file = csv(row('sam'), row('bea', bcrypt));
  const statuses = (await Promise.all([send(file), send(file)])).map(({ status }) => status);
  expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 422]);
  expect(await report(file)).toMatchObject({ created: 0, unchanged: 2 });
});

test('[S4] only administrators import accounts', async () => {
  const { portal } = await start();
  const file = { csv: csv(row('sam')), dryRun: true, partial: false };
  for (const username of ['support.lee', 'maria.garcia']) {
    const response = await (await signedInVisitor(portal, username)).send('POST', '/api/accounts/import', file);
    expect([username, response.status]).toEqual([username, 403]);
  }
  expect((await new Visitor(portal).send('POST', '/api/accounts/import', file)).status).toBe(401);
});

test('[S4] the audit trail has who and how many, and nothing of the file', async () => {
  const { report, trail } = await start();
  await report(csv(row('sam'), row('bad', 'letmein')), { partial: true });
  const entry = (await trail()).split('\n').find((line) => line.includes('accounts.imported'))!;
  expect(JSON.parse(entry)).toMatchObject({
    account: expect.any(String),
    detail: { created: '1', unchanged: '0', refused: '1' },
  });
  // The history of an account begins with it.
  const created = (await trail()).split('\n').find((line) => line.includes('account.created'))!;
  expect(JSON.parse(created)).toMatchObject({
    account: expect.any(String),
    detail: { by: JSON.parse(entry).account, reason: 'import', roles: 'clinic-staff', sites: '0042' },
  });
  for (const secret of [ssha.slice(6), 'letmein', 'Pat Example']) expect(await trail()).not.toContain(secret);
});

test('[S4] a file is refused that is larger than may be', async () => {
  const { send } = await start();
  expect((await send('x'.repeat(25 * 1024 * 1024))).status).toBe(413);
  expect((await send(csv('ü'.repeat(3 * 1024 * 1024)), { dryRun: true })).status).toBe(200);
});

test('[S4] no text of a file is a fault of the server', async () => {
  const { send } = await start();
  const line = fc.array(fc.oneof(fc.string(), fc.constantFrom('a', '"', ssha, bcrypt, '="01"', 'clinic-staff')), {
    maxLength: 7,
  });
  const shaped = fc.array(line.map((cells) => cells.join(','))).map((lines) => csv(...lines));
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), shaped), fc.boolean(), async (text, dryRun) => {
      const { status } = await send(text, { dryRun });
      expect(dryRun ? [200] : [200, 422]).toContain(status);
    }),
    { numRuns: 150 },
  );
});

test('[S4] an import goes on without its page, and whoever began it is told how far it is and how it ended', async () => {
  const { administrator, send, portal } = await start();
  const run = async (visitor: Visitor) => {
    const answer = await visitor.send('GET', '/api/accounts/import');
    return answer.status === 204 ? undefined : ((await answer.json()) as ImportRun);
  };
  expect(await run(administrator)).toBeUndefined();
  await send(csv(row('sam')), { dryRun: true });
  expect(await run(administrator)).toBeUndefined();

  const leaving = new AbortController();
  const cookie = [...administrator.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const body = JSON.stringify({ csv: csv(row('sam'), row('bea')), dryRun: false, partial: false, update: false });
  const left = fetch(new URL('/api/accounts/import', portal), {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body,
    signal: leaving.signal,
  }).catch(() => {});
  await eventually(async () => expect(await run(administrator)).toBeDefined());
  leaving.abort();
  await left;
  await eventually(async () =>
    expect(await run(administrator)).toMatchObject({ state: 'written', done: 2, total: 2, created: 2, updated: 0 }),
  );
  await send(csv(row('sam', bcrypt)));
  expect(await run(administrator)).toMatchObject({ state: 'refused' });
});
