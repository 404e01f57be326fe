/**
 * The server's clock as this process estimates it. Elapsed time is the larger of the steady clock's and the wall
 * clock's: the steady one may stand while the machine sleeps, the wall clock may be set back.
 */
export class ServerTime {
  readonly #steady: () => number;
  readonly #wall: () => number;
  #reference: { server: number; steady: number; wall: number } | undefined;

  /** @param steady milliseconds that only ever pass, such as `performance.now` */
  constructor(steady: () => number, wall: () => number = () => Date.now()) {
    this.#steady = steady;
    this.#wall = wall;
  }

  /** @param now what the server has just said, milliseconds since 1970 */
  set(now: number): void {
    this.#reference = { server: now, steady: this.#steady(), wall: this.#wall() };
  }

  /** Milliseconds since 1970; undefined until the server has said something. */
  now(): number | undefined {
    if (this.#reference === undefined) return undefined;
    const { server, steady, wall } = this.#reference;
    return Math.round(server + Math.max(this.#steady() - steady, this.#wall() - wall));
  }
}
