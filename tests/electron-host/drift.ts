// Fails when code under main/ uses a member or an event of Electron's that the stand-in does not have:
//   node tests/electron-host/drift.ts [folder]
// It compiles that code against Electron's own declarations with everything taken out that the stand-in lacks. What
// then fails to compile, and did not before, would have thrown in a test or never have happened.
import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DownloadItem } from './downloads.ts';
import * as electron from './electron.ts';
import { createPreloadModules } from './page-worlds.ts';
import { UtilityProcess } from './utility-process.ts';

const root = path.resolve(import.meta.dirname, '../..');
const checked = path.resolve(process.argv[2] ?? path.join(root, 'main'));

const view = new electron.WebContentsView();
const menu = electron.Menu.buildFromTemplate([{}]);
const session = electron.session.defaultSession;
const preload = createPreloadModules(() => {}, { post: () => {}, pack: (value) => value }).electron;

/** What the stand-in has of each of Electron's types: an instance first, then where its static members are. */
const emulated: Record<string, object[]> = {
  App: [electron.app],
  BaseWindow: [new electron.BaseWindow({ show: false }), electron.BaseWindow],
  Clipboard: [electron.clipboard],
  CommandLine: [electron.app.commandLine],
  ContextBridge: [preload.contextBridge],
  Cookies: [session.cookies],
  Dialog: [electron.dialog],
  DownloadItem: [new DownloadItem({} as ConstructorParameters<typeof DownloadItem>[0], () => {})],
  IpcMain: [electron.ipcMain],
  IpcRenderer: [preload.ipcRenderer],
  Menu: [menu, electron.Menu],
  MenuItem: menu.items.slice(0, 1),
  NativeTheme: [electron.nativeTheme],
  NavigationHistory: [view.webContents.navigationHistory],
  Net: [electron.net],
  PowerMonitor: [electron.powerMonitor],
  Protocol: [session.protocol, electron.protocol],
  Screen: [electron.screen],
  ServiceWorkers: [session.serviceWorkers],
  Session: [session, electron.session],
  Shell: [electron.shell],
  UtilityProcess: [
    new UtilityProcess(new EventEmitter() as ConstructorParameters<typeof UtilityProcess>[0]),
    electron.utilityProcess,
  ],
  View: [view],
  WebContents: [view.webContents, electron.webContents],
  WebContentsView: [view],
  WebFrameMain: [view.webContents.mainFrame],
  WebRequest: [session.webRequest],
};
const { BrowserWindow: _onlyForPlaywright, ...modules } = electron;
const exported = new Set([...Object.keys(modules), ...Object.keys(preload)]);

/** Electron's declarations are generated, so their layout can be relied on: types at two spaces, members at four. */
function withoutWhatIsLacking(declarations: string): string {
  const pruned: string[] = [];
  let type = '';
  let isKept = true;
  for (const line of declarations.split('\n')) {
    const opened = /^ {2}(?:class|interface) (\w+)/.exec(line)?.[1];
    if (/^ {0,2}\S/.test(line)) {
      type = opened ?? '';
      isKept = true;
    } else if (/^ {4}\S/.test(line)) isKept = type === '' || isEmulated(type, line);
    if (isKept) pruned.push(keepAsType(line));
    // Without any overload of its own, a type would fall back on Node's `on`, which takes every name.
    if (opened !== undefined && emitsNothing(opened)) pruned.push('    on(event: never, listener: never): this;');
  }
  return pruned.join('\n');
}

function isEmulated(type: string, line: string): boolean {
  const objects = emulated[type];
  if (objects === undefined || /^ {4}(\/|constructor\()/.test(line)) return true;
  const event = /^ {4}\w+\(event: '([^']+)'/.exec(line)?.[1];
  if (event !== undefined) return eventsOf(type)?.includes(event) ?? true;
  const [, isStatic, name = ''] = /^ {4}(static )?(?:readonly |get |set )?['"]?(\w+)/.exec(line) ?? [];
  return objects.slice(isStatic === undefined ? 0 : 1).some((object) => name in object);
}

function eventsOf(type: string): readonly string[] | undefined {
  const instance = emulated[type]?.[0];
  return (instance?.constructor as { events?: readonly string[] } | undefined)?.events;
}

function emitsNothing(type: string): boolean {
  return eventsOf(type)?.length === 0;
}

/** A module that the stand-in lacks is no value any more; its type may still be named. */
function keepAsType(line: string): string {
  const [, constant] = /^ {4}const (\w+): /.exec(line) ?? [];
  const [, subclass] = /^ {4}class (\w+) extends Electron\.\w+ \{\}/.exec(line) ?? [];
  if (constant !== undefined && !exported.has(constant)) return '';
  return subclass === undefined || exported.has(subclass) ? line : `    type ${subclass} = Electron.${subclass};`;
}

function compileErrors(declarations: string, folder: string): string[] {
  const file = path.join(folder, 'electron.d.ts');
  writeFileSync(file, declarations);
  const compilerOptions = {
    composite: false,
    declaration: false,
    emitDeclarationOnly: false,
    noEmit: true,
    rootDir: '/',
    verbatimModuleSyntax: false,
    lib: ['es2024', 'dom'],
    typeRoots: [path.join(root, 'node_modules/@types')],
    paths: { electron: [file], 'electron/*': [file] },
  };
  const files = [file];
  const include = ['ts', 'cts', 'mts', 'tsx'].map((extension) => `${checked}/**/*.${extension}`);
  const config = { extends: path.join(root, 'tsconfig.base.json'), compilerOptions, files, include };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
  const tsc = realpathSync(path.join(root, 'node_modules/.bin/tsc'));
  const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
    cwd: root,
    encoding: 'utf8',
  });
  const errors = stdout.split(/\n(?=\S)/).filter((error) => error.trim() !== '');
  if (status !== 0 && errors.length === 0) throw new Error('tsc failed without a word');
  return errors;
}

const folder = mkdtempSync(path.join(tmpdir(), 'electron-drift-'));
try {
  const declarations = readFileSync(path.join(root, 'node_modules/electron/electron.d.ts'), 'utf8');
  const errors = compileErrors(withoutWhatIsLacking(declarations), folder);
  const already = new Set(errors.length === 0 ? [] : compileErrors(declarations, folder));
  const drift = errors.filter((error) => !already.has(error));
  for (const error of drift) console.error(error.trimEnd());
  const [elsewhere] = already;
  if (elsewhere !== undefined) console.error(`Not looked into, for it does not compile anyway: ${elsewhere.trimEnd()}`);
  const verdict = already.size === 0 ? 'no drift' : 'no answer';
  console.log(drift.length === 0 ? verdict : `${drift.length} uses of what tests/electron-host does not have`);
  process.exitCode = drift.length + already.size === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
