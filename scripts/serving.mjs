// Runs the server as a child on the pinned Node and ends with it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pinnedNode, root, toolEnvironment } from './setup.mjs';

/** npm starts scripts through a shell, and a signal to npm ends that shell without reaching what it started. */
export function endWithParent(end) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, 200).unref();
}

/** @param onLine called with each line of the server's standard output; printed where there is none */
export function serve(args, onLine) {
  const child = spawn(pinnedNode(), ['--enable-source-maps', join(root, 'dist/server/start.mjs'), ...args], {
    stdio: ['ignore', onLine ? 'pipe' : 'inherit', 'inherit'],
    // Hashing uses libuv's threads, and more of them than cores only adds latency (measured).
    env: toolEnvironment({ UV_THREADPOOL_SIZE: '2' }),
  });
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
    const lines = text.split('\n');
    text = lines.pop();
    for (const line of lines) onLine(line);
  });
  endWithParent(() => child.kill('SIGTERM'));
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
  return child;
}
