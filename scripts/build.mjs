// Builds what runs into dist/: the renderer (Vite), the server, and the shell with its preloads (Rolldown).
// Runs on the pinned Node, after the dependencies are there.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { build as buildRenderer } from 'vite';
import { root } from './setup.mjs';

const entry = (path) => join(root, path);

/** Native modules and Electron itself stay outside the bundles; pg-native is an alternative that is not used. */
const external = ['electron', 'keytar', 'pg-native', /^@node-rs\/argon2/];

/** Its text stays in memory, and takes twice as much where one character of it is not ASCII. */
const minify = { compress: false, mangle: false, codegen: { removeWhitespace: false, asciiOnly: true } };
const comments = { legal: true, jsdoc: false, annotation: false };

async function bundle(input, file, format) {
  const build = await rolldown({
    input: entry(input),
    platform: 'node',
    external,
    logLevel: 'warn',
    checks: { eval: false },
  });
  await build.write({ file: entry(file), format, sourcemap: true, minify, comments, codeSplitting: false });
  await build.close();
  // Names in licences.
  const text = readFileSync(entry(file), 'utf8');
  writeFileSync(
    entry(file),
    text.replace(/[^\p{ASCII}]/gu, (character) => `\\u{${character.codePointAt(0).toString(16)}}`),
  );
}

for (const folder of ['dist/main', 'dist/compiled']) rmSync(entry(folder), { recursive: true, force: true });
await Promise.all([
  buildRenderer({ configFile: entry('renderer/vite.config.ts') }),
  bundle('server/start.ts', 'dist/server/start.mjs', 'esm'),
  bundle('server/command-line/accounts.ts', 'dist/server/accounts.mjs', 'esm'),
  bundle('server/command-line/audit.ts', 'dist/server/audit.mjs', 'esm'),
  bundle('server/command-line/backup.ts', 'dist/server/backup.mjs', 'esm'),
  bundle('server/command-line/keys.ts', 'dist/server/keys.mjs', 'esm'),
  bundle('server/command-line/store.ts', 'dist/server/store.mjs', 'esm'),
  bundle('server/command-line/certificates.ts', 'dist/server/certificates.mjs', 'esm'),
  bundle('main/main.ts', 'dist/main/main.cjs', 'cjs'),
  // Sandboxed preloads can be neither ES modules nor several files.
  bundle('main/preload/portal.ts', 'dist/main/preload/portal.cjs', 'cjs'),
  bundle('main/preload/bar.ts', 'dist/main/preload/bar.cjs', 'cjs'),
  bundle('main/preload/exit.ts', 'dist/main/preload/exit.cjs', 'cjs'),
]);
