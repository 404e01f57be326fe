import type { Session } from '../../shared/api/identity.ts';

export interface SignedInDeps {
  ask(): Promise<Session | undefined>;
  /** Somebody signed in, signed out, or took over; called once for each change. */
  changed(session: Session | undefined): Promise<void> | void;
}

/**
 * Who is signed in at this workstation, as the server says. Questions do not overlap: what came in while one was asked
 * is answered by one more.
 */
export class SignedIn {
  readonly #deps: SignedInDeps;
  #session: Session | undefined;
  #asking: Promise<void> | undefined;
  #again = false;

  constructor(deps: SignedInDeps) {
    this.#deps = deps;
  }

  get session(): Session | undefined {
    return this.#session;
  }

  refresh(): Promise<void> {
    if (this.#asking) {
      this.#again = true;
      return this.#asking;
    }
    this.#asking = this.#askUntilCurrent().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #askUntilCurrent(): Promise<void> {
    do {
      this.#again = false;
      const session = await this.#deps.ask();
      const before = this.#session?.account.username;
      this.#session = session;
      if (before !== session?.account.username) await this.#deps.changed(session);
    } while (this.#again);
  }
}
