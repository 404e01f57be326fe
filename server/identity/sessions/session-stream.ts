import { PassThrough } from 'node:stream';
import { type EndReason, type SessionEnded, sessionEvents } from '../../../shared/identity/api/session.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { IdentityContext } from '../context.ts';
import { reasonOfEnd } from './ended-sessions.ts';
import type { PortalSession } from './portal-sessions.ts';
import { clockOf } from './session-policy.ts';

/** After a break the client comes back that soon, milliseconds. */
const retry = 500;

type Deps = Pick<IdentityContext, 'clock' | 'events' | 'sessions' | 'store'>;

/**
 * A session's clock as server-sent events, at once and whenever it changes, until it ends. Listening keeps no session
 * alive.
 */
export function sessionStream({ id }: PortalSession, deps: Deps): PassThrough {
  const { clock, events, sessions } = deps;
  const stream = new PassThrough();
  const send = (event: string, data: object) => {
    if (stream.writable) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const sayEnd = (reason: EndReason | undefined) => {
    if (reason !== undefined) send(sessionEvents.ended, { reason } satisfies SessionEnded);
    stream.end();
  };
  const sayHowItIs = async () => {
    const session = await sessions.get(id);
    if (session) send(sessionEvents.clock, clockOf(session, sessions.policy, clock.now()));
    // One whose time has come is told when it is ended, by the sweep or by whoever was there before it.
    else if ((await sessions.kept(id)) === undefined) sayEnd(await reasonOfEnd(id, deps));
  };
  // Where the store does not answer, the page comes back.
  const look = () => void sayHowItIs().catch(() => stream.destroy());
  const stop = events.listen(id, (event) => (event.type === 'ended' ? sayEnd(event.reason) : look()));
  const heartbeat = setInterval(() => stream.write(': \n\n'), limits.session.heartbeat).unref();
  stream.once('close', () => {
    stop();
    clearInterval(heartbeat);
  });
  stream.write(`retry: ${retry}\n\n`);
  look();
  return stream;
}
