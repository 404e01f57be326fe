import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { masterKeyFromFile } from '../../../server/keys/key-file.ts';
import { launchDeployment, startTraining, TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { Visitor } from '../../support/visitor.ts';
import { runCommand } from '../../support/run-command.ts';

/** A deployment with three entries: refused, succeeded, ended. */
async function place() {
  const folder = await temporaryFolder();
  const data = join(folder, 'data');
  const masterKey = await masterKeyFromFile(data);
  const clock = new TestClock();
  const act = async (portal: string) => {
    const visitor = new Visitor(portal);
    await visitor.signIn('maria.garcia', 'a mistyped password');
    await visitor.signIn('maria.garcia');
    await visitor.send('POST', '/api/sign-out');
  };
  const trail = join(data, 'audit', 'audit.jsonl');
  return {
    folder,
    trail,
    clock,
    masterKey,
    data,
    launch: async () => {
      const deployment = await launchDeployment({ data, masterKey, clock });
      await act(deployment.portal);
      return deployment;
    },
    run: (...args: string[]) => runCommand('audit', ...args, '--data', data),
  };
}

test('[R4] the command verifies the trail of a running server, and seals it', async () => {
  const { launch, run, data } = await place();
  const deployment = await launch();
  expect(await run('verify')).toMatchObject({ status: 0, stdout: expect.stringMatching(/whole: 3 entries, 0 seals/) });
  expect(await run('seal')).toMatchObject({ status: 0, stdout: expect.stringMatching(/up to entry 3 of 2026-11-22/) });
  await deployment.close();
  expect(await readdir(join(data, 'audit', 'seals'))).toEqual(['seal-000000003-2026-11-22.json']);
  expect((await run('verify')).stdout).toMatch(/3 entries, 1 seals/);
});

test('[R4] the command names the first entry that was tampered with, and ends with 1', async () => {
  const { launch, run, trail } = await place();
  await (await launch()).close();
  await writeFile(trail, (await readFile(trail, 'utf8')).replace('sign-in.succeeded', 'sign-in.refused'));
  expect(await run('verify')).toEqual({
    status: 1,
    stdout: '',
    stderr: 'First bad entry:\n  audit.jsonl, line 2: entry 2 was changed.\n',
  });
  expect((await run('seal')).status).toBe(1);
});

test('[R4] a seal that was kept elsewhere shows that the newest entries were cut off', async () => {
  const { launch, run, trail, data, folder } = await place();
  await (await launch()).close();
  const seal = join(folder, 'seal.json');
  await writeFile(seal, await readFile(join(data, 'audit', 'seals', 'seal-000000003-2026-11-22.json')));
  expect((await run('verify', '--seal', seal)).stdout).not.toContain('kept elsewhere');
  await writeFile(trail, (await readFile(trail, 'utf8')).split('\n').slice(0, 2).join('\n') + '\n');
  expect(await run('verify', '--seal', seal)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/line 3: the trail was cut; entry 3 and what followed/),
  });
  await writeFile(seal, (await readFile(seal, 'utf8')).replace('"sequence":3', '"sequence":2'));
  expect(await run('verify', '--seal', seal)).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/was changed/),
  });
});

test('[R4] an export has the days asked for, as lines with their proof or in CEF, for its user only', async () => {
  const { launch, run, trail, clock, folder } = await place();
  await (await launch()).close();
  clock.advance(24 * 3600_000);
  await (await launch()).close();
  const [jsonl, cef] = [join(folder, 'out.jsonl'), join(folder, 'out.cef')];
  const days = ['--from', '2026-11-23', '--to', '2026-11-23'];
  expect(await run('export', ...days, '--format', 'jsonl', jsonl)).toMatchObject({ status: 0, stderr: '' });
  expect(await readFile(jsonl, 'utf8')).toBe((await readFile(trail, 'utf8')).split('\n').slice(3).join('\n'));
  expect(process.platform === 'win32' ? 0 : (await stat(jsonl)).mode & 0o077).toBe(0);
  await run('export', ...days, '--format', 'cef', cef);
  const lines = (await readFile(cef, 'utf8')).split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[2]).toMatch(
    /^CEF:0\|Enterprise Portal\|Enterprise Portal Kiosk\|1\|session\.ended\|session ended\|3\|rt=\d{13} externalId=6 suid=\S+ shost=\S+ msg=\{"reason":"signed out"\} cs1Label=mac cs1=[\w-]{43}$/,
  );
  expect(await run('export', ...days, '--format', 'cef', cef)).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/already/),
  });
});

test.each([
  ['no command', [], /Usage/],
  ['another command', ['erase'], /Usage/],
  ['a day that is none', ['export', '--from', 'now', '--to', '2026-11-22', '--format', 'cef', 'x'], /give a day/],
  ['no format', ['export', '--from', '2026-11-22', '--to', '2026-11-22', 'x'], /Choose --format/],
  ['an option of another command', ['seal', '--seal', 'x'], /--seal does not go with seal/],
  ['no data', ['verify'], /There is no audit trail/],
  ['no seal', ['verify', '--seal', '/nowhere'], /There is no audit trail/],
])('[R4] the command explains itself and leaves nothing behind: %s', async (_, args, text) => {
  const folder = await temporaryFolder();
  const { status, stdout, stderr } = await runCommand('audit', ...args, '--data', join(folder, 'data'));
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(text);
  expect(await readdir(folder)).toEqual([]);
});

test('[R4] entries hold no password, code, token, name or address that anybody gave', async () => {
  const { data } = await place();
  const { portal } = await startTraining({ data });
  const visitor = new Visitor(portal);
  await visitor.signIn('a.typed.name', 'a typed password');
  await visitor.signIn('maria.garcia');
  const trail = await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8');
  for (const secret of ['typed', 'maria', 'Garcia', visitor.cookies.get('portal_session')!]) {
    expect(trail).not.toContain(secret);
  }
});
