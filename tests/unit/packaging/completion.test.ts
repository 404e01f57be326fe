import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { candidatesOf } from '../../../server/command-line/shells/candidates.ts';
import { powershellCompletion } from '../../../server/command-line/shells/powershell.ts';
import { bashCompletion, zshCompletion } from '../../../server/command-line/shells/unix.ts';
import { commandTable } from '../../../server/command-line/table/table.ts';
import { runCommand } from '../../support/run-command.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const candidates = candidatesOf(commandTable);

/** What each line is completed to, in a folder with one file. The last word is the one that is being typed. */
const lines: [line: string, fits: string[]][] = [
  ['aud', ['audit']],
  ['accounts set-', ['set-roles', 'set-sites', 'set-name', 'set-email']],
  ['accounts reset --s', ['--show', '--settings']],
  ['audit export --format ', ['jsonl', 'cef']],
  ['announce write --severity w', ['warning']],
  ['keys rotate ma', ['master']],
  ['keys prepare ma', []],
  ['accounts import pe', ['people.csv']],
  ['serve --settings pe', ['people.csv']],
  ['serve --ch', ['--check']],
  ['accounts pe', []],
  ['accounts disable maria --reason pe', []],
];

async function complete(program: string, script: string): Promise<string[][]> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'people.csv'), '');
  const { stdout, stderr } = spawnSync(program, ['-c', script], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(' ').filter((word) => word !== ''));
}

test('[R3] bash completes commands, what they do, their options and the values of these', async () => {
  const script = `${bashCompletion(candidates)}
    try() { COMP_WORDS=(enterprise-portal-server "$@"); COMP_CWORD=$#; _enterprise_portal_server; echo "\${COMPREPLY[@]} "; }
    ${lines.map(([line]) => `try ${line.endsWith(' ') ? `${line} ''` : line}`).join('\n')}`;
  expect(await complete('bash', script)).toEqual(lines.map(([, fits]) => fits));
});

const withoutZsh = spawnSync('zsh', ['--version']).status !== 0;
const needsZsh = withoutZsh ? ' (skipped: zsh is not installed here)' : '';

/** What zsh's own completion makes of the lines, at a terminal, with these lines in its .zshrc. */
async function completeInZsh(zshrc: string): Promise<string[][]> {
  const folder = await temporaryFolder();
  const file = (name: string) => join(folder, name);
  await mkdir(file('functions'));
  await writeFile(file('people.csv'), '');
  await writeFile(file('lines'), lines.map(([line]) => line).join('\n'));
  for (const place of ['byhand', 'functions/_enterprise-portal-server']) {
    await writeFile(file(place), zshCompletion(candidates));
  }
  await copyFile(new URL('typing.zsh', import.meta.url), file('typing'));
  await writeFile(file('.zshrc'), `${zshrc}\nsource $ZDOTDIR/typing\n`);
  const terminal = 'zmodload zsh/zpty; zpty it zsh -d -i; while zpty -r it out; do :; done';
  const { stderr } = spawnSync('zsh', ['-f', '-c', terminal], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ZDOTDIR: folder, TERM: 'dumb' },
  });
  expect(stderr).toBe('');
  return (await readFile(file('said'), 'utf8'))
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(' ').filter((word) => word !== ''));
}

test.skipIf(withoutZsh)(
  `[R3] zsh does too, at each line, where its file is among zsh's own, as the deb has it, and where .zshrc reads it${needsZsh}`,
  async () => {
    const start = 'autoload -Uz compinit && compinit -u -D';
    const fits = lines.map(([, each]) => each);
    expect(await completeInZsh(`fpath=($ZDOTDIR/functions $fpath)\n${start}`)).toEqual(fits);
    expect(await completeInZsh(`${start}\nsource $ZDOTDIR/byhand`)).toEqual(fits);
  },
);

test('[R3] PowerShell reads the same, and each completion is printed by one command', async () => {
  const script = powershellCompletion(candidates);
  expect(script).toContain("'accounts reset' = '--reason --show --json --data --settings'");
  expect(script).toContain("'audit --format' = 'jsonl cef'");
  const printed = { bash: bashCompletion(candidates), zsh: zshCompletion(candidates), powershell: script };
  for (const [shell, stdout] of Object.entries(printed)) {
    expect(await runCommand('completion', shell)).toEqual({ status: 0, stdout, stderr: '' });
  }
  expect(await runCommand('completion', 'fish')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/Say what to do: bash, zsh, powershell/),
  });
});
