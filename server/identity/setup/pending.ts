import type { DeploymentKind } from '../../../shared/identity/api/identity.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Clock } from '../../clock.ts';
import { newOneTimeCode, normalizedCode } from '../../keys/one-time-code.ts';
import { digestOf, equalInConstantTime } from '../../keys/tokens.ts';

/** What was chosen: with it the server starts again. */
export interface Chosen {
  readonly kind: DeploymentKind;
  readonly timeZone?: string | undefined;
  /** The first, with the code that stands for their password. */
  readonly administrator?: { readonly username: string; readonly code: string } | undefined;
}

export interface SetUpOptions {
  /** Where the settings or the data have decided already. */
  readonly kind: DeploymentKind | undefined;
  /** Told once, when somebody has set the server up. */
  readonly done: (chosen: Chosen) => void;
}

/**
 * The first run of one server process [R6]. Its code is on the server's own screen or in its log and nowhere else, so that
 * whoever sets the server up is somebody who looks after it.
 */
export class SetUp {
  readonly code = newOneTimeCode(limits.setUp.codeSymbols);
  readonly kind: DeploymentKind | undefined;
  readonly #done: (chosen: Chosen) => void;
  readonly #clock: Clock;
  #wrong = 0;
  #lockedUntil = 0;
  #over = false;

  constructor({ kind, done }: SetUpOptions, clock: Clock) {
    this.kind = kind;
    this.#done = done;
    this.#clock = clock;
  }

  /** Also a command beside the server may have made an account. */
  async isPending({ accounts }: { readonly accounts: { count(): Promise<number> } }): Promise<boolean> {
    if (!this.#over && (await accounts.count()) > 0) this.#over = true;
    return !this.#over;
  }

  /** Counts before it looks, so that tries at the same moment count too. */
  try(typed: string): 'right' | 'wrong' | 'locked' {
    const now = this.#clock.now();
    if (now < this.#lockedUntil) return 'locked';
    this.#wrong += 1;
    if (this.#wrong >= limits.setUp.tries) [this.#wrong, this.#lockedUntil] = [0, now + limits.setUp.lock];
    if (!equalInConstantTime(digestOf(normalizedCode(typed)), digestOf(normalizedCode(this.code)))) return 'wrong';
    [this.#wrong, this.#lockedUntil] = [0, 0];
    return 'right';
  }

  /** @returns whether nobody was first */
  claim(): boolean {
    if (this.#over) return false;
    this.#over = true;
    return true;
  }

  /** Of a set-up that came to nothing. */
  release(): void {
    this.#over = false;
  }

  finish(chosen: Chosen): void {
    this.#done(chosen);
  }
}

/** The first administrator's one-time code, for the screen on which the server starts. */
export interface ShownCode {
  readonly username: string;
  readonly code: string;
}
