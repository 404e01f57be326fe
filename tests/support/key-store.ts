import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const [bus, keyring, ask] = ['/usr/bin/dbus-daemon', '/usr/bin/gnome-keyring-daemon', '/usr/bin/dbus-send'];

/** Why tests with a key store are skipped, where they are. */
export const withoutKeyStore = ![bus, keyring, ask].every((program) => existsSync(program)) || !canLoadKeytar();
export const needsKeyStore = withoutKeyStore ? ' (skipped: GNOME Keyring, D-Bus or keytar is not installed here)' : '';

function canLoadKeytar(): boolean {
  try {
    createRequire(import.meta.url)('keytar');
    return true;
  } catch {
    return false;
  }
}

/** A Secret Service of the test's own: an unlocked, empty keyring on a session bus that nobody else is on. */
export class KeyStoreService {
  readonly #folder: string;
  readonly #processes: readonly ChildProcess[];
  /** How programs find it. */
  readonly environment: Readonly<Record<string, string>>;

  private constructor(folder: string, processes: readonly ChildProcess[], environment: Record<string, string>) {
    this.#folder = folder;
    this.#processes = processes;
    this.environment = environment;
  }

  static async start(): Promise<KeyStoreService> {
    const folder = await mkdtemp(join(tmpdir(), 'kiosk-keys-'));
    const home = join(folder, 'home');
    mkdirSync(home, { mode: 0o700 });
    const own = { ...process.env, HOME: home, XDG_RUNTIME_DIR: folder, XDG_DATA_HOME: join(home, 'data') };
    const daemon = spawn(
      bus,
      ['--session', '--nofork', '--nopidfile', '--print-address=1', `--address=unix:dir=${folder}`],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
        env: own,
      },
    );
    const [address] = (await once(createInterface(daemon.stdout), 'line')) as [string];
    const environment = { DBUS_SESSION_BUS_ADDRESS: address };
    const unlocked = spawn(keyring, ['--foreground', '--unlock', '--components=secrets'], {
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { ...own, ...environment },
    });
    unlocked.stdin.end('a password of the test\n');
    const service = new KeyStoreService(folder, [unlocked, daemon], environment);
    while (!service.#answers()) await sleep(20);
    return service;
  }

  async stop(): Promise<void> {
    for (const child of this.#processes) {
      const exited = once(child, 'exit');
      if (child.exitCode === null && child.kill('SIGKILL')) await exited;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  #answers(): boolean {
    if (this.#processes.some(({ exitCode }) => exitCode !== null)) throw new Error('the key store ended at its start');
    const question = ['--session', '--dest=org.freedesktop.DBus', '--print-reply', '/org/freedesktop/DBus'];
    const env = { ...process.env, ...this.environment };
    const name = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'];
    return execFileSync(ask, [...question, ...name], { env, encoding: 'utf8' }).includes('boolean true');
  }
}
