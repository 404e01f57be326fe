import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { masterKeyFromFile } from '../../../server/keys/key-file.ts';
import { masterKeyFromCommand, masterKeyOf } from '../../../server/keys/master-key.ts';
import { startServerProcess } from '../../support/server-process.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { Visitor } from '../../support/visitor.ts';
import { runCommandWith } from '../../support/run-command.ts';

const program = (script: string) => [process.execPath, '-e', script];
const prints = (text: string) => program(`process.stdout.write(${JSON.stringify(text)})`);
const newKey = () => randomBytes(32).toString('base64');

/** A folder for data, and settings beside it whose command prints what a vault would. */
async function place() {
  const folder = await temporaryFolder();
  const data = join(folder, 'data');
  const settingsFor = async (key: string, name = 'settings.json') => {
    const file = join(folder, name);
    await writeFile(file, JSON.stringify({ masterKey: { command: prints(`${key}\n`) } }));
    return file;
  };
  const serve = async (...args: string[]) => {
    const server = await startServerProcess(data, ...args);
    onTestFinished(() => server.stop());
    return server;
  };
  const run = (name: 'audit' | 'keys' | 'backup', args: readonly string[], input = '') =>
    runCommandWith(input, name, ...args, '--data', data);
  return { folder, data, settingsFor, serve, run };
}

const signsIn = async ({ portal }: { portal: string }) => (await new Visitor(portal).signIn('maria.garcia')).status;

test('[K8] a server whose master key a command prints keeps none beside its data, and its commands get it the same way', async () => {
  const { folder, data, settingsFor, serve, run } = await place();
  const settings = await settingsFor(newKey());
  const first = await serve('--demo', '--settings', settings);
  expect(await signsIn(first)).toBe(200);
  await first.stop();
  expect(await readdir(data)).not.toContain('master.key');

  expect(await run('audit', ['verify', '--settings', settings])).toMatchObject({ status: 0, stderr: '' });
  expect(await run('keys', ['rotate', 'signing', '--settings', settings])).toMatchObject({ status: 0, stderr: '' });
  const backup = ['back-up', '--to', join(folder, 'a.backup'), '--settings', settings];
  expect(await run('backup', backup, 'a passphrase of words\n')).toMatchObject({ status: 0 });
  expect(await readdir(data)).not.toContain('master.key');

  const again = await serve('--settings', settings);
  expect(await signsIn(again)).toBe(200);
  await again.stop();
  await expect(serve('--settings', await settingsFor(newKey()))).rejects.toThrow(/another key/);
});

test('[K8] the master key moves from the file to a command and on to the next, and each old one opens nothing then', async () => {
  const { data, settingsFor, serve, run } = await place();
  await (await serve('--demo')).stop();
  const old = await masterKeyFromFile(data);
  const [first, second] = [await settingsFor(newKey(), 'first.json'), await settingsFor(newKey(), 'second.json')];

  expect(await run('keys', ['rotate', 'master', '--to', first])).toMatchObject({ status: 0, stderr: '' });
  expect(await readdir(data)).not.toContain('master.key');
  expect(await run('keys', ['rotate', 'master', '--settings', first])).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^A command prints the master key .* --to FILE/),
  });
  expect(await run('keys', ['rotate', 'master', '--settings', first, '--to', first])).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/is the present one; nothing was changed/),
  });
  expect(await run('keys', ['rotate', 'master', '--settings', first, '--to', second])).toMatchObject({ status: 0 });
  await expect(serve('--settings', first)).rejects.toThrow(/does not belong to this master key/);

  // One that was left behind is named, and not used.
  await writeFile(join(data, 'master.key'), old.toString('base64'), { mode: 0o600 });
  const server = await serve('--settings', second);
  expect(await signsIn(server)).toBe(200);
  expect(server.complaints()).toMatch(/master.key is still beside the data/);
});

test('[K8] what a command prints is taken as a key only when it is one, and is never repeated', async () => {
  const key = randomBytes(32);
  expect((await masterKeyFromCommand(prints(`${key.toString('base64')}\n`))).equals(key)).toBe(true);
  const secret = randomBytes(31).toString('base64');
  const cases: [readonly string[], RegExp][] = [
    [['/nowhere/vault'], /masterKey\.command, \/nowhere\/vault\) did not start: there is no such program/],
    [program(`process.stdout.write('${secret}'); process.exit(3)`), /ended with 3/],
    [prints(secret), /does not print a key: 32 bytes in base64/],
    [prints(''), /does not print a key/],
    [program(`process.stdout.write('${secret}'.repeat(1000)); setInterval(() => {}, 1000)`), /prints more than a key/],
  ];
  for (const [command, complaint] of cases) {
    const error = await masterKeyFromCommand(command).catch((refused: Error) => refused);
    expect((error as Error).message).toMatch(complaint);
    expect((error as Error).message).not.toContain(secret.slice(0, 8));
  }
  const endless = masterKeyFromCommand(program('setInterval(() => {}, 1000)'), { timeout: 300 });
  await expect(endless).rejects.toThrow(/was ended: no key after 0.3 seconds/);
});

test('[K8] the words of the command go to the program as they are, not through a shell', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'made');
  const key = newKey();
  const script = 'process.stdout.write(process.argv[1].slice(0, 44))';
  const command = [process.execPath, '-e', script, `${key}; touch ${file} $(touch ${file})`];
  expect((await masterKeyOf(folder, { masterKey: { command } })).toString('base64')).toBe(key);
  await expect(readFile(file)).rejects.toThrow('ENOENT');
});
