// Builds what runs into dist/: the renderer (Vite), the server, and the shell with its preloads (Rolldown).
// Runs on the pinned Node, after the dependencies are there.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type OutputOptions, type Plugin, rolldown } from 'rolldown';
import { build as buildRenderer } from 'vite';
import { notices } from './release/notices.ts';
import { root } from './setup.mjs';

const entry = (path: string) => join(root, path);

/** Native modules and Electron itself stay outside the bundles; pg-native is an alternative that is not used. */
const external = ['electron', 'keytar', 'pg-native', /^@node-rs\/argon2/];

/** Its text stays in memory, and takes twice as much where one character of it is not ASCII. */
const minify = { compress: false, mangle: false, codegen: { removeWhitespace: false, asciiOnly: true } };
const comments = { legal: true, jsdoc: false, annotation: false };

/** @fastify/static finds files by it, but not where it sends only those that it is told to. Loading it is a twentieth of a start. */
const withoutGlob: Plugin = {
  name: 'without-glob',
  resolveId: (id) => (id === 'glob' ? id : null),
  load: (id) => (id === 'glob' ? 'export const glob = undefined;' : null),
};

/** Imported as an ES module, Node's own loads what it has for WebSocket as well, which is a twentieth of a start. */
const requiredHttp: Plugin = {
  name: 'required-http',
  resolveId: (id, importer) => (id === 'node:http' && importer !== 'required-http' ? { id: 'required-http' } : null),
  load: (id) => (id === 'required-http' ? `module.exports = require('node:http');` : null),
};

/** What is read as JSON is there sooner than as a literal of JavaScript, and takes less memory. */
const parsedJson: Plugin = {
  name: 'parsed-json',
  transform: {
    filter: { id: { include: /\.json$/, exclude: /node_modules/ } },
    handler: (text) => ({
      code: `export default JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(text)))});`,
      moduleType: 'js',
      map: { mappings: '' },
    }),
  },
};

async function bundle(input: Record<string, string>, output: OutputOptions & { readonly dir: string }) {
  const build = await rolldown({
    input,
    cwd: root,
    platform: 'node',
    plugins: [withoutGlob, requiredHttp, parsedJson],
    external,
    logLevel: 'warn',
    checks: { eval: false },
  });
  const { output: written } = await build.write({ ...output, sourcemap: true, minify, comments });
  await build.close();
  for (const one of written) {
    if (one.type === 'chunk') asAscii(entry(join(output.dir, one.fileName)), one.code);
  }
  return written;
}

async function bundlePages() {
  const built = await buildRenderer({ configFile: entry('renderer/vite.config.ts') });
  if (!('output' in built)) throw new Error('Vite built something else than one bundle.');
  return built.output;
}

/** Also the names in licences. */
function asAscii(file: string, code: string): void {
  const escaped = code.replace(/[^\p{ASCII}]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
  if (escaped !== code) writeFileSync(file, escaped);
}

/** Once, here, so that a server neither compresses at each request nor keeps anything of it. */
function compressAssets(folder: string): void {
  for (const name of readdirSync(folder)) {
    const content = readFileSync(join(folder, name));
    const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } });
    const gzip = gzipSync(content, { level: 9 });
    if (Math.max(brotli.length, gzip.length) >= content.length * 0.9) continue;
    writeFileSync(join(folder, `${name}.br`), brotli);
    writeFileSync(join(folder, `${name}.gz`), gzip);
  }
}

const whole = { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false } as const;
const commands = [
  ...['accounts', 'sites', 'announce', 'agreements', 'sessions', 'workstations', 'applications'],
  ...['audit', 'backup', 'keys', 'ledger', 'store', 'certificates', 'mail', 'completion'],
];
const server = {
  start: 'server/start.ts',
  ...Object.fromEntries(commands.map((name) => [name, `server/command-line/${name}.ts`])),
};

for (const folder of ['dist/main', 'dist/server', 'dist/compiled'])
  rmSync(entry(folder), { recursive: true, force: true });
const written = await Promise.all([
  bundlePages(),
  // What a deployment does not use, or what a command does not, is in files of its own and not loaded.
  bundle(server, {
    dir: 'dist/server',
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name]-[hash].mjs',
  }),
  bundle({ main: 'main/main.ts' }, { ...whole, dir: 'dist/main' }),
  // Sandboxed preloads can be neither ES modules nor several files.
  ...['portal', 'bar', 'exit'].map((name) =>
    bundle({ [name]: `main/preload/${name}.ts` }, { ...whole, dir: 'dist/main/preload' }),
  ),
]);
compressAssets(entry('dist/renderer/assets'));
// Fonts are packages' too.
const sources = written
  .flat()
  .flatMap((one) =>
    one.type === 'chunk' ? one.moduleIds : one.originalFileNames.map((name) => join(root, 'renderer', name)),
  );
writeFileSync(entry('dist/THIRD-PARTY-NOTICES.txt'), notices(sources));
