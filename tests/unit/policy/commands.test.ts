import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { isPolicyCommand, policyCommand } from '../../../main/policy/commands.ts';
import { verifyExitCode } from '../../../main/policy/exit-code.ts';
import { policyNames } from '../../../shared/kiosk/policy.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const nobody = Readable.from([]);
const keepMailPassword = async () => false;

async function ask(args: readonly string[], input = nobody, platform: NodeJS.Platform = 'linux') {
  const machine = { platform, environment: {}, arguments: args, packaged: false } as const;
  const folder = await temporaryFolder();
  return policyCommand(machine, folder, { folder, home: tmpdir(), input, keepMailPassword });
}

async function codeFile(content: string | Buffer, mode = 0o600): Promise<string> {
  const file = join(await temporaryFolder(), 'code.txt');
  await writeFile(file, content, { mode });
  return file;
}

test('[K3] without a command the kiosk starts', async () => {
  expect(await ask(['/opt/kiosk', '--settings=file.json'])).toBeUndefined();
  const commands = ['--print-policy', '--print-policy=json', '--hash-exit-code', '--hash-exit-code=C:\\code.txt'];
  expect(commands.every((each) => isPolicyCommand([each]))).toBe(true);
  expect(isPolicyCommand(['--print-policyx', '--hash-exit-codes'])).toBe(false);
});

test('[K3] the command that shows the policy ends with 1 where something is wrong with it', async () => {
  const shown = await ask(['/opt/kiosk', '--print-policy=json', '--policy-Printing=everywhere']);
  expect(shown?.exitCode).toBe(1);
  const { settings } = JSON.parse(shown!.output) as { settings: object };
  expect(Object.keys(settings)).toEqual(policyNames);
  expect(await ask(['/opt/kiosk', '--print-policy', '--json', '--policy-Printing=everywhere'])).toEqual(shown);
  expect((await ask(['/opt/kiosk', '--print-policy', '--policy-Printing=pdf']))?.output).toMatch(
    /^Printing +pdf +command line$/m,
  );
});

test('[K3] showing the policy leaves nothing behind', async () => {
  const folder = await temporaryFolder();
  const machine = { platform: 'linux', environment: {}, arguments: ['--print-policy'], packaged: true } as const;
  await policyCommand(machine, folder, { folder, home: folder, input: nobody, keepMailPassword });
  expect(await readdir(folder)).toEqual([]);
});

test('[K5] the command that hashes an exit code reads it from standard input', async () => {
  const answer = await ask(['/opt/kiosk', '--hash-exit-code'], Readable.from(['leave-', '4711\r\nmore']));
  expect(answer?.exitCode).toBe(0);
  expect(await verifyExitCode('leave-4711', answer!.output)).toBe(true);
  expect(await ask(['/opt/kiosk', '--hash-exit-code'], Readable.from(['short\n']))).toEqual({
    exitCode: 1,
    output: 'An exit code has 8 to 64 characters.',
  });
});

test('[K5] on Windows, where nothing can be typed to a program with windows, the command asks for a file', async () => {
  const answer = await ask(['kiosk.exe', '--hash-exit-code'], Readable.from([]), 'win32');
  expect(answer).toEqual({ exitCode: 1, output: 'On Windows the code is read from a file: --hash-exit-code=FILE' });
});

const written: [string, string | Buffer][] = [
  ['by a plain editor', 'leave-4711\n'],
  ['without an end of line', 'leave-4711'],
  ['by Notepad', '\ufeffleave-4711\r\n'],
  ['by PowerShell', Buffer.from('\ufeffleave-4711\r\n', 'utf16le')],
];

test.each(written)('[K5] a code in a file written %s is replaced there by its hash', async (_, content) => {
  const file = await codeFile(content);
  const answer = await ask(['kiosk.exe', `--hash-exit-code=${file}`], nobody, 'win32');
  expect(answer).toEqual({ exitCode: 0, output: `The answer is in ${file}, in place of the code.` });
  const hash = await readFile(file, 'utf8');
  expect(hash).toMatch(/^\$scrypt\$\S+\n$/);
  expect(await verifyExitCode('leave-4711', hash.trim())).toBe(true);
});

test('[K5] a code in a file that is none is replaced there by why', async () => {
  const file = await codeFile('short');
  expect((await ask(['kiosk.exe', `--hash-exit-code=${file}`]))?.exitCode).toBe(1);
  expect(await readFile(file, 'utf8')).toBe('An exit code has 8 to 64 characters.\n');
});

const keepsItsContent: [string, string, number][] = [
  ['of several lines', 'leave-4711\nand more\n', 0o600],
  ['that is long', 'x'.repeat(1025), 0o600],
  ['that others can read', 'leave-4711\n', 0o640],
];

test.each(keepsItsContent)('[K5] a file %s is left as it is', async (_, content, mode) => {
  const file = await codeFile(content, mode);
  expect((await ask(['kiosk', `--hash-exit-code=${file}`]))?.exitCode).toBe(1);
  expect(await readFile(file, 'utf8')).toBe(content);
});

test('[K5] on Windows a file outside of the person’s own folder is left as it is, since others may read it', async () => {
  const file = await codeFile('leave-4711');
  const machine = {
    platform: 'win32',
    environment: {},
    arguments: [`--hash-exit-code=${file}`],
    packaged: true,
  } as const;
  for (const home of [await temporaryFolder(), `${dirname(file)}s`, file]) {
    const answer = await policyCommand(machine, home, { folder: '/', home, input: nobody, keepMailPassword });
    expect(answer).toEqual({
      exitCode: 1,
      output: `${file} may be readable for others: put it into a folder of your own, below ${home}.`,
    });
  }
  expect(await readFile(file, 'utf8')).toBe('leave-4711');
});

test('[K5] a file that is not there is said', async () => {
  const answer = await ask(['kiosk.exe', '--hash-exit-code=nowhere.txt'], nobody, 'win32');
  expect(answer?.output).toMatch(/nowhere\.txt cannot be read and written \(ENOENT\)\.$/);
});

test('[K8][R6] the mail server’s password goes from a file into the key store, and never over the command line', async () => {
  const keptThere: string[] = [];
  const folder = await temporaryFolder();
  const given = (...args: string[]) =>
    policyCommand({ platform: 'linux', environment: {}, arguments: args, packaged: true }, folder, {
      ...{ folder, home: folder, input: nobody },
      keepMailPassword: async (password) => keptThere.push(password) > 0,
    });
  const file = await codeFile('made up for a test\n');
  expect(isPolicyCommand([`--keep-mail-password=${file}`])).toBe(true);
  expect((await given('kiosk', `--keep-mail-password=${file}`))?.exitCode).toBe(0);
  expect(keptThere).toEqual(['made up for a test']);
  expect(await readFile(file, 'utf8')).toBe(
    'The key store of this system account has the password of the mail server now.\n',
  );
  expect((await given('kiosk', '--keep-mail-password'))?.exitCode).toBe(1);
  expect((await ask(['kiosk', `--keep-mail-password=${file}`]))?.exitCode).toBe(1);
});
