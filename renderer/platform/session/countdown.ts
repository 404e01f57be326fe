import type { SessionClock } from '../../../shared/identity/api/session.ts';

export interface TimeLeft {
  readonly remaining: number;
  /** Whether this is the last part, in which every window warns. */
  readonly warns: boolean;
  readonly endsAt: number;
  readonly endsBy: SessionClock['endsBy'];
}

/** How long the session still lasts, as far as this page can know. All times are of the server's clock. */
export class Countdown {
  #clock: SessionClock | undefined;
  /** The longest that the server has given. As it counts from the last input, the limit is at least that. */
  #longest = 0;
  #untold: number | undefined;

  said(clock: SessionClock): void {
    this.#clock = clock;
    if (clock.endsBy === 'inactivity') this.#longest = Math.max(this.#longest, clock.endsAt - clock.now);
  }

  /**
   * Somebody did something that the server cannot be told of at the moment: this page ends as much later as the server
   * would say, so that nobody who is at work loses what they typed to an interruption.
   */
  inputUntold(at: number): void {
    this.#untold = at;
  }

  at(now: number): TimeLeft | undefined {
    if (this.#clock === undefined) return undefined;
    const { endsAt: said, warnsAt, endsBy } = this.#clock;
    const untold = endsBy === 'inactivity' ? this.#untold : undefined;
    const endsAt = untold === undefined ? said : Math.max(said, untold + this.#longest);
    return { remaining: Math.max(0, endsAt - now), warns: now >= warnsAt + endsAt - said, endsAt, endsBy };
  }
}
