import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { askServer } from '../../../server/control/ask-server.ts';
import { ExchangeError, sealLine } from '../../../server/control/sealed-exchange.ts';
import { localSocketPath } from '../../../server/control/local-socket.ts';
import { masterKeyFromFile } from '../../../server/keys/key-file.ts';
import { Keys } from '../../../server/keys/keys.ts';
import type { ImportReport } from '../../../shared/identity/api/import.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Settings } from '../../../shared/kiosk/settings.ts';
import { needsPostgres, usePostgres, withoutPostgres } from '../../support/postgres.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';
import { commandPlace } from './command-steps.ts';

const postgres = usePostgres();
const why = ['--reason', 'ticket 4711'];
const password = 'Quiet-Armadillo-2026';
const someone = ['--name', 'Ida Hill', '--email', 'ida@clinic.example'];

async function place(settings: Settings = {}) {
  const made = await commandPlace(settings);
  return { ...made, ...made.command('accounts') };
}

async function setPassword(portal: string, username: string, code: string): Promise<Visitor> {
  const visitor = new Visitor(portal);
  expect(await (await visitor.signIn(username, code)).json()).toMatchObject({ pending: 'password' });
  const change = await visitor.send('POST', '/api/password', { reason: 'expired', password });
  expect(change.status).toBe(200);
  await visitor.agree();
  return visitor;
}

test('[R3] the first administrator of a clinic is made by one command, and signs in with the code that it shows', async () => {
  const { ask, serve, run, trail } = await place();
  const made = await ask('first-administrator', 'ida.hill', ...someone, ...why);
  expect(made).toMatchObject({
    status: 0,
    outcome: 'code',
    account: { username: 'ida.hill', roles: ['administrator'] },
  });
  expect(await trail()).toMatch(/"account\.created".*"by":"command line","reason":"ticket 4711"/);
  expect(await trail()).not.toContain(made.code);
  const again = await run('first-administrator', 'other', ...someone, ...why);
  expect(again).toMatchObject({ status: 1, stderr: expect.stringMatching(/can sign in already: ida\.hill/) });

  const { portal } = await serve();
  const ida = await setPassword(portal, 'ida.hill', made.code);
  expect((await ida.send('GET', '/api/workstations')).status).toBe(200);
});

test('[R3] where no administrator can sign in any more, an account that is here becomes one', async () => {
  const { ask, serve } = await place();
  const first = await ask('first-administrator', 'ida.hill', ...someone, ...why);
  const { portal } = await serve();
  // Signs in with the code and never chooses a password: nothing opens the account now.
  await new Visitor(portal).signIn('ida.hill', first.code);
  const second = await ask('first-administrator', 'IDA.hill', ...why);
  expect(second).toMatchObject({ status: 0, outcome: 'code', account: { name: 'Ida Hill' } });
  await setPassword(portal, 'ida.hill', second.code);
});

test.each([
  ['username', ['ida\u200B', ...someone], /username holds a character that nobody sees \(U\+200B\)/],
  ['name', ['ida', '--name', 'Ida\u202EHill', '--email', 'ida@clinic.example'], /name holds .*U\+202E/],
  ['email', ['ida', '--name', 'Ida Hill', '--email', 'ida\u00AD@clinic.example'], /email holds .*U\+00AD/],
  ['nothing but a username', ['ida'], /give --name and --email/],
])('[R3] no first administrator of a %s that cannot be used', async (_, args, text) => {
  const { run } = await place();
  expect(await run('first-administrator', ...args, ...why)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(text),
  });
});

test.each([
  ['no verb', [], /Say what to do/],
  ['an unknown verb', ['delete', 'john.smith'], /Say what to do/],
  ['no reason', ['disable', 'john.smith'], /Say why with --reason/],
  ['no username', ['show'], /After show comes a username/],
  ['a word too many', ['list', 'all'], /After list comes nothing more/],
  ['an option of another verb', ['disable', 'x', '--show', ...why], /--show does not go with disable/],
  ['no data', ['list'], /There is no data/],
])('[R3] the command explains itself: %s', async (_, args, text) => {
  const { run } = await place();
  const { status, stdout, stderr } = await run(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(text);
});

/** The same by itself and through a running server, on both stores. */
const stores = [
  ['in files', async (): Promise<Settings> => ({}), false],
  [
    `in PostgreSQL${needsPostgres}`,
    async (): Promise<Settings> => {
      const database = `accounts_${randomBytes(4).toString('hex')}`;
      await postgres.server.ask(`create database ${database}`);
      return { store: { postgres: { ...postgres.server.settings, database } } };
    },
    withoutPostgres,
  ],
] as const;

describe.each(stores)('accounts %s', (_, settingsOf, skipped) => {
  test.skipIf(skipped)(
    '[R3] beside a running server every change holds at once, and the trail names who did it',
    async () => {
      const { ask, run, serve, data } = await place(await settingsOf());
      await mkdir(data);
      const { portal, applications } = await serve(true);
      const maria = await signedInVisitor(portal, 'maria.garcia');
      await maria.visit(applications.vaos);
      expect(await ask('disable', 'Maria.Garcia', ...why)).toMatchObject({
        status: 0,
        outcome: 'changed',
        account: { status: 'disabled', signedIn: 0 },
      });
      expect((await maria.send('GET', '/api/session')).status).toBe(401);
      expect((await maria.send('GET', new URL('/api/session', applications.vaos).href)).status).toBe(401);
      expect((await new Visitor(portal).signIn('maria.garcia')).status).toBe(401);
      expect(await ask('disable', 'maria.garcia', ...why)).toMatchObject({ status: 0, outcome: 'unchanged' });
      await ask('enable', 'maria.garcia', ...why);
      await ask('set-roles', 'maria.garcia', 'clinic-staff; point-of-contact', ...why);
      await ask('set-sites', 'maria.garcia', '0042:North Clinic;7:South', ...why);
      await ask('set-email', 'maria.garcia', 'm.garcia@clinic.example', ...why);
      expect(await (await new Visitor(portal).signIn('maria.garcia')).json()).toMatchObject({
        account: {
          roles: ['clinic-staff', 'point-of-contact'],
          sites: [{ id: '0042' }, { id: '7' }],
          email: 'm.garcia@clinic.example',
        },
      });
      const shown = await ask('reset', 'maria.garcia', '--show', ...why);
      await setPassword(portal, 'maria.garcia', shown.code);

      expect(await ask('show', 'maria.garcia')).toMatchObject({ outcome: 'shown', account: { passwordSet: true } });
      expect((await run('list')).stdout).toMatch(
        /^maria\.garcia\tactive\tits password\tclinic-staff;point-of-contact\t/m,
      );
      expect(await ask('show', 'nobody')).toMatchObject({ status: 1, outcome: 'refused' });
      for (const args of [
        ['disable', 'it.admin'],
        ['set-roles', 'it.admin', 'clinic-staff'],
      ]) {
        expect(await ask(...args, ...why)).toMatchObject({
          status: 1,
          reason: expect.stringMatching(/last administrator/),
        });
      }
    },
  );

  test.skipIf(skipped)(
    '[R3] without a server the same command opens the data itself, and the server that starts then has it',
    async () => {
      const { ask, serve, data } = await place(await settingsOf());
      await mkdir(data);
      const first = await serve(true);
      const john = await signedInVisitor(first.portal, 'john.smith');
      await first.close();
      expect(await ask('disable', 'john.smith', ...why)).toMatchObject({ status: 0, account: { signedIn: 0 } });
      const shown = await ask('reset', 'maria.garcia', '--show', ...why);
      const { portal } = await serve();
      expect((await new Visitor(portal).signIn('john.smith')).status).toBe(401);
      expect((await john.send('GET', new URL('/api/session', portal).href)).status).toBe(401);
      await setPassword(portal, 'maria.garcia', shown.code);
    },
  );

  test.skipIf(skipped)('[S4] accounts are imported, updated and exported beside a running server too', async () => {
    const { run, ask, serve, data, folder } = await place(await settingsOf());
    await mkdir(data);
    const { portal } = await serve(true);
    const [file, out] = [join(folder, 'in.csv'), join(folder, 'out.csv')];
    const row = 'pat,Pat Example,pat@clinic.example,clinic-staff,0042:North Clinic';
    await writeFile(file, `username,name,email,roles,sites\n${row}`);
    const report = async (...args: string[]) => (await ask('import', file, ...args)) as unknown as ImportReport;
    expect(await report()).toMatchObject({ created: 1, updated: [] });
    await writeFile(file, `username,name,email,roles,sites\n${row.replace('0042:North', '0043:South')}`);
    expect(await report()).toMatchObject({ status: 1, refused: [{ field: 'sites' }] });
    expect(await report('--update')).toMatchObject({ status: 0, updated: [{ line: 2, field: 'sites' }] });
    expect((await run('export', out)).status).toBe(0);
    expect(await readFile(out, 'utf8')).toContain('pat,Pat Example,pat@clinic.example,clinic-staff,0043:South Clinic');
    expect((await new Visitor(portal).signIn('pat', 'anything')).status).toBe(401);
  });
});

test('[R3] an account is made with a mailed link, renamed, and unlocked beside a running server', async () => {
  const { ask, run, serve, data, trail } = await place();
  await mkdir(data);
  const { portal, ...server } = await serve(true);
  const create = ['create', 'pat.example', 'clinic-staff', '--name', 'Pat Example', ...why];
  const facts = [...create, '--email', 'pat@clinic.example', '--sites', '0042:North Clinic'];
  expect(await ask(...create, '--email', 'nobody')).toMatchObject({
    status: 1,
    reason: expect.stringMatching(/^The email /),
  });
  expect(await ask(...facts)).toMatchObject({
    ...{ status: 0, outcome: 'mailed', mailedTo: expect.stringMatching(/^p…@/) },
    account: { username: 'pat.example', passwordSet: false, sites: [{ id: '0042' }] },
  });
  expect(await ask(...facts)).toMatchObject({ status: 1, reason: expect.stringMatching(/^There is an account/) });
  expect(await ask('set-name', 'pat.example', 'Pat Lopez', ...why)).toMatchObject({ account: { name: 'Pat Lopez' } });

  const john = new Visitor(portal);
  for (let tries = 0; tries < limits.signIn.failuresBeforeLock; tries++) await john.signIn('john.smith', 'wrong');
  expect((await john.signIn('john.smith')).status).not.toBe(200);
  expect(await ask('unlock', 'john.smith', ...why)).toMatchObject({ outcome: 'changed', account: { lock: null } });
  expect((await john.signIn('john.smith')).status).toBe(200);
  expect(await ask('unlock', 'john.smith', ...why)).toMatchObject({ status: 0, outcome: 'unchanged' });
  expect(await trail()).toMatch(/"sign-in\.unlocked".*"by":"command line","reason":"ticket 4711"/);

  await server.close();
  expect(await run(...facts.with(1, 'another'))).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^No server runs on this data/),
  });
});

test('[R3] a clinic that has no way to mail says so, and how to go on', async () => {
  const { ask } = await place();
  await ask('first-administrator', 'ida.hill', ...someone, ...why);
  expect(await ask('reset', 'ida.hill', ...why)).toMatchObject({
    status: 1,
    reason: expect.stringMatching(/mail\.smtp.*--show/),
  });
});

test('[K8] a running server answers nobody who does not hold its master key, and nothing a second time', async () => {
  const { data, serve } = await place();
  await mkdir(data);
  await serve(true);
  const list = { command: 'accounts', question: { verb: 'list' } };
  const right = new Keys(await masterKeyFromFile(data)).derive('control');
  await expect(askServer(data, randomBytes(32), list)).rejects.toThrow(ExchangeError);
  expect(await askServer(data, right, list)).toMatchObject({ outcome: 'listed' });
  expect(await askServer(data, right, { command: 'accounts', question: { verb: 'shut down' } })).toMatchObject({
    outcome: 'refused',
  });

  /** What a connection says to a line that was made for another one, or by the wrong side. */
  const answerTo = async (lineFor: (challenge: string) => string) => {
    const socket = connect(await localSocketPath('epk-control', data));
    onTestFinished(() => void socket.destroy());
    const lines: string[] = [];
    const reader = createInterface(socket).on('line', (line) => {
      lines.push(line);
      if (lines.length === 1) socket.write(lineFor(line));
    });
    await once(reader, 'close');
    return lines.slice(1);
  };
  expect(await answerTo(() => sealLine(right, 'question', 'another challenge', list))).toEqual([]);
  expect(await answerTo((challenge) => sealLine(right, 'answer', challenge, list))).toEqual([]);
  expect(await answerTo(() => 'no secret at all\n')).toEqual([]);
  expect(await answerTo((challenge) => sealLine(right, 'question', challenge, list))).toHaveLength(1);
});
