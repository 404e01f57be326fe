import { monitorEventLoopDelay } from 'node:perf_hooks';
import { limits } from '../../shared/contract/limits.ts';

/** How far the process is behind with what it has to do. */
export interface EventLoop {
  /** Seconds, over the time since this was last read. */
  p99(): number;
  /** Whether requests are to be refused, because each would only make all others wait longer. */
  overloaded(): boolean;
  stop(): void;
}

const { sampleEvery, delay } = limits.overload;
const nanoseconds = 1e9;
const resolution = 20;

/** One for the process: all its servers share one loop. */
export function watchEventLoop(): EventLoop {
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  // A single long step, such as a large import, is over by the time it is seen; two late samples in a row are a backlog.
  let [last, before] = [0, 0];
  let due = performance.now() + sampleEvery;
  const timer = setInterval(() => {
    const now = performance.now();
    [last, before] = [Math.max(0, now - due), last];
    due = now + sampleEvery;
  }, sampleEvery).unref();
  return {
    p99: () => {
      // What is measured includes the sampling interval itself.
      const seconds = Math.max(0, histogram.percentile(99) / nanoseconds - resolution / 1000);
      histogram.reset();
      return seconds;
    },
    overloaded: () => Math.min(last, before) > delay,
    stop: () => {
      clearInterval(timer);
      histogram.disable();
    },
  };
}
