import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { limits } from '../../../../shared/contract/limits.ts';
import { Problem } from '../../../http/problem.ts';
import type { HttpServer } from '../../../http/server.ts';
import { type CallingSystem, callingSystemOf } from '../../platform/callers.ts';
import { keepAccess } from '../clients/accesses.ts';
import type { Recorder, RegistryDeps } from '../registry.ts';
import type { Correspondent } from './exchange.ts';
import { type Spooled, spool } from './spool.ts';
import { answersTo, replyText } from './transmission.ts';
import { readEnvelope, writtenEnvelope } from './xml-envelope.ts';

/** `POST /hl7` [I7]: messages of other systems, each under a token of its own. */

const plain = ['text/plain', 'application/hl7-v2', 'application/hl7-v2+er7', 'x-application/hl7-v2+er7'];
const xml = ['application/xml', 'text/xml', 'application/soap+xml'];

export function exchangeRoutes(app: HttpServer, deps: RegistryDeps, trail: Recorder): void {
  // In a scope of its own: elsewhere nothing else than JSON and forms is read.
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser([...plain, ...xml], (_request, payload, done) => done(null, payload));
    scope.post('/hl7', { config: { access: 'scope hl7' } }, async (request, reply) => {
      const system = callingSystemOf(request);
      const from = correspondent(deps, trail, system);
      const isXml = xml.includes(typeOf(request));
      if (!(request.body instanceof Readable)) throw nothing();
      const spooled = await spool(request.body as AsyncIterable<Buffer>);
      try {
        // What cannot be written down is not done.
        await trail.record('messages.received', system, { exchange: from.transmission });
        if (isXml) return await answerEnvelope(deps, spooled, from, reply);
      } catch (error) {
        await spooled.dispose();
        throw error;
      }
      return answerPlainly(deps, spooled, from, request, reply);
    });
  });
}

function typeOf(request: FastifyRequest): string {
  return (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
}

const nothing = () => new Problem('request-invalid', { detail: 'There is no HL7 message in this request' });

function correspondent(deps: RegistryDeps, trail: Recorder, system: CallingSystem): Correspondent {
  const { clientId, name, sites } = system;
  const transmission = randomUUID();
  return {
    id: clientId,
    name,
    sites: sites === 'all' ? 'any' : sites,
    via: 'http',
    transmission,
    shown: async (found, ids) => {
      const acting = { accountId: clientId, name, roles: [], sites: sites === 'all' ? [] : [...sites] };
      for (const client of ids) await trail.record(`client.${found}`, system, { client, reason: 'client-care' });
      await keepAccess(deps, acting, ids, { what: found, reason: 'client-care' });
    },
  };
}

/** Answers go out as they are made: neither the batch nor the answer to it is ever held as a whole. */
async function answerPlainly(
  deps: RegistryDeps,
  spooled: Spooled,
  from: Correspondent,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const replies = answersTo(deps, spooled.bytes(), from);
  const first = await replies.next().catch(async (error: unknown) => {
    await spooled.dispose();
    throw error;
  });
  if (first.done) {
    await spooled.dispose();
    throw nothing();
  }
  const texts = async function* () {
    try {
      yield replyText(first.value);
      for await (const each of replies) yield replyText(each);
    } finally {
      await spooled.dispose();
    }
  };
  return reply.type(`${typeOf(request)}; charset=utf-8`).send(Readable.from(texts(), { objectMode: false }));
}

async function answerEnvelope(
  deps: RegistryDeps,
  spooled: Spooled,
  from: Correspondent,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const refuse = () =>
    new Problem('request-invalid', {
      detail: 'This is no submitSingleMessage of urn:cdc:iisb:2011 with an hl7Message',
    });
  if (spooled.length > 2 * limits.hl7.messageBytes) throw new Problem('too-large');
  const chunks: Buffer[] = [];
  for await (const chunk of spooled.bytes()) chunks.push(chunk);
  const envelope = readEnvelope(Buffer.concat(chunks).toString('utf8'));
  if (envelope === undefined) throw refuse();
  let answer = envelope.operation === 'connectivityTest' ? envelope.echo : '';
  if (envelope.operation === 'submitSingleMessage') {
    for await (const each of answersTo(deps, [Buffer.from(envelope.message)], from)) answer += replyText(each);
    if (answer === '') throw nothing();
  }
  await spooled.dispose();
  const type = envelope.soap?.includes('2003') ? 'application/soap+xml' : 'text/xml';
  return reply.type(`${type}; charset=utf-8`).send(writtenEnvelope(envelope, answer));
}
