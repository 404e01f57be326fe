import type { Clock } from '../../clock.ts';
import { type Collection, defineCollection, type Store } from '../../store/contract.ts';
import { limits } from '../../../shared/limits.ts';
import { digestOf, randomToken } from '../../tokens.ts';
import type { SignInAttempt } from './openid.ts';

interface AttemptRecord extends SignInAttempt {
  /** Digest of the value that the browser holds. */
  readonly id: string;
  readonly keptUntil: number;
}

const definition = defineCollection<AttemptRecord>()({ name: 'sign-in-attempts', lifetime: 'session', indexes: [] });

/**
 * What must be remembered while somebody is away to sign in. Kept here and not in the browser, so that nobody reads there
 * where another person was.
 */
export class SignInAttempts {
  readonly #records: Collection<AttemptRecord>;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#records = store.collection(definition);
    this.#clock = clock;
  }

  /** @returns what the browser is to bring back */
  async keep(attempt: SignInAttempt): Promise<string> {
    const token = randomToken();
    const keptUntil = this.#clock.now() + limits.signIn.pendingAuthorization;
    await this.#records.insert({ ...attempt, id: digestOf(token), keptUntil });
    return token;
  }

  /** Gives it back once. */
  async take(token: string | undefined): Promise<SignInAttempt | undefined> {
    if (token === undefined) return undefined;
    const record = await this.#records.get(digestOf(token));
    const taken = record && (await this.#records.delete(record.id));
    return taken && this.#clock.now() < record.keptUntil ? record : undefined;
  }

  async deleteOld(): Promise<void> {
    for (const { id, keptUntil } of await this.#records.list()) {
      if (keptUntil <= this.#clock.now()) await this.#records.delete(id);
    }
  }
}
