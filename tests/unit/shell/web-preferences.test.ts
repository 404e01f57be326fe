import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { preferencesOf } from '../../../main/security/web-preferences.ts';

const root = join(import.meta.dirname, '../../..');
const main = join(root, 'main');
const sources = readdirSync(main, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name: name.replaceAll('\\', '/'), text: readFileSync(join(main, name), 'utf8') }));
const using = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

test('[K4] every page is sandboxed and isolated, and has nothing that is experimental or could be turned against it', () => {
  // A caller that wants something else does not get it.
  expect(preferencesOf('page', { partition: 'web', ...({ devTools: true } as object) })).toEqual({
    partition: 'web',
    focusOnNavigation: true,
    sandbox: true,
    contextIsolation: true,
    webSecurity: true,
    safeDialogs: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    devTools: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    zoomMode: 'isolated',
  });
});

test('[K4] views are made in one place, which takes those preferences', () => {
  expect(using(/new (WebContentsView|BrowserWindow|BrowserView)\(/)).toEqual(['windows/view.ts']);
  const of = (file: string) => sources.find(({ name }) => name === file)!.text;
  expect(of('windows/view.ts')).toMatch(/webPreferences: preferencesOf\(/);
  // So do the contents that Chromium makes for a page's new window.
  expect(of('security/navigation-guard.ts')).toMatch(/webPreferences: preferencesOf\(/);
});

test('[K4] nothing turns on what Electron advises against, and no page loads from a file', () => {
  expect(using(/enableBlinkFeatures|allowpopups|loadFile\(|file:\/\/|setCertificateVerifyProc\(.*\(0\)/)).toEqual([]);
  // Named once, for a start with them to be refused.
  expect(using(/ignore-certificate-errors|disable-web-security|disable-site-isolation|no-sandbox/)).toEqual([
    'starting/safe-start.ts',
  ]);
  expect(using(/appendSwitch\(|appendArgument\(/)).toEqual([]);
  expect(using(/webSecurity: false|sandbox: false|contextIsolation: false|nodeIntegration\w*: true/)).toEqual([]);
});

test('[K4] only the guard opens something outside', () => {
  expect(using(/openExternal\(|openPath\(/)).toEqual(['security/navigation-guard.ts']);
});

test('[K4] the shell loads no address without asking the guard, except for a page that comes back after a crash', () => {
  expect(using(/\.loadURL\(/)).toEqual(['diagnostics/recover-contents.ts', 'security/navigation-guard.ts']);
});

test('[K9] one exact version of Electron is built and shipped', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: { electron: string };
  };
  const installed = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as {
    version: string;
  };
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/);
  expect(installed.version).toBe(devDependencies.electron);
});
