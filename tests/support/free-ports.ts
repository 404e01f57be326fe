import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Connections that go out take their ports from 32768 on (49152 on macOS and Windows). Who stops a server and starts it
// again at its place must not find one of those there, nor a server of the tests that run beside: each worker has its own.
const lowest = 12_000;
// Vitest's and Playwright's run at the same time, and number theirs each for itself.
const { VITEST_POOL_ID: vitest, TEST_PARALLEL_INDEX: playwright } = process.env;
const worker = vitest === undefined ? Number(playwright ?? 0) + 5 : Number(vitest);
const perWorker = 2_000;

/** Ports in a row that are free on every one of these addresses, and stay so while a server there is stopped. @returns the first */
export async function freePorts(count: number, hosts: readonly string[] = ['127.0.0.1']): Promise<number> {
  for (;;) {
    const first = lowest + (worker % 10) * perWorker + randomInt(perWorker - count);
    const wanted = hosts.flatMap((host) => Array.from({ length: count }, (_, n) => ({ host, port: first + n })));
    const free = await Promise.all(wanted.map(isFree));
    if (free.every(Boolean)) return first;
  }
}

/** Finds ports for a server and its training applications, which take those after its own. */
export const freeServerPort = () => freePorts(4);

function isFree(place: { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(place, () => server.close(() => resolve(true)));
  });
}
