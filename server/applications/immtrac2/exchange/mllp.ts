import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type TLSSocket } from 'node:tls';
import type { FastifyBaseLogger } from 'fastify';
import { limits } from '../../../../shared/contract/limits.ts';
import { type Tls, tlsOptions } from '../../../http/tls.ts';
import type { MllpOptions, MllpSender } from '../../platform/mllp-options.ts';
import { keepAccess } from '../clients/accesses.ts';
import type { RegistryDeps } from '../registry.ts';
import { type Correspondent, Exchange } from './exchange.ts';
import { Splitter } from './hl7/splitter.ts';
import { receivedOf, replyText } from './transmission.ts';

interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Messages over MLLP (HL7 Transport Specification, release 1) within TLS, where the settings ask for it [I7]. */
export async function listenForMessages(
  deps: RegistryDeps,
  { host, port, senders, secured }: MllpOptions,
  {
    tls,
    log,
    record,
  }: {
    tls: Tls;
    log: FastifyBaseLogger;
    record: (event: string, about: Readonly<Record<string, string>>) => Promise<void>;
  },
): Promise<Listening> {
  const known = new Map(senders.map((sender) => [sender.fingerprint, sender]));
  const open = new Set<TLSSocket>();
  // Whoever signed a certificate does not matter: those of the settings are known one by one.
  const server = createServer({ ...tlsOptions, ...tls, requestCert: true, rejectUnauthorized: false }, (socket) => {
    const certificate = socket.getPeerX509Certificate();
    const sender = certificate && known.get(certificate.fingerprint256);
    const isOver = certificate !== undefined && deps.clock.now() >= certificate.validToDate.getTime();
    socket.on('error', () => socket.destroy());
    if (sender === undefined || isOver || open.size >= limits.hl7.connections) {
      log.warn(
        { reason: sender === undefined ? 'unknown certificate' : isOver ? 'certificate over' : 'too many' },
        'an MLLP connection was refused',
      );
      socket.destroy();
      return;
    }
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    socket.setTimeout(limits.http.silence, () => socket.destroy());
    converse(deps, socket, sender, record).catch((error: unknown) => {
      // Without an answer the sender sends the message again, which then does no harm.
      log.error({ err: error, sender: sender.id }, 'an MLLP connection was closed');
      socket.destroy();
    });
  });
  server.on('tlsClientError', () => {});
  secured(server);
  server.listen({ host, port });
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

/** Message by message, each answered before the next is read. What is outside of a block, or cut off, is nobody's message. */
async function converse(
  deps: RegistryDeps,
  socket: TLSSocket,
  { id, name, sites }: MllpSender,
  record: (event: string, about: Readonly<Record<string, string>>) => Promise<void>,
): Promise<void> {
  const transmission = randomUUID();
  await record('mllp.connected', { sender: id, exchange: transmission });
  const from: Correspondent = {
    id,
    name,
    sites,
    via: 'mllp',
    transmission,
    shown: async (found, ids) => {
      for (const client of ids) await record(`mllp.client-${found}`, { sender: id, client });
      const acting = { accountId: id, name, roles: [], sites: [...sites] };
      await keepAccess(deps, acting, ids, { what: found, reason: 'client-care' });
    },
  };
  const exchange = new Exchange(deps);
  const splitter = new Splitter();
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    for (const piece of splitter.push(chunk)) {
      if (piece.kind === 'envelope' || !piece.framed) continue;
      const [answer] = await exchange.take([receivedOf(exchange, piece, from, [])]);
      if (!socket.write(replyText({ kind: 'answer', answer: answer!, framed: true }))) await once(socket, 'drain');
    }
  }
  socket.end();
}
