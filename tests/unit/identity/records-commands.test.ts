import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Announcement } from '../../../shared/identity/api/announcements.ts';
import type { OpenSession } from '../../../server/identity/sessions/command.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';
import { commandPlace } from './command-steps.ts';

const why = ['--reason', 'ticket 4711'];

/** With training data, and a server that runs on them. */
async function beside() {
  const place = await commandPlace();
  await mkdir(place.data);
  return { ...place, ...(await place.serve(true)) };
}

test('[R3] sites are kept from the command line, beside a running server, which has every change at once', async () => {
  const { command, portal, trail } = await beside();
  const { ask, run } = command('sites');
  const admin = await signedInVisitor(portal, 'it.admin');
  const north = { id: '0042', name: 'North Clinic', closed: false, people: 0 };
  const kept = async () => (await admin.send('GET', '/api/sites')).json();

  expect(await ask('create', '0042', 'North Clinic')).toMatchObject({ status: 0, outcome: 'changed' });
  expect(await kept()).toContainEqual(north);
  expect(await ask('create', '0042', 'Another')).toMatchObject({
    status: 1,
    reason: 'There is a site with the ID 0042 already.',
  });
  expect(await ask('rename', '0042', 'Riverside')).toMatchObject({ status: 0, outcome: 'changed' });
  expect(await ask('close', '0042')).toMatchObject({ status: 0, outcome: 'changed' });
  expect(await ask('close', '0042')).toMatchObject({ status: 0, outcome: 'unchanged' });
  expect(await kept()).toContainEqual({ ...north, name: 'Riverside', closed: true });
  expect(await ask('open', '9999')).toMatchObject({ status: 1, outcome: 'refused' });
  expect((await run('list')).stdout).toMatch(/^0042\tclosed\t0 people\tRiverside$/m);
  expect(await trail()).toMatch(/"site\.closed","detail":\{"site":"0042","by":"command line"\}/);
});

test('[R3] without a server the commands open the records themselves, and the server that starts then has it', async () => {
  const { command, serve, portal, ...running } = await beside();
  const maria = await signedInVisitor(portal, 'maria.garcia');
  await running.close();
  expect(await command('sites').ask('create', '0042', 'North Clinic')).toMatchObject({ status: 0 });
  expect(await command('applications').ask('list')).toMatchObject({
    status: 1,
    reason: expect.stringMatching(/No server runs on this data/),
  });
  expect(await command('sessions').ask('end', 'maria.garcia', ...why)).toMatchObject({ status: 0, ended: 1 });
  const again = await serve();
  expect((await maria.send('GET', new URL('/api/session', again.portal).href)).status).toBe(401);
  const admin = await signedInVisitor(again.portal, 'it.admin');
  expect(await (await admin.send('GET', '/api/sites')).json()).toContainEqual(expect.objectContaining({ id: '0042' }));
});

test('[N1] an announcement is written, changed in part, listed and withdrawn from the command line', async () => {
  const { command, portal, trail } = await beside();
  const { ask, run } = command('announce');
  const john = await signedInVisitor(portal, 'john.smith');
  const told = async () => (await (await john.send('GET', '/api/notifications')).json()) as { title: string }[];
  const english = ['--title', 'Closed on Tuesday', '--text', 'The portal rests.'];
  const spanish = ['--title-es', 'Cerrado el martes', '--text-es', 'El portal descansa.'];

  expect(await run('write', ...english, ...spanish)).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^Give --to MINUTE/),
  });
  expect(await ask('write', '--to', '2020-01-01T08:00', ...english, ...spanish)).toMatchObject({
    status: 1,
    reason: 'to must be in the future.',
  });
  const soon = new Date(Date.now() + 3 * 24 * 3_600_000).toISOString().slice(0, 16);
  const written = await ask('write', '--to', soon, ...english, ...spanish, '--role', 'clinic-staff');
  const { announcement } = written as unknown as { announcement: Announcement };
  expect(announcement).toMatchObject({
    ...{ state: 'shown', severity: 'information', audience: { role: 'clinic-staff' }, by: 'command line' },
    es: { title: 'Cerrado el martes', text: 'El portal descansa.' },
  });
  expect(await told()).toContainEqual(expect.objectContaining({ title: 'Closed on Tuesday' }));

  expect(await ask('change', announcement.id, '--severity', 'warning')).toMatchObject({
    status: 0,
    announcement: { ...announcement, severity: 'warning', version: 2, changedAt: expect.any(Number) },
  });
  expect(await run('change', announcement.id, '--title', 'Alone')).toMatchObject({ status: 2 });
  expect((await run('list')).stdout).toContain(`${announcement.id}\tshown\twarning\tclinic-staff\t`);
  expect(await ask('withdraw', announcement.id)).toMatchObject({ status: 0, announcement: { state: 'withdrawn' } });
  expect(await ask('withdraw', announcement.id)).toMatchObject({ status: 1, outcome: 'refused' });
  expect(await told()).not.toContainEqual(expect.objectContaining({ title: 'Closed on Tuesday' }));
  expect(await trail()).toMatch(/"announcement\.withdrawn","detail":\{[^}]*"by":"command line"/);
});

test('[A1] a version of the agreement is written from two files, listed, withdrawn, and who has not accepted is told', async () => {
  const { command, folder, portal, trail } = await beside();
  const { ask, run } = command('agreements');
  await signedInVisitor(portal, 'john.smith');
  const [en, es] = [join(folder, 'en.txt'), join(folder, 'es.txt')];
  await writeFile(en, '\uFEFFAcceptable Use\r\n# Rules\r\nLock the screen.\r\n');
  await writeFile(es, 'Uso aceptable\n# Reglas\n');
  const files = ['--en', en, '--es', es];
  expect(await ask('write', '2999-01-01', ...files)).toMatchObject({
    status: 1,
    reason: 'es.text has a heading without a paragraph.',
  });
  await writeFile(es, 'Uso aceptable\n# Reglas\nBloquee la pantalla.\n');
  expect(await ask('write', '2999-01-01', ...files)).toMatchObject({
    status: 0,
    versions: [
      {
        ...{ version: '2999-01-01', state: 'upcoming', by: 'command line' },
        en: { title: 'Acceptable Use', sections: [{ heading: 'Rules', paragraphs: ['Lock the screen.'] }] },
      },
      { state: 'current' },
    ],
  });
  expect((await run('list')).stdout).toMatch(/^2999-01-01\tupcoming\tfrom 2999-01-01\tcommand line\tAcceptable Use$/m);
  expect(await run('write', '2999-01-02', '--en', join(folder, 'none.txt'), '--es', es)).toMatchObject({ status: 2 });
  expect(await ask('withdraw', '2999-01-01')).toMatchObject({ status: 0, versions: [{ state: 'current' }] });
  expect(await ask('withdraw', '2999-01-01')).toMatchObject({ status: 1 });
  const { stdout } = await run('not-accepted');
  expect(stdout).toMatch(/^\d+ of \d+ people have not accepted the version /);
  expect(stdout).toContain('maria.garcia\t');
  expect(stdout).not.toContain('john.smith\t');
  expect(await trail()).toMatch(/"accounts\.listed","detail":\{"by":"command line","accounts":"\d+"\}/);
});

test('[R3] who is signed in is listed, and one session or all of a person are ended', async () => {
  const { command, portal, trail } = await beside();
  const { ask, run } = command('sessions');
  const [first, second] = [
    await signedInVisitor(portal, 'maria.garcia'),
    await signedInVisitor(portal, 'maria.garcia'),
  ];
  const john = await signedInVisitor(portal, 'john.smith');
  const statusOf = async (visitor: Visitor) => (await visitor.send('GET', '/api/session')).status;
  const listed = async (...args: string[]) =>
    ((await ask('list', ...args)) as unknown as { sessions: OpenSession[] }).sessions;

  expect((await listed()).map(({ username }) => username)).toEqual(['john.smith', 'maria.garcia', 'maria.garcia']);
  const hers = await listed('--username', 'Maria.Garcia');
  expect(hers).toHaveLength(2);
  expect(await ask('end', 'john.smith', '--session', hers[1]!.session, ...why)).toMatchObject({ status: 1 });
  expect(await ask('end', 'maria.garcia', '--session', hers[1]!.session, ...why)).toMatchObject({ ended: 1 });
  expect([await statusOf(first), await statusOf(second), await statusOf(john)]).toEqual([401, 200, 200]);
  expect((await run('end', 'maria.garcia', ...why)).stdout).toBe('Sessions ended: 1\n');
  expect([await statusOf(second), await statusOf(john)]).toEqual([401, 200]);
  expect(await ask('end', 'nobody', ...why)).toMatchObject({ status: 1 });
  expect(await ask('end', 'john.smith', '--reason', 'x')).toMatchObject({ status: 1 });
  expect(await statusOf(john)).toBe(200);
  expect((await run('list')).stdout).toMatch(/^\S+\tjohn\.smith\tnot enrolled\tsince /);
  expect(await trail()).toMatch(/"account\.signed-out".*"by":"command line","reason":"ticket 4711","sessions":"one"/);
});

test('[K8] a workstation is enrolled with a code of the command line, and revoked there by its name', async () => {
  const { command, portal, trail } = await beside();
  const { ask, run } = command('workstations');
  const enrolled = async () => {
    const { code } = await ask('code', 'Intake 2');
    const visitor = new Visitor(portal);
    expect((await visitor.send('POST', '/api/workstations/enrol', { code })).status).toBe(200);
    return visitor;
  };
  const [first, second] = [await enrolled(), await enrolled()];
  await first.signIn('maria.garcia');
  expect((await run('list')).stdout).toMatch(/^\S+\t1 signed in\tused \S+\tIntake 2$/m);
  const several = await ask('revoke', 'Intake 2', ...why);
  expect(several).toMatchObject({ status: 1, reason: expect.stringMatching(/^Several workstations are called/) });
  const ids = several.reason.replace(/^.*ID: |\.$/g, '').split(', ');
  for (const id of ids) expect(await ask('revoke', id, ...why)).toMatchObject({ status: 0, outcome: 'changed' });
  expect((await first.send('GET', '/api/session')).status).toBe(401);
  for (const visitor of [first, second]) {
    expect(await (await visitor.send('GET', '/api/workstations/this')).json()).toEqual({ enrolledAs: null });
  }
  expect(await ask('revoke', 'Intake 2', ...why)).toMatchObject({ status: 1 });
  expect(await ask('code', '  ')).toMatchObject({ status: 1 });
  expect(await trail()).toMatch(/"workstation\.revoked".*"reason":"ticket 4711","by":"command line"/);
});

test('[J2] registered applications are listed and tried from the command line, never with a secret', async () => {
  const { command, portal } = await beside();
  const { ask, run } = command('applications');
  const listed = await run('list', '--json');
  expect(JSON.parse(listed.stdout)).toMatchObject({
    issuer: new URL(portal).origin,
    registrations: [{ id: 'immtrac2' }, { id: 'vaos' }, { id: 'syntropi' }],
  });
  expect(listed.stdout).not.toMatch(/secret"/);
  const tried = await run('test', 'vaos');
  expect(tried).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Redirect\thttp.*\tReached \(\d+\)$/m) });
  expect(await ask('test', 'nothing')).toMatchObject({ status: 1, outcome: 'refused' });
});

test.each([
  ['sites', ['create', '0042'], /After create comes the site's ID and its name/],
  ['sites', ['create', '0042', 'North', '--reason', 'why'], /Unknown option '--reason'/],
  ['announce', ['change', 'x', '--severity', 'loud'], /--severity: give one of information, warning/],
  ['sessions', ['list', '--session', 'x'], /--session does not go with list/],
  ['workstations', ['revoke', 'Intake 2'], /Say why with --reason/],
  ['agreements', ['list'], /There is no data/],
] as const)('[R3] %s %j is wrong usage, which the command explains', async (name, args, text) => {
  const { command } = await commandPlace();
  const { status, stdout, stderr } = await command(name).run(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(text);
});
