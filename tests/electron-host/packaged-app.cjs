'use strict';
// Where this folder is the Electron of a packaged application, `resources/app.asar` beside it is the application.
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');

/**
 * Node cannot run from an archive as Electron does: it is extracted, with what lies in app.asar.unpacked, into the
 * temporary folder of this process. Changes to the archive therefore go unnoticed; integrity needs the real binary.
 */
exports.packagedApp = () => {
  const archive = path.join(__dirname, 'resources', 'app.asar');
  if (!existsSync(archive)) return undefined;
  const folder = path.join(require('./browser.ts').temporaryFolder, 'resources', 'app.asar');
  require('./asar.cjs').extractAll(archive, folder); // bundled by distribution.ts
  return {
    folder,
    electronVersion: readFileSync(path.join(__dirname, 'version'), 'utf8').trim(),
    executable: path.join(__dirname, JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')).name),
  };
};
