import type { FastifyReply } from 'fastify';
import { ownCookie } from '../../http/cookies.ts';

/** As long as browsers keep a cookie. */
const maxAge = 400 * 24 * 3600;

export function workstationCookie(origin: string) {
  return ownCookie(origin, 'workstation');
}

/** By this a browser, or a kiosk, is known from one sign-in to the next. */
export function setWorkstation(reply: FastifyReply, origin: string, ticket: string): void {
  const { name, options } = workstationCookie(origin);
  reply.setCookie(name, ticket, { ...options, maxAge });
}
