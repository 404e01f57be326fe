import { Value } from 'typebox/value';
import { type Static, Type } from 'typebox';
import { limits } from '../../../../shared/contract/limits.ts';
import type { Clock } from '../../../clock.ts';
import { defineCollection, type Store } from '../../../store/contract.ts';
import { seal, unseal } from '../../../store/sealed.ts';

/** What must be remembered between sending someone to sign in and their coming back. */
export const SignInAttempt = Type.Object({
  state: Type.String(),
  nonce: Type.String(),
  codeVerifier: Type.String(),
  returnTo: Type.String(),
  /** Who used this browser before; the address is returned to for nobody else [T4]. */
  leftBy: Type.Union([Type.String(), Type.Null()]),
  /** Milliseconds since 1970. */
  begunAt: Type.Integer(),
});
export type SignInAttempt = Static<typeof SignInAttempt>;

/**
 * Keeps it in the browser, so that strangers cannot make the server keep anything, and sealed, so that nobody reads there
 * where another person was.
 */
export class SignInAttempts {
  readonly #key: Buffer;
  readonly #clock: Clock;

  constructor(key: Buffer, clock: Clock) {
    this.#key = key;
    this.#clock = clock;
  }

  /** @returns what the browser is to bring back */
  seal(attempt: Omit<SignInAttempt, 'begunAt'>): string {
    const begun: SignInAttempt = { ...attempt, begunAt: this.#clock.now() };
    return seal(this.#key, JSON.stringify(begun), Buffer.from(attempt.state)).toString('base64url');
  }

  /** @returns undefined for what is not ours, belongs to another state, or is too old */
  open(state: string, sealed: string | undefined): SignInAttempt | undefined {
    if (sealed === undefined) return undefined;
    let attempt: unknown;
    try {
      attempt = JSON.parse(unseal(this.#key, Buffer.from(sealed, 'base64url'), Buffer.from(state)));
    } catch {
      return undefined;
    }
    if (!Value.Check(SignInAttempt, attempt)) return undefined;
    return this.#clock.now() < attempt.begunAt + limits.signIn.pendingAuthorization ? attempt : undefined;
  }
}

const formerlyKept = defineCollection<{ id: string }>()({ name: 'sign-in-attempts', lifetime: 'session', indexes: [] });

/** Earlier versions kept them in the store, with the addresses where people were. */
export async function forgetKeptAttempts(store: Store): Promise<void> {
  const records = store.collection(formerlyKept);
  for (const { id } of await records.list()) await records.delete(id);
}
