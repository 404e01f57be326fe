import { create } from 'zustand';
import type { EndReason } from '../../../shared/identity/api/session.ts';
import { FollowedSession, type SessionClockState } from './followed-session.ts';

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
