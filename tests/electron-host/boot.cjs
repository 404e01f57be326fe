'use strict';
// Makes a plain Node process look like Electron's main process, then runs the app it was given, or packaged with.
const { readFileSync, statSync } = require('node:fs');
const { registerHooks } = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { packagedApp } = require('./packaged-app.cjs');

const host = pathToFileURL(path.join(__dirname, 'electron.ts')).href;
registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/main|\/common)?$/.test(specifier)
      ? { url: host, format: 'module-typescript', shortCircuit: true }
      : next(specifier === 'original-fs' ? 'node:fs' : specifier, context),
});

const given = process.argv.slice(2);
const packaged = packagedApp();
const { entry, preloads } = packaged ? { entry: packaged.folder, preloads: [] } : namedApp();

const isFolder = statSync(entry).isDirectory();
const folder = isFolder ? entry : path.dirname(entry);
const manifest = isFolder ? JSON.parse(readFileSync(path.join(entry, 'package.json'), 'utf8')) : {};
const version = packaged?.electronVersion ?? require('electron/package.json').version;

process.argv = [packaged ? packaged.executable : path.join(__dirname, 'electron'), ...given];
process.type = 'browser';
if (!packaged) process.defaultApp = true;
process.resourcesPath = path.join(packaged ? __dirname : folder, 'resources');
for (const [name, value] of Object.entries({ electron: version, chrome: '0.0.0.0' })) {
  Object.defineProperty(process.versions, name, { value, enumerable: true });
}

const { app, describeApp } = require('./app.ts');
describeApp({
  folder,
  name: manifest.productName ?? manifest.name ?? 'Electron',
  version: manifest.version ?? version,
});
if (packaged) Object.defineProperty(app, 'isPackaged', { value: true });
require('./browser.ts').startBrowser();
for (const preload of preloads) require(preload); // Playwright's loader, which patches `app` before it is ready
require(isFolder ? path.join(entry, manifest.main ?? 'index.js') : entry);

/** As `electron [-r file] app`. */
function namedApp() {
  const found = { entry: undefined, preloads: [] };
  for (let index = 0; index < given.length && found.entry === undefined; index++) {
    if (given[index] === '-r' || given[index] === '--require') found.preloads.push(given[++index]);
    else if (!given[index].startsWith('-')) found.entry = path.resolve(given[index]);
  }
  if (found.entry !== undefined) return found;
  console.error('tests/electron-host: no app given');
  return process.exit(1);
}
