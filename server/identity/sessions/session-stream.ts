import { PassThrough } from 'node:stream';
import { type SessionEnded, sessionEvents } from '../../../shared/api/session.ts';
import { limits } from '../../../shared/limits.ts';
import type { IdentityContext } from '../context.ts';
import type { PortalSession } from './portal-sessions.ts';
import { clockOf } from './session-policy.ts';

/** After a break the client comes back that soon, milliseconds. */
const retry = 500;

/**
 * A session's clock as server-sent events, at once and whenever it changes, until it ends. Listening keeps no session
 * alive.
 */
export function sessionStream(
  { id }: PortalSession,
  { clock, events, sessions }: Pick<IdentityContext, 'clock' | 'events' | 'sessions'>,
): PassThrough {
  const stream = new PassThrough();
  const send = (event: string, data: object) => void stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  const sendClock = async () => {
    const session = await sessions.get(id);
    if (session && stream.writable) send(sessionEvents.clock, clockOf(session, sessions.policy, clock.now()));
  };
  const stop = events.listen(id, (event) => {
    if (event.type === 'extended') return void sendClock();
    send(sessionEvents.ended, { reason: event.reason } satisfies SessionEnded);
    stream.end();
  });
  const heartbeat = setInterval(() => stream.write(': \n\n'), limits.session.heartbeat).unref();
  stream.once('close', () => {
    stop();
    clearInterval(heartbeat);
  });
  stream.write(`retry: ${retry}\n\n`);
  void sendClock();
  return stream;
}
