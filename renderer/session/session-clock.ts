import { create } from 'zustand';
import type { EndReason, SessionClock } from '../../shared/api/session.ts';
import { FollowedSession } from './followed-session.ts';

/** How long the session of this page still lasts. */
export interface SessionClockState {
  readonly status: 'connected' | 'unreachable' | 'ended';
  readonly clock: SessionClock | undefined;
  /** Milliseconds; undefined until the server has said something. */
  readonly remaining: number | undefined;
  readonly endsBy: SessionClock['endsBy'];
  /** Whether the warning stands on the screen. */
  readonly warning: boolean;
  /** Undefined also when nobody has said why. */
  readonly reason: EndReason | undefined;
}

const before: SessionClockState = {
  status: 'connected',
  clock: undefined,
  remaining: undefined,
  endsBy: 'inactivity',
  warning: false,
  reason: undefined,
};

export const useSessionClock = create<SessionClockState>()(() => before);

let followed: FollowedSession | undefined;

/**
 * Follows the session of this page's origin until it ends. Where one is followed already, it stays that one.
 * @param onEnd called once, at the end, whoever ended it
 */
export function followSession(onEnd: (reason: EndReason | undefined) => void): void {
  if (followed !== undefined) return;
  useSessionClock.setState(before, true);
  followed = new FollowedSession({
    changed: (state) => useSessionClock.setState(state),
    ended: (reason) => {
      followed = undefined;
      useSessionClock.setState({ ...before, status: 'ended', reason }, true);
      onEnd(reason);
    },
  });
}

/** This page is on its way to where its session is ended; nothing may lead elsewhere meanwhile. */
export function leaveSession(): void {
  followed?.leave();
}

/** This page knows by itself that its session is over. */
export function sessionIsOver(reason: EndReason): void {
  followed?.end(reason);
}

/** The person at this window answers the warning. @param by what they did, where nothing else tells of it */
export function answerWarning(by?: Pick<Event, 'isTrusted'>): void {
  followed?.answer(by);
}
