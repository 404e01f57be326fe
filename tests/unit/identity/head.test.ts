import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { sessionEventsPath } from '../../../shared/identity/api/session.ts';
import { startTraining } from '../../support/deployment.ts';
import { signedInVisitor } from '../../support/visitor.ts';

const script = readdirSync(join(import.meta.dirname, '../../../dist/renderer/assets')).find((name) =>
  name.endsWith('.js'),
)!;

test('[R5] HEAD is answered as GET is, without content, its connection goes on, and only files of the build are kept', async () => {
  const { portal, applications } = await startTraining();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const ask = async (method: string, address: URL, accept: string) => {
    const asked = request(address, { method, agent, headers: { accept } }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    const { date: _, ...headers } = answer.headers;
    return {
      answer: { status: answer.statusCode, headers },
      content: await buffer(answer),
      reused: asked.reusedSocket,
    };
  };
  for (const [origin, path, accept, status] of [
    [portal, '/sign-in', 'text/html', 200],
    [portal, `/assets/${script}`, '*/*', 200],
    [portal, '/api/deployment', 'application/json', 200],
    [portal, '/api/session', 'application/json', 401],
    [portal, '/health/live', '*/*', 200],
    [portal, '/.well-known/openid-configuration', '*/*', 200],
    [portal, '/no-such-page', 'text/html', 404],
    [portal, '/api/nothing', 'application/json', 404],
    [applications.vaos, `/assets/${script}`, '*/*', 200],
    [applications.immtrac2, '/fhir/nothing', '*/*', 404],
  ] as const) {
    const address = new URL(path, origin);
    const get = await ask('GET', address, accept);
    const head = await ask('HEAD', address, accept);
    expect(head.answer, path).toEqual(get.answer);
    const kept = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store';
    expect(get.answer.headers['cache-control'], path).toBe(kept);
    expect([head.answer.status, head.content.length, head.reused], path).toEqual([status, 0, true]);
  }
});

test('[T1] HEAD of the events of a session is answered at once, at the portal and at an application, with nothing in it', async () => {
  const { portal, applications } = await startTraining();
  const maria = await signedInVisitor(portal, 'maria.garcia');
  await maria.visit(applications.vaos);
  for (const origin of [portal, applications.vaos]) {
    const address = new URL(sessionEventsPath, origin).href;
    const headersOf = ({ status, headers }: Response) => [
      status,
      headers.get('content-type'),
      headers.get('x-accel-buffering'),
    ];
    const get = await maria.send('GET', address);
    await get.body!.cancel();
    const head = await maria.send('HEAD', address);
    expect(headersOf(head), address).toEqual([200, 'text/event-stream', 'no']);
    expect(headersOf(head), address).toEqual(headersOf(get));
    expect(await head.text(), address).toBe('');
    expect((await maria.send('HEAD', address, undefined, { cookie: '' })).status, address).toBe(401);
  }
});
