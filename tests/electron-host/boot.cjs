'use strict';
// Makes a plain Node process look like Electron's main process, then runs the app it was given.
const { readFileSync, statSync } = require('node:fs');
const { registerHooks } = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const host = pathToFileURL(path.join(__dirname, 'electron.ts')).href;
registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/main|\/common)?$/.test(specifier)
      ? { url: host, format: 'module-typescript', shortCircuit: true }
      : next(specifier === 'original-fs' ? 'node:fs' : specifier, context),
});

const preloads = [];
let entry;
const given = process.argv.slice(2);
for (let index = 0; index < given.length && entry === undefined; index++) {
  if (given[index] === '-r' || given[index] === '--require') preloads.push(given[++index]);
  else if (!given[index].startsWith('-')) entry = path.resolve(given[index]);
}
if (entry === undefined) {
  console.error('tests/electron-host: no app given');
  process.exit(1);
}

const isFolder = statSync(entry).isDirectory();
const folder = isFolder ? entry : path.dirname(entry);
const manifest = isFolder ? JSON.parse(readFileSync(path.join(entry, 'package.json'), 'utf8')) : {};
const electronManifest = JSON.parse(readFileSync(require.resolve('electron/package.json'), 'utf8'));

process.argv = [path.join(__dirname, 'electron'), ...given];
process.type = 'browser';
process.defaultApp = true;
process.resourcesPath = path.join(folder, 'resources');
for (const [name, value] of Object.entries({ electron: electronManifest.version, chrome: '0.0.0.0' })) {
  Object.defineProperty(process.versions, name, { value, enumerable: true });
}

require('./app.ts').describeApp({
  folder,
  name: manifest.productName ?? manifest.name ?? 'Electron',
  version: manifest.version ?? electronManifest.version,
});
require('./browser.ts').startBrowser();
for (const preload of preloads) require(preload); // Playwright's loader, which patches `app` before it is ready
require(isFolder ? path.join(entry, manifest.main ?? 'index.js') : entry);
