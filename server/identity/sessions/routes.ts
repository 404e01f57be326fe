import { Type } from 'typebox';
import {
  ActivityReport,
  type EndReason,
  SessionClock,
  WorkstationEvent,
  Workspace,
} from '../../../shared/identity/api/session.ts';
import { portalSessionCookie } from '../../../shared/identity/cookies.ts';
import { ownCookie } from '../../http/cookies.ts';
import { Problem } from '../../http/problem.ts';
import type { HttpServer } from '../../http/server.ts';
import { digestOf } from '../../keys/tokens.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { endSession } from './end-session.ts';
import { sessionOfAccessToken } from './access-token-session.ts';
import { announceEvent } from './session-events.ts';
import { sessionStream } from './session-stream.ts';
import { clockOf } from './session-policy.ts';
import { saveWorkspace, workspaceOf } from './workspaces.ts';

const workstationReasons = { locked: 'workstation locked', switched: 'workstation switched' } as const satisfies Record<
  WorkstationEvent['event'],
  EndReason
>;

/** How long the caller's session lasts, that somebody is still there, and what they come back to. */
export function sessionRoutes(app: HttpServer, context: IdentityContext): void {
  const { origin, deployment, clock, sessions, store } = context;
  const cookie = ownCookie(origin, portalSessionCookie, deployment.id);

  // Open to anyone, because what was done before the end may be told after it; the session is looked up all the same.
  app.post(
    '/api/session/activity',
    { config: { access: 'anyone' }, schema: { body: ActivityReport, response: { 200: SessionClock } } },
    async (request) => {
      const token = request.cookies[cookie.name];
      const id = token === undefined ? await sessionOfAccessToken(request, context) : digestOf(token);
      const noted = id === undefined ? undefined : await sessions.noteActivity(id, request.body.lastInputAt);
      if (noted === undefined) throw new Problem('sign-in-required');
      if (noted.extended) await announceEvent(noted.session.id, { type: 'extended' }, store);
      return clockOf(noted.session, sessions.policy, clock.now());
    },
  );

  // Not in the API's description: whoever reads that and asks waits for an answer that never ends.
  app.get('/api/session/events', { config: { access: 'session' }, schema: { hide: true } }, (request, reply) => {
    const stream = sessionStream(callerOf(request).session, context);
    request.raw.once('close', () => stream.destroy());
    return reply.header('content-type', 'text/event-stream').header('x-accel-buffering', 'no').send(stream);
  });

  app.post(
    '/api/session/workstation-event',
    { config: { access: 'signed-in' }, schema: { body: WorkstationEvent } },
    async (request, reply) => {
      if (sessions.policy.whenLocked === 'sign out') {
        await endSession(callerOf(request).session.id, workstationReasons[request.body.event], context);
      }
      return reply.code(204).send();
    },
  );

  app.put('/api/workspace', { config: { access: 'complete' }, schema: { body: Workspace } }, async (request, reply) => {
    await saveWorkspace(callerOf(request).session, request.body, context);
    return reply.code(204).send();
  });

  app.get(
    '/api/workspace',
    { config: { access: 'complete' }, schema: { response: { 200: Workspace, 204: Type.Null() } } },
    async (request, reply) => (await workspaceOf(callerOf(request).session, context)) ?? reply.code(204).send(null),
  );
}
