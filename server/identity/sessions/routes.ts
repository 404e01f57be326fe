import {
  type EndReason,
  sessionApi,
  sessionEventsPath,
  WorkstationEvent,
} from '../../../shared/identity/api/session.ts';
import { portalSessionCookie } from '../../../shared/identity/cookies.ts';
import { ownCookie } from '../../http/cookies.ts';
import { sendEvents } from '../../http/events.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import type { HttpServer } from '../../http/server.ts';
import { digestOf } from '../../keys/tokens.ts';
import type { Capability } from '../capability.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { sessionAccess } from './session-access.ts';
import { endSession, type EndSessionDeps } from './end-session.ts';
import { sessionOfAccessToken } from './access-token-session.ts';
import { announceEvent } from './session-events.ts';
import { sessionStream } from './session-stream.ts';
import { clockOf } from './session-policy.ts';
import { saveWorkspace, workspaceOf } from './workspaces.ts';

const workstationReasons = { locked: 'workstation locked', switched: 'workstation switched' } as const satisfies Record<
  WorkstationEvent['event'],
  EndReason
>;

type Deps = EndSessionDeps & Pick<IdentityContext, 'deployment' | 'events' | 'openIdSessions' | 'origin' | 'provider'>;

/** How long the caller's session lasts, that somebody is still there, and what they come back to. */
export const portalSession: Capability = { routes: sessionRoutes, access: sessionAccess };

function sessionRoutes(app: HttpServer, context: Deps): void {
  const { origin, deployment, clock, sessions, store } = context;
  const cookie = ownCookie(origin, portalSessionCookie, deployment.id);

  serve(app, sessionApi.reportActivity, async (request) => {
    const token = request.cookies[cookie.name];
    const id = token === undefined ? await sessionOfAccessToken(request, context) : digestOf(token);
    const noted = id === undefined ? undefined : await sessions.noteActivity(id, request.body.lastInputAt);
    if (noted === undefined) throw new Problem('sign-in-required');
    if (noted.extended) await announceEvent(noted.session.id, { type: 'extended' }, store);
    return clockOf(noted.session, sessions.policy, clock.now());
  });

  // Not in the API's description: whoever reads that and asks waits for an answer that never ends.
  app.get(sessionEventsPath, { config: { access: 'session' }, schema: { hide: true } }, (request, reply) =>
    sendEvents(request, reply, () => {
      const stream = sessionStream(callerOf(request).session, context);
      request.raw.once('close', () => stream.destroy());
      return stream;
    }),
  );

  serve(app, sessionApi.reportWorkstationEvent, async (request) => {
    if (sessions.policy.whenLocked === 'sign out') {
      await endSession(callerOf(request).session.id, workstationReasons[request.body.event], context);
    }
  });

  serve(app, sessionApi.keepWorkspace, async (request) => {
    await saveWorkspace(callerOf(request).session, request.body, context);
  });

  serve(app, sessionApi.workspace, (request) => workspaceOf(callerOf(request).session, context));
}
