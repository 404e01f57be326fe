import type { EndReason } from '../../shared/identity/api/session.ts';
import type { Person } from '../server/portal-client.ts';

export interface End {
  /** Undefined where nobody said why. */
  readonly reason: EndReason | undefined;
  /** Who took the workstation over, and stays signed in. */
  readonly successor: Person | undefined;
}

export interface SignedInDeps {
  /** Rejects while that cannot be known. */
  ask(): Promise<Person | undefined>;
  /** The server was asked again, and this person is still, or now, the one. */
  present(person: Person): void;
  /** Called at once when somebody's session is over; nobody else is present before it is done. */
  left(end: End): Promise<void>;
}

/**
 * Who is signed in at this workstation, as the server says. Questions do not overlap: what came in while one was asked
 * is answered by one more. However many things end a session at the same time, its end is dealt with once.
 */
export class SignedIn {
  readonly #deps: SignedInDeps;
  #person: Person | undefined;
  #asking: Promise<void> | undefined;
  #again = false;
  #ending: Promise<void> | undefined;

  constructor(deps: SignedInDeps) {
    this.#deps = deps;
  }

  get person(): Person | undefined {
    return this.#person;
  }

  /** Nobody is signed in, and nothing of the last person is left to be dealt with. */
  get isVacant(): boolean {
    return this.#person === undefined && this.#ending === undefined;
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

  /** The session of whoever is present is over. */
  async end(reason: EndReason | undefined, successor?: Person): Promise<void> {
    if (this.#person === undefined) return this.#ending;
    await this.#leave({ reason, successor });
    if (successor) await this.refresh();
  }

  async #askUntilCurrent(): Promise<void> {
    do {
      this.#again = false;
      await this.#ending;
      const before = this.#person;
      const answer = await this.#deps.ask().then(
        (person) => ({ person }),
        () => undefined,
      );
      if (this.#person !== before || this.#ending) this.#again = true;
      else if (answer) await this.#settle(answer.person);
    } while (this.#again);
  }

  async #settle(person: Person | undefined): Promise<void> {
    const before = this.#person?.session.account.username;
    if (before !== undefined && before !== person?.session.account.username) {
      await this.#leave({ reason: undefined, successor: person });
    }
    this.#person = person;
    if (person) this.#deps.present(person);
  }

  #leave(end: End): Promise<void> {
    this.#person = undefined;
    this.#ending = this.#deps.left(end).finally(() => {
      this.#ending = undefined;
    });
    return this.#ending;
  }
}
