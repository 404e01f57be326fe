// `npm start`: the kiosk on Electron, or browser mode where no Electron can run, with the reason in one line.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { endWithParent, serve } from './serving.mjs';
import { answerHelp, findProgram, pinnedNode, root, say, toolEnvironment } from './setup.mjs';

answerHelp(`Usage: npm start [-- OPTIONS]
Opens the kiosk on Electron; where no Electron can run it says why, and browser mode starts instead.
In the kiosk:
  --settings=FILE            the deployment's settings, JSON
  --open ID                  opens an application once somebody is signed in: immtrac2, vaos or syntropi
  --policy-NAME=VALUE        decides a setting of docs/policy.md, for development
  --user-data-dir=DIR        where the kiosk keeps what is its own
  --print-policy [--json]    prints what policy decides here, and ends
  --health [--json]          prints how the kiosk is, and ends
  --collect-logs[=FILE]      puts the kiosk's logs into one file for support, and ends
  --hash-exit-code           reads an exit code and prints its hash, and ends
In browser mode, those of npm run serve: --port N, --settings FILE.`);

prepare();
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const obstacle = hasDisplay ? electronObstacle() : 'this machine has no display';
if (obstacle === undefined) startKiosk();
else startBrowserMode(obstacle);

function startKiosk() {
  const child = spawn(
    /** @type {string} */ (electronBinary()),
    [...sandboxArguments(), root, ...process.argv.slice(2)],
    {
      stdio: 'inherit',
      env: toolEnvironment(),
    },
  );
  endWithParent(() => child.kill('SIGTERM'));
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT'])) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}

/** Chromium refuses to run as root with its sandbox; only development machines do that. */
function sandboxArguments() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

function electronBinary() {
  const folder = join(root, 'node_modules', 'electron');
  const path = join(folder, 'path.txt');
  return existsSync(path) ? join(folder, 'dist', readFileSync(path, 'utf8')) : undefined;
}

/** @returns why Electron cannot run, or undefined when it can */
function electronObstacle() {
  if (electronBinary() === undefined) {
    say('Getting Electron …');
    const installer = join(root, 'node_modules', 'electron', 'install.js');
    const { status, stderr } = spawnSync(pinnedNode(), [installer], {
      encoding: 'utf8',
      env: toolEnvironment(),
      timeout: 10 * 60_000,
    });
    if (status !== 0 || electronBinary() === undefined) {
      const complaint = stderr?.trim().split('\n')[0] ?? '';
      const reason = /fetch failed|ENOTFOUND|ECONN|ETIMEDOUT/.test(complaint)
        ? 'its download site cannot be reached'
        : complaint;
      return `its binary could not be downloaded (${reason})`;
    }
  }
  if (process.platform !== 'linux') return undefined;
  const missing = spawnSync('ldd', [/** @type {string} */ (electronBinary())], { encoding: 'utf8' }).stdout?.match(
    /^\s*(\S+) => not found/m,
  )?.[1];
  return missing && `the system library ${missing} is missing`;
}

/** @param {string} reason */
function startBrowserMode(reason) {
  say(`Electron cannot run here: ${reason}. Starting browser mode instead.`);
  const data = join(root, 'data');
  const firstRun = !existsSync(join(data, 'identity', 'records.db'));
  serve(['--data', data, ...(firstRun ? ['--demo'] : []), ...process.argv.slice(2)], (line) => {
    const { portal } = JSON.parse(line);
    process.stdout.write(`${line}\n`);
    if (!hasDisplay || !openBrowser(portal)) say(`Open ${portal} in a browser.`);
  });
}

/**
 * @param {string} address
 * @returns whether something was there to open it
 */
function openBrowser(address) {
  /** @type {[string, ...string[]]} */
  const [command, ...args] =
    process.platform === 'win32'
      ? ['cmd', '/c', 'start', '', address]
      : process.platform === 'darwin'
        ? ['open', address]
        : ['xdg-open', address];
  if (process.platform === 'linux' && !findProgram(command)) return false;
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => say(`Open ${address} in a browser.`))
    .unref();
  return true;
}
