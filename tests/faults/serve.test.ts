import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startServerProcess } from '../support/server-process.ts';
import { temporaryFolder } from '../support/temporary.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

test('[R1] npm run serve says in one line of JSON when it is ready, and ends with npm', async () => {
  const data = await temporaryFolder();
  const npm = spawn('npm', ['run', 'serve', '--', '--data', data, '--port', '0', '--demo'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let ready: { portal: string; applications: Record<string, string> } | undefined;
  for await (const line of createInterface(npm.stdout)) {
    if (!line.startsWith('{')) continue;
    ready = JSON.parse(line) as typeof ready;
    break;
  }
  expect(ready).toMatchObject({ ready: true });
  expect(Object.keys(ready!.applications)).toEqual(['immtrac2', 'vaos', 'syntropi']);
  const ports = [ready!.portal, ...Object.values(ready!.applications)].map((address) => Number(new URL(address).port));
  expect(await Promise.all(ports.map(answers))).toEqual([true, true, true, true]);

  npm.kill('SIGTERM');
  await expect.poll(() => Promise.all(ports.map(answers))).toEqual([false, false, false, false]);
});

test('[R1] a server that is told to stop lets go of its data and exits cleanly', async () => {
  const data = await temporaryFolder();
  const server = await startServerProcess(data, '--demo');
  const exited = once(server.child, 'exit');
  server.child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  const again = await startServerProcess(data);
  await again.stop();
});

test.each([
  [['--port', '80000'], /give a number/],
  [['--colour', 'blue'], /Unknown option '--colour'[\s\S]*Usage: npm run serve/],
  [['--settings', '/nowhere/settings.json'], /settings file \/nowhere\/settings\.json cannot be read/],
])('[R1] %j is refused in a sentence, without a trace, and nothing is left behind', async (args, message) => {
  const data = await temporaryFolder();
  await expect(startServerProcess(data, ...args)).rejects.toThrow(message);
  await expect(startServerProcess(data, ...args)).rejects.not.toThrow(/\n\s+at /);
  expect(await readdir(data)).toEqual([]);
});

test('[R1] a port that is taken is named, and the data is free again', async () => {
  const data = await temporaryFolder();
  const first = await startServerProcess(data, '--demo');
  const { hostname, port } = new URL(first.portal);
  await first.stop();
  const another = createServer().listen(Number(port), hostname);
  await once(another, 'listening');
  await expect(startServerProcess(data, '--port', port)).rejects.toThrow(
    `Port ${port} is in use; choose another with --port.`,
  );
  another.close();
  await once(another, 'close');
  await (await startServerProcess(data)).stop();
});
