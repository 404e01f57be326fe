// How Node runs the built server; each figure is `npm run bench`'s.
import { join } from 'node:path';
import { root } from './setup.mjs';

/** MiB of V8's young space: more of it takes memory and start-up time, and nothing measured is quicker for it. */
const youngSpace = 4;

export const serverArguments = [`--max-semi-space-size=${youngSpace}`, join(root, 'dist', 'server', 'start.mjs')];

export const serverEnvironment = {
  // Hashing uses libuv's threads, and more of them than cores only adds latency.
  UV_THREADPOOL_SIZE: '2',
  // Compiled once, not at each start; that is a sixth of the time and 20 MB. Only who may change the build may write it.
  NODE_COMPILE_CACHE: join(root, 'dist', 'compiled'),
};
