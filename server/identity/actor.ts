import type { FastifyRequest } from 'fastify';
import type { AuditEntry, AuditEvent } from './audit/audit-trail.ts';
import { callerOf } from './context.ts';

/** Whoever changes what belongs to no single account: a person in the portal, or whoever holds the server's machine. */
export type Actor = { readonly account: string; readonly workstation: string } | 'command line';

export function actorOf(request: FastifyRequest): Actor {
  const { account, session } = callerOf(request);
  return { account: account.id, workstation: session.workstation };
}

/** As records name who changed them. */
export function nameOfActor(actor: Actor): string {
  return actor === 'command line' ? actor : actor.account;
}

export function entryBy(actor: Actor, event: AuditEvent, detail: Readonly<Record<string, string>>): AuditEntry {
  return actor === 'command line' ? { event, detail: { ...detail, by: actor } } : { event, ...actor, detail };
}
