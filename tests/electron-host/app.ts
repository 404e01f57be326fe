import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import type * as Electron from 'electron';
import { browser, stopBrowser, temporaryFolder, whenBrowserIsGone } from './browser.ts';
import { EmulatedObject, electronEvent, emulated, notEmulated } from './emulated.ts';
import { SingleInstance } from './single-instance.ts';

type Emulated =
  | 'dock'
  | 'enableSandbox'
  | 'exit'
  | 'getAppPath'
  | 'getName'
  | 'getPath'
  | 'getVersion'
  | 'isPackaged'
  | 'isReady'
  | 'name'
  | 'quit'
  | 'relaunch'
  | 'requestSingleInstanceLock'
  | 'setAppUserModelId'
  | 'setName'
  | 'setPath'
  | 'setUserTasks'
  | 'whenReady';

interface Description {
  folder: string;
  name: string;
  version: string;
}
let description: Description = { folder: process.cwd(), name: 'Electron', version: '0.0.0' };

export function describeApp(described: Description): void {
  description = described;
}

/** Windows register themselves here, so that quitting can close them. */
export const openWindows = new Set<{ mayClose(): boolean; destroy(): void }>();

export class App extends EmulatedObject implements Pick<Electron.App, Emulated> {
  /** Never fired: `open-url`, which belongs to macOS, and what is asked about certificates. */
  static override readonly events: readonly string[] = [
    'before-quit',
    'certificate-error',
    'login',
    'open-url',
    'quit',
    'ready',
    'second-instance',
    'select-client-certificate',
    'web-contents-created',
    'child-process-gone',
    'will-quit',
    'window-all-closed',
  ];
  /** macOS has one. */
  readonly dock: Electron.Dock | undefined = undefined;
  readonly isPackaged = false;
  readonly commandLine: Pick<Electron.CommandLine, 'appendSwitch' | 'hasSwitch' | 'getSwitchValue'>;
  readonly #switches = new Map<string, string>();
  readonly #paths = new Map<string, string>();
  readonly #ready: Promise<void>;
  #singleInstance: SingleInstance | undefined;
  #name: string | undefined;
  #isReady = false;
  #isQuitting = false;

  constructor() {
    super();
    const switches = this.#switches;
    this.commandLine = emulated('CommandLine', {
      appendSwitch: (name: string, value = '') => void switches.set(name, value),
      hasSwitch: (name: string) => switches.has(name) || argument(name) !== undefined,
      getSwitchValue: (name: string) => switches.get(name) ?? argument(name) ?? '',
    });
    this.#ready = this.#becomeReady();
    this.#ready.catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
    // As in Electron: the first signal asks, a second one ends.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => this.quit());
  }

  async #becomeReady(): Promise<void> {
    await browser;
    whenBrowserIsGone(() => {
      if (!this.#isQuitting) process.exit(1);
    });
    this.#isReady = true;
    // Through this.emit, which Playwright's loader has replaced: it holds the event back until it has connected.
    this.emit('ready', electronEvent({}), {});
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  quit(): void {
    if (this.#isQuitting || !this.#allows('before-quit')) return;
    for (const window of openWindows) if (!window.mayClose()) return;
    this.#isQuitting = true;
    for (const window of openWindows) window.destroy();
    if (this.#allows('will-quit')) this.exit(0);
    else this.#isQuitting = false;
  }

  /** Only an AppImage uses it, after an update; in the host nothing could tell that it came back. */
  relaunch(): never {
    throw notEmulated('App.relaunch');
  }

  exit(exitCode = 0): void {
    this.#isQuitting = true;
    for (const window of openWindows) window.destroy();
    this.emit('quit', electronEvent({}), exitCode);
    this.#singleInstance?.release();
    const end = (): never => process.exit(exitCode);
    stopBrowser().then(end, end);
  }

  lastWindowClosed(): void {
    if (this.#isQuitting) return;
    if (!this.emit('window-all-closed')) this.quit();
  }

  #allows(question: 'before-quit' | 'will-quit'): boolean {
    const event = electronEvent({});
    this.emit(question, event);
    return !event.defaultPrevented;
  }

  get name(): string {
    return this.#name ?? description.name;
  }

  getName(): string {
    return this.name;
  }

  setName(name: string): void {
    this.#name = name;
  }

  getVersion(): string {
    return description.version;
  }

  getAppPath(): string {
    return description.folder;
  }

  /** Unless told otherwise, the app's folders are as temporary as its browser. */
  getPath(name: Parameters<Electron.App['getPath']>[0]): string {
    const userData = this.#paths.get('userData') ?? argument('user-data-dir') ?? path.join(temporaryFolder, 'userData');
    const known: Partial<Record<typeof name, string>> = {
      userData,
      sessionData: userData,
      logs: path.join(userData, 'logs'),
      home: homedir(),
      temp: tmpdir(),
    };
    if (name === 'exe') return process.argv[0] ?? process.execPath;
    const folder = this.#paths.get(name) ?? known[name] ?? path.join(temporaryFolder, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  setPath(name: string, folder: string): void {
    this.#paths.set(name, folder);
  }

  requestSingleInstanceLock(additionalData?: unknown): boolean {
    this.#singleInstance ??= new SingleInstance(this.getPath('userData'), ({ argv, workingDirectory, data }) => {
      this.emit('second-instance', electronEvent({}), argv, workingDirectory, data);
    });
    return this.#singleInstance.acquire({
      argv: process.argv,
      workingDirectory: process.cwd(),
      data: additionalData ?? null,
    });
  }

  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  setAppUserModelId(): void {}

  /** Windows only, and this host is no Windows. */
  setUserTasks(): boolean {
    return false;
  }
}

function argument(name: string): string | undefined {
  const given = process.argv.find((each) => each === `--${name}` || each.startsWith(`--${name}=`));
  return given?.slice(name.length + 3);
}

export const app = new App();
