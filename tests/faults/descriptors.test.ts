import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { serverArguments, serverEnvironment } from '../../scripts/server-process.mjs';
import { temporaryFolder } from '../support/temporary.ts';
import { trainingPassword } from '../support/training.ts';

const elsewhere = process.platform === 'linux' ? '' : ' (skipped: sets the limit as Linux shells do)';
const descriptors = 120;
const assets = fileURLToPath(new URL('../../dist/renderer/assets', import.meta.url));

/** A server that may have so many files and connections open. */
async function confined() {
  const data = await temporaryFolder();
  const words = [process.execPath, ...serverArguments, '--data', join(data, 'data'), '--port', '0', '--demo'];
  const child = spawn('sh', ['-c', `ulimit -n ${descriptors}; exec "$@"`, 'sh', ...words], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...serverEnvironment },
  });
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return new URL((JSON.parse(line) as { portal: string }).portal);
}

test.skipIf(elsewhere !== '')(
  `[R5] a server out of descriptors answers 503 with when to come back, never 500, and is well once there are some${elsewhere}`,
  async () => {
    const portal = await confined();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const ask = (path: string, body?: object) =>
      new Promise<{ status: number; retryAfter: string | undefined; kept: string | undefined }>((resolve, reject) => {
        const headers = { ...(body && { 'content-type': 'application/json' }), accept: 'text/html' };
        const asked = request(new URL(path, portal), { agent, headers, method: body ? 'POST' : 'GET' }, (answer) => {
          const { 'retry-after': retryAfter, 'cache-control': kept } = answer.headers;
          answer.resume().once('end', () => resolve({ status: answer.statusCode!, retryAfter, kept }));
        });
        asked.once('error', reject).end(body && JSON.stringify(body));
      });
    const [script] = await readdir(assets);
    const asset = `/assets/${script}`;
    expect((await ask('/api/deployment')).status).toBe(200);

    // Until the server has none left: it then closes what comes.
    const held: Socket[] = [];
    const server = { refuses: false };
    while (!server.refuses) {
      const socket = connect(Number(portal.port), portal.hostname);
      socket.on('error', () => {});
      socket.once('close', () => (server.refuses = true));
      onTestFinished(() => void socket.destroy());
      held.push(socket);
      await once(socket, 'connect');
      expect((await ask('/api/deployment')).status).toBe(200);
    }
    const authorize = new URLSearchParams({
      client_id: 'immtrac2',
      response_type: 'code',
      scope: 'openid',
      redirect_uri: 'http://127.0.0.1/',
    });
    const asked: readonly [string, object?][] = [
      [asset],
      ['/api/sign-in', { username: 'maria.garcia', password: trainingPassword }],
      ['/api/recovery', { username: 'maria.garcia' }],
      [`/oidc/authorize?${authorize.toString()}`],
      ['/'],
    ];
    for (const [path, body] of asked) {
      const { status, retryAfter, kept } = await ask(path, body);
      expect(status, path).not.toBe(500);
      if (status === 503) expect(retryAfter, path).toBe('2');
      if (path === asset) expect([status, kept]).toEqual([503, 'no-store']);
    }
    for (const socket of held) socket.destroy();
    await expect.poll(async () => (await ask(asset)).status).toBe(200);
    const signIn = { username: 'maria.garcia', password: trainingPassword };
    expect((await ask('/api/sign-in', signIn)).status).toBe(200);
  },
);
