import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { SessionStream } from '../../../renderer/session/stream.ts';

afterEach(() => void vi.unstubAllGlobals());

test('[T1] a stream that something always cuts short is not asked for without a pause', async () => {
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
    ...{ clock: () => {}, ended: () => {}, unreachable: () => {}, over: () => {} },
    refused: async () => {},
  });
  onTestFinished(() => stream.close());
  await pause(500);
  expect(opened).toBe(1);
  await expect.poll(() => opened).toBe(2);
});
