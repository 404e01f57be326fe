import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { answerOf } from '../../../../shared/contract/endpoint.ts';
import { sessionApi, sessionEventsPath } from '../../../../shared/identity/api/session.ts';
import { applicationApi } from '../../../../shared/applications/api/application.ts';
import { sendEvents } from '../../../http/events.ts';
import { Problem } from '../../../http/problem.ts';
import { serve } from '../../../http/serve.ts';
import type { HttpServer } from '../../../http/server.ts';
import type { OpenIdClient } from './openid.ts';

/**
 * The application's pages hear of their session's clock, and tell of activity, at their own origin; both are the
 * identity server's and only passed on.
 */
export function relaySession(app: HttpServer, openId: OpenIdClient): void {
  serve(app, applicationApi.reportActivity, async (request) => {
    const { path, method } = sessionApi.reportActivity;
    const answer = await ask(openId, request.applicationSession!.accessToken, path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request.body),
      signal: AbortSignal.timeout(5000),
    });
    return answerOf(sessionApi.reportActivity, await answer.json());
  });

  app.get(sessionEventsPath, { config: { access: 'own-session' } }, (request, reply) =>
    sendEvents(request, reply, async () => {
      const gone = new AbortController();
      request.raw.once('close', () => gone.abort());
      const { signal } = gone;
      const answer = await ask(openId, request.applicationSession!.accessToken, sessionEventsPath, { signal });
      const events = Readable.fromWeb(answer.body as ReadableStream<Uint8Array>);
      // The page sees that its stream broke off, and asks again.
      events.on('error', () => reply.raw.destroy());
      return events;
    }),
  );
}

async function ask(openId: OpenIdClient, accessToken: string, path: string, init: RequestInit): Promise<Response> {
  const answer = await openId.call(path, accessToken, init).catch(() => {
    throw new Problem('portal-unreachable');
  });
  if (answer.ok) return answer;
  await answer.body?.cancel();
  throw new Problem(answer.status === 401 ? 'sign-in-required' : 'portal-unreachable');
}
