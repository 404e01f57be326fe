import { limits } from '../../../shared/contract/limits.ts';
import type { Clock } from '../../clock.ts';
import { type Collection, defineCollection, type Store } from '../../store/contract.ts';
import { digestOf, randomToken } from '../../keys/tokens.ts';

/** The one code of a flow that counts; a fresh one replaces it. */
export interface MailedCode {
  readonly digest: string;
  readonly expiresAt: number;
}

/** One browser's way to a new password. The states and what leads from one to the next are drawn in states.md. */
export interface Flow {
  /** Digest of the cookie's value. */
  readonly id: string;
  readonly state: 'started' | 'answered' | 'code sent' | 'proved';
  /** HMAC of the submitted name. */
  readonly name: string;
  /** Null for a name that is nobody's; such a flow never gets as far as a proof. */
  readonly accountId: string | null;
  /** Id of the question that is asked. */
  readonly question: string;
  readonly workstation: string;
  readonly startedAt: number;
  readonly endsAt: number;
  readonly code: MailedCode | null;
  /** Codes that were tried in this flow, right or wrong, whichever code stood. */
  readonly codeTries: number;
}

export const flows = defineCollection<Flow>()({
  name: 'recovery-flows',
  lifetime: 'session',
  indexes: ['accountId', 'name'],
});

/** All recovery flows that are open; a flow that is done or has ended is not kept. */
export class Flows {
  readonly #store: Store;
  readonly #records: Collection<Flow, 'accountId' | 'name'>;
  readonly #clock: Clock;
  #sweptAt = -Infinity;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#records = store.collection(flows);
    this.#clock = clock;
  }

  /** @returns the cookie's value, which is known to nobody else */
  async begin(given: Pick<Flow, 'state' | 'name' | 'accountId' | 'question' | 'workstation'>): Promise<string> {
    await this.#sweep();
    const token = randomToken();
    const startedAt = this.#clock.now();
    await this.#records.insert({
      ...given,
      id: digestOf(token),
      startedAt,
      endsAt: startedAt + limits.recovery.flowLifetime,
      code: null,
      codeTries: 0,
    });
    return token;
  }

  /** The flow of a cookie, while it lasts. */
  async find(token: string | undefined): Promise<Flow | undefined> {
    return token === undefined ? undefined : this.get(digestOf(token));
  }

  async get(id: string): Promise<Flow | undefined> {
    const flow = await this.#records.get(id);
    return flow && this.#clock.now() < flow.endsAt ? flow : undefined;
  }

  /** @returns whether it was still as expected, and now is as asked */
  replaceIf(id: string, expected: Partial<Flow>, change: Partial<Flow>): Promise<boolean> {
    return this.#records.replaceIf(id, expected, change);
  }

  /** Counts a try, where there is a code to try. */
  countCodeTry(id: string): Promise<Flow | undefined> {
    return this.#records.update(id, (flow) =>
      flow.state === 'code sent' ? { ...flow, codeTries: flow.codeTries + 1 } : flow,
    );
  }

  /** Makes this the account's only code: of all that were mailed the newest works [P4]. */
  putCode({ id, name }: Flow, code: MailedCode): Promise<boolean> {
    return this.#store.transaction(async (collections) => {
      const records = collections.collection(flows);
      const flow = await records.get(id);
      if (flow === undefined || (flow.state !== 'answered' && flow.state !== 'code sent')) return false;
      for (const other of await records.find('name', name)) {
        if (other.state === 'code sent') await records.put({ ...other, state: 'answered', code: null });
      }
      await records.put({ ...flow, state: 'code sent', code });
      return true;
    });
  }

  async end(id: string): Promise<void> {
    await this.#records.delete(id);
  }

  async endAllOf(accountId: string): Promise<void> {
    for (const { id } of await this.#records.find('accountId', accountId)) await this.#records.delete(id);
  }

  /** Now and then, because each looks at all flows. */
  async #sweep(): Promise<void> {
    const now = this.#clock.now();
    if (now < this.#sweptAt + limits.recovery.flowLifetime / 4) return;
    this.#sweptAt = now;
    for (const { id, endsAt } of await this.#records.list()) if (endsAt <= now) await this.#records.delete(id);
  }
}
