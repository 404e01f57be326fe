import type { ExitState } from '../../shared/kiosk/ipc.ts';
import { verifyExitCode } from '../policy/exit-code.ts';
import { countTry, noTries, type Tries, waitFor, withinWait } from './exit-lockout.ts';

export interface ExitGateDeps {
  /** KioskExitCodeHash; empty where IT gave no code. */
  readonly hash: string;
  readonly now: () => number;
  readonly kept: { readonly tries: Tries; keep(tries: Tries): void };
  /** What came of a try. The code itself goes nowhere. */
  readonly tried: (outcome: 'accepted' | 'wrong' | 'too soon') => void;
}

/** The only way out of kiosk mode: IT's code, with tries that become slower [K5]. */
export class ExitGate {
  readonly #deps: ExitGateDeps;

  constructor(deps: ExitGateDeps) {
    this.#deps = deps;
  }

  /** @param outcome of the try that was just made, where there was one */
  state(outcome: ExitState['outcome'] = 'none'): ExitState {
    const { hash, now } = this.#deps;
    const waitSeconds = Math.ceil(waitFor(this.#tries(), now()) / 1000);
    return { outcome: hash === '' ? 'no code' : outcome, waitSeconds };
  }

  async try(code: string): Promise<ExitState> {
    const { hash, kept, now, tried } = this.#deps;
    if (hash === '') return this.state();
    const counted = countTry(this.#tries(), now());
    if (counted === undefined) {
      tried('too soon');
      return this.state();
    }
    kept.keep(counted);
    const isRight = await verifyExitCode(code, hash);
    if (isRight) kept.keep(noTries);
    tried(isRight ? 'accepted' : 'wrong');
    return this.state(isRight ? 'accepted' : 'wrong');
  }

  #tries(): Tries {
    const { kept, now } = this.#deps;
    const tries = withinWait(kept.tries, now());
    if (tries !== kept.tries) kept.keep(tries);
    return tries;
  }
}
