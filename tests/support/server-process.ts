import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { serverArguments, serverEnvironment } from '../../scripts/server-process.mjs';

export interface ServerProcess {
  readonly portal: string;
  readonly applications: Readonly<Record<'immtrac2' | 'vaos' | 'syntropi', string>>;
  readonly child: ChildProcess;
  /** What it has written on its standard error. */
  complaints(): string;
  stop(): Promise<void>;
}

/** The server as `npm run serve` starts it, on ports that the system chooses. */
export async function startServerProcess(data: string, ...args: string[]): Promise<ServerProcess> {
  const given = ['--data', data, ...(args.includes('--port') ? [] : ['--port', '0']), ...args];
  const child = spawn(process.execPath, [...serverArguments, ...given], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...serverEnvironment },
  });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  const exited = once(child, 'exit');
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]) => text as string),
    exited.then(() => Promise.reject(new Error(complaint))),
  ]);
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  return {
    ...(JSON.parse(line) as Pick<ServerProcess, 'portal' | 'applications'>),
    child,
    stop,
    complaints: () => complaint,
  };
}
