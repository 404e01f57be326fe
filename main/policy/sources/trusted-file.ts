import { readFile, stat } from 'node:fs/promises';
import { posix } from 'node:path';
import type { RunProgram } from './run-program.ts';
import { whatIsOpen } from './windows-access.ts';
import { type Environment, inSystem32 } from './windows-programs.ts';

/** @throws when somebody who is no administrator could have written the file */
export type Trust = (file: string) => Promise<void>;

const mostBytes = 1024 * 1024;

/**
 * @returns undefined where there is no such file
 * @throws when it cannot be read, or when others than administrators can write it
 */
export async function readTrusted(file: string, trust: Trust): Promise<string | undefined> {
  const found = await stat(file).catch(absent);
  if (found === undefined) return undefined;
  if (!found.isFile() || found.size > mostBytes) throw new Error(`${file} is no file of at most 1 MB`);
  await trust(file);
  return readFile(file, 'utf8');
}

/** What a file that must be a JSON object holds; `$schema` is for editors. */
export async function readTrustedJson(file: string, trust: Trust): Promise<Record<string, unknown> | undefined> {
  const content = await readTrusted(file, trust);
  if (content === undefined) return undefined;
  const { $schema: _, ...values } = objectFrom(content, file);
  return values;
}

/** @throws without the content, which may hold what is nobody's business */
export function objectFrom(json: string, where: string): Record<string, unknown> {
  let content: unknown;
  try {
    content = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    const place = /line \d+ column \d+/.exec((error as Error).message)?.[0];
    throw new Error(`${where} is not valid JSON${place ? ` (${place})` : ''}`, { cause: error });
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new Error(`${where} is no JSON object`);
  }
  return content as Record<string, unknown>;
}

/** @param owner who administers: root */
export function posixAdministrators(owner = 0): Trust {
  return async (file) => {
    // The folder too: who may write it can put another file in this one's place.
    for (const path of [posix.dirname(file), file]) {
      const { uid, mode } = await stat(path);
      if (uid !== owner) throw new Error(`${path} is refused: it does not belong to root`);
      if ((mode & 0o022) !== 0) throw new Error(`${path} is refused: others than root can write it`);
    }
  };
}

/** Its access list decides, because every user may make folders in %ProgramData% before an administrator does. */
export function windowsAdministrators(run: RunProgram, environment: Environment): Trust {
  const powershell = inSystem32('WindowsPowerShell\\v1.0\\powershell.exe', environment);
  // The name comes in by the environment, so that nothing in it is taken for a command.
  const command = '(Get-Acl -LiteralPath $env:KIOSK_POLICY_FILE).Sddl';
  return async (file) => {
    const args = ['-NoProfile', '-NonInteractive', '-Command', command];
    const { code, output } = await run(powershell, args, { KIOSK_POLICY_FILE: file });
    if (code !== 0) throw new Error(`${file} is refused: who can write it could not be found out`);
    const open = whatIsOpen(output.trim());
    if (open !== undefined) throw new Error(`${file} is refused: ${open}`);
  };
}

export function absent(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw error;
}
