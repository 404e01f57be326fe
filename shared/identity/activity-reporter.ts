import type { ActivityReport } from './api/session.ts';
import { limits } from '../contract/limits.ts';
import type { ServerTime } from './server-time.ts';

export interface ActivityReporterDeps {
  readonly time: ServerTime;
  /** Rejects when the report did not arrive; it is then sent again. */
  send(report: ActivityReport): Promise<void>;
  /** Calls back after so many milliseconds. @returns how to call that off */
  later(callback: () => void, delay: number): () => void;
}

const retryAfter = 2000;

/**
 * Reports what a person does: the first input at once, later ones at most every 15 seconds, each with the moment of the
 * last input, so that holding reports back costs nobody a second of their session [T1].
 */
export class ActivityReporter {
  readonly #deps: ActivityReporterDeps;
  /** The last input that no report has told of yet. */
  #untold: number | undefined;
  #resting: (() => void) | undefined;
  #sending: Promise<unknown> | undefined;
  /** Counts resets: a report that is under way at one starts nothing any more. */
  #turn = 0;

  constructor(deps: ActivityReporterDeps) {
    this.#deps = deps;
  }

  noteInput(): void {
    const now = this.#deps.time.now();
    if (now === undefined) return;
    this.#untold = now;
    if (this.#resting === undefined && this.#sending === undefined) void this.flush();
  }

  /** Sends what is untold. Resolves, whether or not it arrived, when the attempt is over. */
  async flush(): Promise<void> {
    if (this.#sending) await this.#sending;
    const lastInputAt = this.#untold;
    if (lastInputAt === undefined) return;
    this.#untold = undefined;
    const turn = this.#turn;
    this.#sending = this.#deps.send({ lastInputAt }).then(
      () => turn === this.#turn && this.#rest(limits.session.reportEvery),
      () => {
        if (turn !== this.#turn) return;
        this.#untold ??= lastInputAt;
        this.#rest(retryAfter);
      },
    );
    await this.#sending;
    this.#sending = undefined;
  }

  /** Forgets what is untold, for a session that is over. */
  reset(): void {
    this.#turn += 1;
    this.#untold = undefined;
    this.#resting?.();
    this.#resting = undefined;
  }

  #rest(duration: number): void {
    this.#resting?.();
    this.#resting = this.#deps.later(() => {
      this.#resting = undefined;
      void this.flush();
    }, duration);
  }
}
