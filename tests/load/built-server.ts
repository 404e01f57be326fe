import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { serverArguments, serverEnvironment } from '../../scripts/server-process.mjs';

/** The built server in a process of its own. */
export interface BuiltServer {
  readonly origin: string;
  /** Milliseconds. */
  readonly readyAfter: number;
  readonly child: ChildProcess;
  stop(): Promise<void>;
  /** MiB. @param field of /proc/PID/status, of which only Linux has one */
  memory(field: 'VmRSS' | 'VmHWM'): Promise<number>;
}

const children = new Set<ChildProcess>();
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));

/** @param settings the path of a file */
export async function startBuiltServer(data: string, settings: string, ...more: string[]): Promise<BuiltServer> {
  const begin = performance.now();
  const given = ['--data', data, '--port', '0', '--settings', settings, ...more];
  const child = spawn(process.execPath, [...serverArguments, ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...serverEnvironment },
  });
  children.add(child);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { portal } = JSON.parse(line) as { portal: string };
  return {
    origin: new URL(portal).origin,
    readyAfter: performance.now() - begin,
    child,
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      children.delete(child);
    },
    memory: async (field) => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)![1]) / 1024;
    },
  };
}
