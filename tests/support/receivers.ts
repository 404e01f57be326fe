import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** Keeps what it gets; while it is stalled, nobody gets beyond the sender's name. */
export async function mailServer() {
  const received: string[] = [];
  /** Whole messages, as they came. */
  const messages: string[] = [];
  const stalled: (() => void)[] = [];
  const state = { stall: false };
  const server = new SMTPServer({
    authOptional: true,
    // Who is there is asked of no name server.
    disableReverseLookup: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onMailFrom: (_address, _session, callback) => (state.stall ? void stalled.push(callback) : callback()),
    onData: (stream, { envelope }, callback) => {
      let message = '';
      stream.setEncoding('utf8').on('data', (text: string) => (message += text));
      stream.on('end', () => {
        messages.push(message);
        received.push(...envelope.rcptTo.map(({ address }) => address));
        callback();
      });
    },
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    received,
    messages,
    stalled,
    state,
    smtp: { host: '127.0.0.1', port },
    close: () => new Promise<void>((closed) => server.close(closed)),
  };
}

/** An application that is told of ended sessions. */
export async function logoutReceiver() {
  const told: string[] = [];
  const server = createServer((heard, response) => {
    let body = '';
    heard.on('data', (text: Buffer) => (body += text.toString()));
    heard.on('end', () => {
      if (heard.method === 'POST') {
        const [, claims] = new URLSearchParams(body).get('logout_token')!.split('.');
        told.push((JSON.parse(Buffer.from(claims!, 'base64url').toString()) as { sid: string }).sid);
      }
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = {
    id: 'outside',
    name: 'Outside',
    secret: 's'.repeat(32),
    redirectUris: [`${origin}/back`],
    backchannelLogoutUri: `${origin}/logout`,
  };
  return { told, client, close: () => server.close() };
}
