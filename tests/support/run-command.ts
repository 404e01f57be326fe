import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { commandFile } from './commands.ts';

type CommandName = Parameters<typeof commandFile>[0];

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one of the server's commands while this process goes on, as a server that it speaks to does. */
export function runCommand(name: CommandName, ...args: string[]): Promise<Ended> {
  return runCommandWith('', name, ...args);
}

/** @param input what it reads from standard input */
export async function runCommandWith(input: string, name: CommandName, ...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [commandFile(name), ...args], { stdio: 'pipe' });
  child.stdin.on('error', () => {}); // it ended without having read
  child.stdin.end(input);
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { status, stdout, stderr };
}
