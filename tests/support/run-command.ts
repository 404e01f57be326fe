import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { commandFile } from './commands.ts';

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one of the server's commands while this process goes on, as a server that it speaks to does. */
export async function runCommand(name: Parameters<typeof commandFile>[0], ...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [commandFile(name), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number]>,
  ]);
  return { status, stdout, stderr };
}
