import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { limits } from '../../shared/contract/limits.ts';
import { createHttpServer, type HttpServer } from '../../server/http/server.ts';
import type { Tls } from '../../server/http/tls.ts';
import { listenAt, reservePlaces } from '../../server/http/listening.ts';
import { certificatesFor } from '../support/certificates.ts';

// Over real sockets and in real time, because what is tested is when the server lets go. All at once: they mostly wait.

const { http } = limits;
/** How long a busy machine may take; nothing waits for it. What is never let go runs into the test's own limit. */
const slack = 20_000;
const deploymentId = '00000000';
const log = pino({ level: 'silent' });

async function serve(scheme: 'http' | 'https', tls?: Tls): Promise<{ app: HttpServer; port: number; host: string }> {
  const [place] = await reservePlaces([{ scheme, name: '127.0.0.1', host: '127.0.0.1' }], 0);
  const { origin, port } = place!;
  const app = await createHttpServer({
    origin,
    deploymentId,
    tls,
    log,
    access: { anyone: () => {} },
    eventLoop: { overloaded: () => false },
  });
  app.get('/', { config: { access: 'anyone' } }, async () => ({ answered: true }));
  app.post('/', { config: { access: 'anyone' } }, async () => ({ answered: true }));
  await listenAt(app, place!, log);
  return { app, port, host: `127.0.0.1:${port}` };
}

let server: Awaited<ReturnType<typeof serve>>;
let secure: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  server = await serve('http');
  const { server: leaf } = await certificatesFor('127.0.0.1', Date.now());
  secure = await serve('https', { cert: leaf.certificate, key: leaf.key });
});
afterAll(() => Promise.all([server.app.close(), secure.app.close()]));

interface Talk {
  readonly socket: Socket;
  /** What was answered, when the server has closed the connection, and after how many milliseconds. */
  readonly ended: Promise<{ text: string; after: number }>;
}

function talk(socket: Socket, said = ''): Talk {
  const begun = performance.now();
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  // A connection that the server has closed may be found out by writing to it.
  socket.on('error', () => {});
  socket.write(said);
  const ended = new Promise<{ text: string; after: number }>((resolve) => {
    socket.once('close', () => resolve({ text, after: performance.now() - begun }));
  });
  return { socket, ended };
}

const plain = (said?: string) => talk(connect(server.port, '127.0.0.1'), said);
const overTls = (said: string) => talk(connectTls(secure.port, '127.0.0.1', { rejectUnauthorized: false }), said);

/** Goes on sending a little, as long as it can. */
function drip(socket: Socket, piece: string): void {
  const timer = setInterval(() => socket.write(piece), 500);
  socket.once('close', () => clearInterval(timer));
}

const status = (text: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]);

describe.concurrent('a client that', () => {
  test('[R5] says nothing is let go', async () => {
    const { after } = await plain().ended;
    expect(after).toBeLessThan(http.headerTimeout + http.checkEvery + slack);
  });

  test('[R5] sends its headers drop by drop is cut off in time', async () => {
    const { socket, ended } = plain(`GET / HTTP/1.1\r\nHost: ${server.host}\r\n`);
    drip(socket, 'X-Slow: 1\r\n');
    const { text, after } = await ended;
    expect(status(text)).toBe(408);
    expect(after).toBeLessThan(http.headerTimeout + http.checkEvery + slack);
  });

  test('[R5] does that under TLS is cut off in time too', async () => {
    const { socket, ended } = overTls(`GET / HTTP/1.1\r\nHost: ${secure.host}\r\n`);
    drip(socket, 'X-Slow: 1\r\n');
    expect((await ended).after).toBeLessThan(http.headerTimeout + http.checkEvery + slack);
  });

  test('[R5] never begins with TLS is let go', async () => {
    const { after } = await talk(connect(secure.port, '127.0.0.1')).ended;
    expect(after).toBeLessThan(http.tlsHandshake + slack);
  });

  test('[R5] sends its body drop by drop is cut off in time', async () => {
    const head = ['POST / HTTP/1.1', `Host: ${server.host}`, 'Content-Type: application/json', 'Content-Length: 5000'];
    const { socket, ended } = plain(`${head.join('\r\n')}\r\n\r\n`);
    drip(socket, ' ');
    const { text, after } = await ended;
    expect(status(text)).toBe(408);
    expect(after).toBeLessThan(http.requestTimeout + http.checkEvery + slack);
  });

  test('[R5] asks once and stays is let go', async () => {
    const { text, after } = await plain(`GET / HTTP/1.1\r\nHost: ${server.host}\r\n\r\n`).ended;
    expect(status(text)).toBe(200);
    expect(after).toBeLessThan(http.keepAlive + http.checkEvery + slack);
  });

  test.each([
    ['announces', (size: number) => `Content-Length: ${size}\r\n\r\n`],
    ['does not announce', () => `Transfer-Encoding: chunked\r\n\r\n${(1 << 26).toString(16)}\r\n`],
  ])('[R5] sends a huge body that it %s is refused before it has sent it', async (_how, framing) => {
    const size = 1 << 26;
    const head = `POST / HTTP/1.1\r\nHost: ${server.host}\r\nContent-Type: application/json\r\n`;
    const { socket, ended } = plain(head + framing(size));
    let sent = 0;
    const piece = Buffer.alloc(1 << 16, ' ');
    const more = () => {
      while (sent < size && !socket.destroyed) {
        sent += piece.length;
        if (!socket.write(piece)) return void socket.once('drain', more);
      }
    };
    more();
    expect(status((await ended).text)).toBe(413);
    expect(sent).toBeLessThan(size / 2);
  });

  test('[R5] sends more bytes of headers than anybody needs is refused', async () => {
    const flood = `X-Flood: ${'x'.repeat(http.headerBytes)}\r\n`;
    const { text } = await plain(`GET / HTTP/1.1\r\nHost: ${server.host}\r\n${flood}\r\n`).ended;
    expect(status(text)).toBe(431);
  });

  test('[R5] sends more headers than anybody needs is refused', async () => {
    const flood = Array.from({ length: http.headers }, (_, n) => `X-${n}: 1\r\n`).join('');
    const { text } = await plain(`GET / HTTP/1.1\r\n${flood}Host: ${server.host}\r\nConnection: close\r\n\r\n`).ended;
    expect(status(text)).toBe(431);
  });

  test('[R5] asks without end on one connection has to come anew', async () => {
    const request = `GET / HTTP/1.1\r\nHost: ${server.host}\r\n\r\n`;
    const { text } = await plain(request.repeat(http.requestsPerConnection + 50)).ended;
    expect(text.match(/"answered":true/g)).toHaveLength(http.requestsPerConnection);
  });
});

/** Elsewhere a machine has no addresses 127.0.0.2 and so on by itself. */
const otherSystem = process.platform === 'linux' ? '' : ' (skipped: needs many loopback addresses, as Linux has)';

/** As many as the server really takes would take longer to open than the first of them may stay silent. */
const crowd = 50;

async function crowded(scheme: 'http' | 'https' = 'http') {
  const { server: leaf } = await certificatesFor('127.0.0.1', Date.now());
  const place = await serve(scheme, scheme === 'https' ? { cert: leaf.certificate, key: leaf.key } : undefined);
  onTestFinished(() => place.app.close());
  expect(place.app.server.maxConnections).toBe(http.connections);
  place.app.server.maxConnections = crowd;
  /** @returns the one more that is held; the server has closed it where it takes no more of that address */
  const hold = async (from: string) => {
    const socket = connect({ port: place.port, host: '127.0.0.1', localAddress: from });
    socket.on('error', () => {});
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
    return socket;
  };
  const question = `GET / HTTP/1.1\r\nHost: ${place.host}\r\nConnection: close\r\n\r\n`;
  const ask = async (from: string) => {
    const to = { port: place.port, host: '127.0.0.1', localAddress: from, rejectUnauthorized: false };
    return status((await talk(scheme === 'https' ? connectTls(to) : connect(to), question).ended).text);
  };
  const stillOpen = (sockets: readonly Socket[]) => sockets.filter(({ readyState }) => readyState === 'open').length;
  return { hold, ask, stillOpen };
}

describe.skipIf(otherSystem !== '')(`connections in number${otherSystem}`, () => {
  test('[R5] more connections than the server holds are closed at once, and there is place again when one goes', async () => {
    const { hold, ask } = await crowded();
    const held = await Promise.all(Array.from({ length: crowd }, (_, n) => hold(`127.0.1.${n + 1}`)));
    expect(await ask('127.0.2.1')).toBeNaN();
    held[0]!.destroy();
    await expect.poll(() => ask('127.0.2.1')).toBe(200);
  });

  test.each(['http', 'https'] as const)(
    '[R5] however many connections a few addresses open over %s, others are still answered, and what is let go is free again',
    async (scheme) => {
      const { hold, ask, stillOpen } = await crowded(scheme);
      const held: Socket[] = [];
      for (const from of ['127.0.1.1', '127.0.1.2', '127.0.1.3']) {
        for (let n = 0; n < crowd; n++) held.push(await hold(from));
        await expect.poll(() => ask('127.0.2.1')).toBe(200);
      }
      // The first has half of all, and each that follows half of what was free.
      await expect.poll(() => stillOpen(held.slice(0, crowd))).toBe(crowd / 2);
      expect(stillOpen(held)).toBeLessThan(crowd);
      for (const socket of held) socket.destroy();
      const again: Socket[] = [];
      await expect.poll(() => ask('127.0.1.1')).toBe(200);
      for (let n = 0; n < crowd / 2; n++) again.push(await hold('127.0.1.1'));
      expect(stillOpen(again)).toBe(crowd / 2);
    },
  );
});

test.each([
  ['the same', (host: string) => host],
  ['another', () => 'portal.example'],
])('[S2] a request with two Host headers, the second %s, is refused', async (_which, second) => {
  const head = `GET / HTTP/1.1\r\nHost: ${server.host}\r\nhost: ${second(server.host)}\r\nConnection: close\r\n\r\n`;
  const { text } = await plain(head).ended;
  expect(status(text)).toBe(400);
  expect(text).toContain('More than one Host header');
});

test('[R2] of TLS 1.2 only suites with forward secrecy and without CBC are spoken', async () => {
  const shake = (ciphers: string, versions: object = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }) =>
    new Promise<string>((done) => {
      const socket = connectTls({
        port: secure.port,
        host: '127.0.0.1',
        rejectUnauthorized: false,
        ciphers,
        ...versions,
      });
      socket.once('secureConnect', () => (done(socket.getCipher().name), socket.destroy()));
      socket.once('error', () => done('refused'));
    });
  // The certificate's key is of an elliptic curve.
  for (const weak of [
    'ECDHE-ECDSA-AES128-SHA256',
    'ECDHE-ECDSA-AES256-SHA384',
    'ECDHE-ECDSA-AES128-SHA',
    'AES128-GCM-SHA256',
  ])
    expect(await shake(`${weak}:@SECLEVEL=0`), weak).toBe('refused');
  expect(await shake('ECDHE-ECDSA-AES128-GCM-SHA256')).toBe('ECDHE-ECDSA-AES128-GCM-SHA256');
  expect(await shake('ECDHE-ECDSA-CHACHA20-POLY1305')).toBe('ECDHE-ECDSA-CHACHA20-POLY1305');
  expect(await shake('TLS_AES_128_GCM_SHA256', { minVersion: 'TLSv1.3' })).toBe('TLS_AES_128_GCM_SHA256');
});
