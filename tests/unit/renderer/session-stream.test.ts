import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { SessionStream } from '../../../renderer/platform/session/stream.ts';
import { eventually } from '../../support/eventually.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('[T1] a stream that something always cuts short is not asked for without a pause', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let opened = 0;
  // As behind a proxy that ends every answer at once: the browser hears the first event, and the end.
  class CutShort extends EventTarget {
    constructor() {
      super();
      opened += 1;
      setImmediate(() => {
        this.dispatchEvent(new MessageEvent('clock', { data: '{}' }));
        this.dispatchEvent(new Event('error'));
      });
    }

    close(): void {}
  }
  vi.stubGlobal('EventSource', CutShort);
  vi.stubGlobal('fetch', async () => new Response(null, { status: 200 }));
  const stream = new SessionStream({
    clock: () => {},
    ended: () => {},
    unreachable: () => {},
    over: () => {},
    refused: async () => {},
  });
  onTestFinished(() => stream.close());
  // Each turn is one in which it could ask again.
  for (let n = 0; n < 20; n++) await turn();
  expect(opened).toBe(1);
  vi.advanceTimersByTime(500);
  for (let n = 0; n < 20; n++) await turn();
  expect(opened).toBe(1);
  await eventually(() => expect(opened).toBe(2));
});
