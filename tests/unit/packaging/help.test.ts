import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { scripts: Record<string, string> };
// Another project's program, which has help of its own.
const ours = Object.entries(scripts).filter(([name]) => name !== 'format');

test.each(ours)('[R1] npm run %s explains itself when it is asked for help, and ends well', async (_name, script) => {
  const [, file, before] = /^node (scripts\/[\w-]+\.mjs)((?: [\w-]+)*)$/.exec(script)!;
  const given = before!.split(' ').filter((word) => word !== '');
  const { stdout } = await promisify(execFile)(process.execPath, [file!, ...given, '--help'], { cwd: root });
  expect(stdout).toMatch(/^Usage: npm (run )?[\w-]+/);
});
