import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { localFetch } from '../../../shared/contract/local-fetch.ts';
import { isLoopbackHost } from '../../../shared/contract/loopback.ts';

test.each(['localhost', 'portal-0a.localhost', '127.0.0.1', '127.70.3.11', '127.255.255.254', '[::1]'])(
  '[S8] %s is this machine',
  (hostname) => expect(isLoopbackHost(hostname)).toBe(true),
);

test.each([
  ...[
    '',
    'evil-localhost',
    'localhost.evil.example',
    'portal.clinic.example',
    '[::2]',
    '::1',
    '128.0.0.1',
    '12.7.0.0.1',
  ],
  ...['127.0.0.1.evil.example', '127.0.0.1x', 'x127.0.0.1', '127.0.0', '127.0.0.0.1', '127.evil.example'],
])('[S8] %s is another machine, about which a name server is asked', (hostname) =>
  expect(isLoopbackHost(hostname)).toBe(false),
);

test('[S8] names that only browsers find on this machine are found here too, however the request is made', async () => {
  const server = createServer((request, response) => response.end(`${request.method} ${request.headers.host}`));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const named = `http://portal-0a.localhost:${port}/`;
  const said = async (answer: Promise<Response>) => (await answer).text();
  expect(await said(localFetch(named))).toBe(`GET portal-0a.localhost:${port}`);
  expect(await said(localFetch(new URL(named), { method: 'PUT' }))).toBe(`PUT portal-0a.localhost:${port}`);
  expect(await said(localFetch(new Request(named)))).toBe(`GET portal-0a.localhost:${port}`);
  expect(await said(localFetch(`http://127.0.0.1:${port}/`, { method: 'PUT' }))).toBe(`PUT 127.0.0.1:${port}`);
  expect(await said(localFetch(new Request(`http://127.0.0.1:${port}/`)))).toBe(`GET 127.0.0.1:${port}`);
});
