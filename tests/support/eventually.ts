import { vi } from 'vitest';

/** Tries until it holds. A machine that is busy with other tests may take a while; one that is not loses no time. */
export function eventually<T>(holds: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(holds, { timeout: 30_000, interval: 20 });
}
