// How Node runs the built server; each figure is `npm run bench`'s.
import { join } from 'node:path';
import { root } from './setup.mjs';

export const serverFile = join(root, 'dist', 'server', 'start.mjs');

export const nodeOptions = [
  // Half of V8's usual space for new objects: 12 MB less, and as fast, as far as this can be told from one run to the next.
  '--max-semi-space-size=8',
];

/** What comes before the server's own arguments. */
export const serverArguments = [...nodeOptions, serverFile];

export const serverEnvironment = {
  // Hashing uses libuv's threads, and more of them than cores only adds latency.
  UV_THREADPOOL_SIZE: '2',
  // For glibc: threads that each keep what they freed cost 12 MB, and are no faster.
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '131072',
  // Compiled once, not at each start: sooner ready by a sixth. Only who may change the build may write it.
  NODE_COMPILE_CACHE: join(root, 'dist', 'compiled'),
};
