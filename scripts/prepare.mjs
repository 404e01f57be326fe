// What every command needs before it starts: dependencies, and a build that is no older than the sources.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fail, installDependencies, root, run, say } from './setup.mjs';

const built = ['dist/server/start.mjs', 'dist/main/main.cjs', 'dist/renderer/portal/index.html'];
const sources = ['main', 'renderer', 'server', 'shared', 'scripts', 'package-lock.json'];

export function prepare() {
  installDependencies();
  if (newest(sources) <= oldest(built)) return;
  say('Building …');
  if (run('scripts/build.ts', [], { stdio: ['ignore', 2, 2] }) !== 0) fail('The build failed; see the lines above.');
}

/** @param {readonly string[]} files */
function oldest(files) {
  return Math.min(...files.map((file) => statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

/** @param {readonly string[]} paths */
function newest(paths) {
  return Math.max(...paths.map((path) => newestOf(join(root, path))));
}

/**
 * @param {string} path
 * @returns {number}
 */
function newestOf(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestOf(join(path, name))));
}
