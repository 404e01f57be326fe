import type { FastifyReply, FastifyRequest } from 'fastify';
import { formerCookieName, workstationCookie } from '../../../shared/identity/cookies.ts';
import { ownCookie } from '../../http/cookies.ts';

/** As long as browsers keep a cookie. */
const maxAge = 400 * 24 * 3600;

interface Place {
  readonly origin: string;
  readonly deployment: { readonly id: string };
}

/** What this workstation shows, where it was here before. An enrolment holds under the cookie's former name too [K8]. */
export function presentedTicket({ cookies }: FastifyRequest, { origin, deployment }: Place): string | undefined {
  const { name } = ownCookie(origin, workstationCookie, deployment.id);
  return cookies[name] ?? cookies[formerCookieName(origin, workstationCookie)];
}

/** A browser, or a kiosk, is known by it from one sign-in to the next. */
export function setWorkstation(reply: FastifyReply, { origin, deployment }: Place, ticket: string): void {
  const { name, options } = ownCookie(origin, workstationCookie, deployment.id);
  reply.setCookie(name, ticket, { ...options, maxAge });
}
