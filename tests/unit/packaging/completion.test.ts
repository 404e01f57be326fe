import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
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

const hasZsh = spawnSync('zsh', ['--version']).status === 0;

test.skipIf(!hasZsh)('[R3] zsh does too', async () => {
  // The functions of its completion itself work at a terminal alone.
  const script = `compdef() { }; _files() { compadd -- *(N) }
    compadd() { shift; said+=(\${(M)@:#$words[CURRENT]*}) }
    ${zshCompletion(candidates)}
    try() { words=(enterprise-portal-server "$@"); CURRENT=$#words; said=(); _enterprise_portal_server; print -r -- "$said " }
    ${lines.map(([line]) => `try ${line.endsWith(' ') ? `${line} ''` : line}`).join('\n')}`;
  expect(await complete('zsh', script)).toEqual(lines.map(([, fits]) => fits));
});

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
