import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { rolldown } from 'rolldown';

const here = import.meta.dirname;
const require = createRequire(import.meta.url);

/** Needed to run; the rest of this folder are specs and tools. */
const runs = /^(?!.*(\.spec|-fixture)\.)(electron|.*\.(ts|cjs))$/;
const tools = new Set(['distribution.ts', 'drift.ts', 'use-host.ts', 'host-fixture.ts']);

/** Writes the stand-in as electron-builder expects an unpacked Electron: for its `electronDist`. Linux only. */
export async function writeDistribution(folder: string): Promise<void> {
  await mkdir(path.join(folder, 'resources'), { recursive: true });
  const names = (await readdir(here)).filter((name) => runs.test(name) && !tools.has(name));
  await Promise.all(names.map((name) => cp(path.join(here, name), path.join(folder, name))));
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  const electron = JSON.parse(await readFile(require.resolve('electron/package.json'), 'utf8')) as { version: string };
  await writeFile(path.join(folder, 'version'), electron.version);
  await bundleAsar(path.join(folder, 'asar.cjs'));
}

/** The packaged stand-in has no node_modules to find it in. */
async function bundleAsar(file: string): Promise<void> {
  const build = await rolldown({ input: require.resolve('@electron/asar'), platform: 'node', logLevel: 'silent' });
  await build.write({ file, format: 'cjs', codeSplitting: false });
  await build.close();
}
