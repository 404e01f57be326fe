// Runs the server as a child on the pinned Node and ends with it.
import { spawn } from 'node:child_process';
import { pinnedNode, toolEnvironment } from './setup.mjs';
import { serverArguments, serverEnvironment } from './server-process.mjs';

/**
 * npm starts scripts through a shell, and a signal to npm ends that shell without reaching what it started.
 * @param {() => void} end
 */
export function endWithParent(end) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, 200).unref();
}

/**
 * @param {readonly string[]} args
 * @param {(line: string) => void} [onLine] called with each line of the server's standard output; printed where there is none
 */
export function serve(args, onLine) {
  const child = spawn(pinnedNode(), [...serverArguments, ...args], {
    stdio: ['ignore', onLine ? 'pipe' : 'inherit', 'inherit'],
    env: toolEnvironment(serverEnvironment),
  });
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) onLine?.(line);
  });
  endWithParent(() => child.kill('SIGTERM'));
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
  return child;
}
