import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import {
  answerWarning,
  followSession,
  leaveSession,
  useSessionClock,
} from '../../../renderer/platform/session/session-clock.ts';

afterEach(() => {
  leaveSession();
  vi.unstubAllGlobals();
});

/** A page whose session is in its last minute, and what it tells the server. */
function warnedPage() {
  const told: string[] = [];
  const clock = { now: 1_000_000, warnsAt: 1_000_000, endsAt: 1_060_000, endsBy: 'inactivity' };
  const streams: EventTarget[] = [];
  class Stream extends EventTarget {
    constructor() {
      super();
      streams.push(this);
    }

    close(): void {}
  }
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('document', new EventTarget());
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('EventSource', Stream);
  vi.stubGlobal('fetch', async (address: string) => {
    told.push(address);
    return Response.json(clock);
  });
  followSession(() => {});
  streams[0]!.dispatchEvent(new MessageEvent('clock', { data: JSON.stringify(clock) }));
  return told;
}

test('[T2] a click that a script makes puts the end off for nobody, and one of a person does', async () => {
  const told = warnedPage();
  expect(useSessionClock.getState()).toMatchObject({ status: 'connected', warning: true });
  answerWarning({ isTrusted: false });
  // What is told is told at once.
  await turn();
  expect(told).toEqual([]);
  answerWarning({ isTrusted: true });
  await turn();
  expect(told).toEqual(['/api/session/activity']);
});
