import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Command } from '../../../server/command-line/table/shape.ts';
import { type CommandName, commandTable } from '../../../server/command-line/table/table.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { scripts: Record<string, string> };
// Another project's program, which has help of its own.
const ours = Object.entries(scripts).filter(([name]) => name !== 'format');

test.each(ours)('[R1] npm run %s explains itself when it is asked for help, and ends well', async (name, script) => {
  const [, file, before] = /^node (scripts\/[\w-]+\.mjs)((?: [\w-]+)*)$/.exec(script)!;
  const given = before!.split(' ').filter((word) => word !== '');
  const { stdout } = await promisify(execFile)(process.execPath, [file!, ...given, '--help'], { cwd: root });
  expect(stdout).toMatch(/^Usage: npm (run )?[\w-]+/);
  // What shells complete is made of the table.
  const command = commandTable[(script.startsWith('node scripts/command.mjs ') ? given[0] : name) as CommandName] as
    | Command
    | undefined;
  if (command === undefined || name === 'test') return;
  const told = new Set([...stdout.matchAll(/(?<=[\s[|])--[a-z][\w-]*/g)].map(([option]) => option));
  expect([...told].toSorted()).toEqual(
    Object.keys(command.options)
      .map((option) => `--${option}`)
      .toSorted(),
  );
  for (const verb of Object.keys(command.verbs)) {
    if (!['', 'back-up'].includes(verb)) expect(stdout).toMatch(new RegExp(`\\b${verb}\\b`));
  }
});
