import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { SessionLink } from '../../../main/session/session-link.ts';
import type { EndReason, SessionClock } from '../../../shared/identity/api/session.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const clock: SessionClock = { now: 1, warnsAt: 2, endsAt: 3, endsBy: 'inactivity' };
const event = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** A server of which each answer is a status, or what a stream says, which then stays open. */
function linkTo(...answers: (number | string)[]) {
  const told: (SessionClock | { readonly ended: EndReason | undefined })[] = [];
  const state = { asked: 0, delivered: 0 };
  const link = new SessionLink({
    address: new URL('http://127.0.0.1:1/api/session/events'),
    fetch: async () => {
      const answer = answers[state.asked] ?? 503;
      state.asked += 1;
      if (typeof answer === 'number') return new Response(null, { status: answer });
      const body = new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode(answer)) });
      return new Response(body, { status: 200, headers: { 'content-type': 'text/event-stream' } });
    },
    cookie: 'portal_session=hers',
    clock: (said) => void told.push(said),
    ended: (reason) => void told.push({ ended: reason }),
    deliverInput: async () => void (state.delivered += 1),
  });
  onTestFinished(() => link.close());
  return { link, told, state };
}

/** What is under way without time having to pass. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

test('[K7] after an answer that is none the server is asked again, two seconds later', async () => {
  const { told, state } = linkTo(503, event('clock', clock));
  await settled();
  vi.advanceTimersByTime(1999);
  await settled();
  expect(state.asked).toBe(1);
  vi.advanceTimersByTime(1);
  await settled();
  expect(state.asked).toBe(2);
  expect(told).toEqual([clock]);
});

test('[K6] once closed it asks no more, neither by itself nor for others', async () => {
  const { link, state } = linkTo(503);
  await settled();
  link.close();
  link.reconnect();
  vi.advanceTimersByTime(60_000);
  await settled();
  expect(state.asked).toBe(1);
});

test('[T5] asked anew at once, it does not ask once more when the time for that has come', async () => {
  const { link, state } = linkTo(503, event('clock', clock), event('clock', clock));
  await settled();
  link.reconnect();
  vi.advanceTimersByTime(60_000);
  await settled();
  expect(state.asked).toBe(2);
});

test('[T1] what is no clock is not taken for one, and an end without a reason is an end', async () => {
  const { told } = linkTo(event('clock', {}) + event('clock', clock) + event('ended', { why: 'nobody knows' }));
  await settled();
  expect(told).toEqual([clock, { ended: undefined }]);
});

test('[T1] the first end that is told is the only one, and nobody is asked afterwards', async () => {
  const { told, state, link } = linkTo(
    event('ended', { reason: 'support' }) + event('ended', { reason: 'inactivity' }),
  );
  await settled();
  link.reconnect();
  vi.advanceTimersByTime(60_000);
  await settled();
  expect(told).toEqual([{ ended: 'support' }]);
  expect(state.asked).toBe(1);
});

test('[T1] a clock between two refusals makes the second the first again', async () => {
  const { link, told, state } = linkTo(401, event('clock', clock), 401, event('clock', clock));
  await settled();
  expect([state.asked, state.delivered]).toEqual([2, 1]);
  link.reconnect();
  await settled();
  expect([state.asked, state.delivered]).toEqual([4, 2]);
  expect(told).toEqual([clock, clock]);
});
