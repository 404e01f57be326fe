// Makes a fresh clone ready to run: dependencies, the pinned Node, and system packages. Runs on the machine's own Node
// before anything is installed, so it uses nothing but Node's built-in modules.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');

const keyStoreHeaders = { name: 'libsecret-1-dev', provides: '/usr/include/libsecret-1/libsecret/secret.h' };

/**
 * Says what happens on standard error, because standard output belongs to the server's ready line.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * @param {string} line
 * @returns {never}
 */
export function fail(line) {
  say(line);
  process.exit(1);
}

/**
 * Whoever asks how a command is used is answered on standard output, and nothing is done.
 * @param {string} usage
 */
export function answerHelp(usage) {
  if (!process.argv.slice(2).some((each) => each === '--help' || each === '-h')) return;
  process.stdout.write(`${usage}\n`);
  process.exit(0);
}

/** Installs exactly what the lock file names, when something of it is missing or of another version. */
export function installDependencies() {
  if (dependenciesAreCurrent()) return;
  // keytar is compiled against it, and left out where that fails.
  if (process.platform === 'linux') requireSystemPackages([keyStoreHeaders], { optional: true });
  say('Installing dependencies (npm ci) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // npm's warnings about the machine's older Node do not apply: what runs here runs on the pinned one.
  const { status } = spawnSync(npm, ['ci', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) fail('The dependencies could not be installed; see the lines above.');
}

function dependenciesAreCurrent() {
  /** @type {(file: string) => Record<string, { version: string, optional?: boolean }>} */
  const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  if (!existsSync(join(root, 'node_modules', '.package-lock.json'))) return false;
  const wanted = read('package-lock.json');
  const present = read(join('node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(
    // Optional ones may be for other systems, or could not be built here, and are never a reason to install again.
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  );
}

/** What runs after the installation is written in TypeScript. */
const runsTypeScript = Boolean(process.features.typescript);

/** The Node that everything runs on: the one pinned through npm, else the machine's if it is new enough. */
export function pinnedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = join(root, 'node_modules', `node-${packagePlatform()}-${process.arch}`, 'bin', name);
  if (existsSync(pinned)) return pinned;
  if (runsTypeScript) return process.execPath;
  return fail(
    `Node ${process.versions.node} is too old and npm has no newer one for ${process.platform} ${process.arch}: install Node 24 (nodejs.org) and start again.`,
  );
}

function packagePlatform() {
  return process.platform === 'win32' ? 'win' : process.platform;
}

/**
 * The environment in which project tools run: the pinned Node and the project's binaries come first.
 * @param {NodeJS.ProcessEnv} [extra]
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(extra = {}) {
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, ...extra };
}

/**
 * Runs one of the project's own scripts or tools on the pinned Node.
 * @param {string} file
 * @param {readonly string[]} [args]
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 * @returns its exit status
 */
export function run(file, args = [], options = {}) {
  const { status } = spawnSync(pinnedNode(), [join(root, file), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: toolEnvironment(),
    ...options,
  });
  return status ?? 1;
}

/**
 * Installs Debian packages where that needs nobody's answer, and otherwise says in one line what to install.
 * @param {readonly { name: string, provides: string }[]} packages each with a file that is there once it is installed
 * @param {{ optional?: boolean }} [options]
 * @returns whether they are there
 */
export function requireSystemPackages(packages, { optional = false } = {}) {
  const missing = packages.filter(({ provides }) => !existsSync(provides)).map(({ name }) => name);
  if (missing.length === 0) return true;
  if (isDebianRoot()) {
    say(`Installing system packages: ${missing.join(' ')} …`);
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    /** @param {string[]} args */
    const apt = (...args) =>
      spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 2], env: environment });
    apt('update');
    if (apt('install', '-y', '--no-install-recommends', ...missing).status === 0) return true;
  }
  const list = missing.join(' ');
  if (!optional) {
    fail(`Needed system packages: ${list}. Install them (on Debian: apt-get install ${list}) and start again.`);
  }
  say(`Not everything works without these system packages: ${list} (on Debian: apt-get install ${list}).`);
  return false;
}

function isDebianRoot() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * @param {string} name
 * @returns where a program is that can be run
 */
export function findProgram(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
