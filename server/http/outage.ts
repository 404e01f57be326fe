import type { FastifyBaseLogger } from 'fastify';

/**
 * Something that fails again and again is said once, and once more when it works again: whoever reads the log learns when
 * it began and ended, and an outage of hours fills no disk.
 */
export class Outage {
  readonly #log: FastifyBaseLogger;
  readonly #what: { readonly fails: string; readonly works: string };
  #failures = 0;
  #since = 0;

  constructor(log: FastifyBaseLogger, what: { readonly fails: string; readonly works: string }) {
    this.#log = log;
    this.#what = what;
  }

  failed(error: unknown): void {
    this.#failures += 1;
    if (this.#failures > 1) return;
    this.#since = performance.now();
    this.#log.error({ err: error }, this.#what.fails);
  }

  over(): void {
    if (this.#failures === 0) return;
    const lasted = Math.round(performance.now() - this.#since);
    this.#log.warn({ failures: this.#failures, milliseconds: lasted }, this.#what.works);
    this.#failures = 0;
  }
}
