import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { wasHead } from './head.ts';

/**
 * Answers with server-sent events (HTML, 9.2), which nobody on the way may hold back.
 * @param begin is not called for HEAD: its answer would go on for as long as the events do
 */
export async function sendEvents(
  { raw }: FastifyRequest,
  reply: FastifyReply,
  begin: () => Readable | Promise<Readable>,
): Promise<FastifyReply> {
  const events = wasHead(raw) ? Readable.from([]) : await begin();
  return reply.header('content-type', 'text/event-stream').header('x-accel-buffering', 'no').send(events);
}
