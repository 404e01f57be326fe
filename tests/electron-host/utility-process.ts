import { type ChildProcess, fork } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import type * as Electron from 'electron';
import { app } from './app.ts';
import { EmulatedObject, emulated } from './emulated.ts';

type Emulated = 'kill' | 'pid' | 'postMessage' | 'stderr' | 'stdout';

export class UtilityProcess extends EmulatedObject implements Pick<Electron.UtilityProcess, Emulated> {
  /** `error` stands for a fatal V8 error and is never fired. */
  static override readonly events: readonly string[] = ['error', 'exit', 'message', 'spawn'];
  readonly stdout: NodeJS.ReadableStream | null;
  readonly stderr: NodeJS.ReadableStream | null;
  readonly #child: ChildProcess;

  constructor(child: ChildProcess) {
    super();
    this.#child = child;
    this.stdout = child.stdout;
    this.stderr = child.stderr;
    child.once('spawn', () => this.emit('spawn'));
    child.on('message', (message) => this.emit('message', message));
    child.once('exit', (code, signal) => this.emit('exit', code ?? (signal === null ? 1 : constants.signals[signal])));
  }

  get pid(): number | undefined {
    return this.#isRunning() ? this.#child.pid : undefined;
  }

  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as string);
  }

  kill(): boolean {
    return this.#isRunning() && this.#child.kill('SIGTERM');
  }

  #isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }
}

export const utilityProcess = emulated('utilityProcess', {
  fork(modulePath: string, args: string[] = [], options: Electron.ForkOptions = {}): UtilityProcess {
    if (!app.isReady()) throw new Error('utilityProcess cannot be created before app is ready.');
    const { env = process.env, execArgv = [], cwd, stdio = 'inherit' } = options;
    const outputs = typeof stdio === 'string' ? [stdio, stdio, stdio] : stdio;
    const child = fork(modulePath, args, {
      env: env as NodeJS.ProcessEnv,
      execArgv: ['--require', path.join(import.meta.dirname, 'utility-child.cjs'), ...execArgv],
      serialization: 'advanced', // structured clone, as in Electron
      stdio: ['ignore', ...outputs.slice(1), 'ipc'] as ('pipe' | 'ignore' | 'inherit' | 'ipc')[],
      ...(cwd !== undefined && { cwd }),
    });
    return new UtilityProcess(child);
  },
});
