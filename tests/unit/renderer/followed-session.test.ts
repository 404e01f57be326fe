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

/** A page has an address that others are taken from. */
class PageRequest extends Request {
  constructor(address: string, init?: RequestInit) {
    super(new URL(address, 'http://portal.example'), init);
  }
}

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
  vi.stubGlobal('Request', PageRequest);
  vi.stubGlobal('fetch', async ({ url }: Request) => {
    told.push(new URL(url).pathname);
    return Response.json(clock);
  });
  followSession(() => {});
  streams[0]!.dispatchEvent(new MessageEvent('clock', { data: JSON.stringify(clock) }));
  return told;
}

async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await turn();
}

test('[T2] a click that a script makes puts the end off for nobody, and one of a person does', async () => {
  const told = warnedPage();
  expect(useSessionClock.getState()).toMatchObject({ status: 'connected', warning: true });
  answerWarning({ isTrusted: false });
  // So long takes what is told at once, as the answer of a person shows below.
  await turns(20);
  expect(told).toEqual([]);
  answerWarning({ isTrusted: true });
  await turns(20);
  expect(told).toEqual(['/api/session/activity']);
});
