import { randomBytes, randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { type Account, accounts } from '../../../server/identity/accounts/account.ts';
import { answerQuestion } from '../../../server/identity/recovery/answer-question.ts';
import { beginRecovery } from '../../../server/identity/recovery/begin.ts';
import { type RecoveryDeps, recoveryDeps } from '../../../server/identity/recovery/deps.ts';
import { redeemCode } from '../../../server/identity/recovery/redeem-code.ts';
import { sendCode } from '../../../server/identity/recovery/send-code.ts';
import { Keys } from '../../../server/keys/keys.ts';
import type { Mail } from '../../../server/mail/message.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import type { Store } from '../../../server/store/contract.ts';
import { TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { defaultTimeZone } from '../../../shared/contract/time.ts';

const thirtyMinutes = 30 * 60_000;

type Act =
  /** The last try did it: the ones before it were wrong. */
  | { readonly act: 'ask code' | 'right code' | 'right at last' | 'new flow' }
  /** That many wrong ones and the right one, all at the same moment. */
  | { readonly act: 'guesses'; readonly wrong: number; readonly right: boolean }
  /** One that an earlier mail had, counted from the newest, in the browser that it was mailed for. */
  | { readonly act: 'old code'; readonly age: number }
  | { readonly act: 'other flow' | 'wait'; readonly by: number };

const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Act>({ act: 'ask code' }, { act: 'right code' }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('guesses' as const), wrong: fc.nat(7), right: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('old code' as const), age: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('wait' as const),
      by: fc.constantFrom(1, thirtyMinutes - 1, thirtyMinutes),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('other flow' as const), by: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.constantFrom<Act>({ act: 'new flow' }, { act: 'right at last' }) },
);

/** One account whose owner and whose enemies use several browsers; what they see is checked against what was mailed. */
class World {
  readonly #clock = new TestClock();
  readonly #mailed: { code: string; flow: string; at: number }[] = [];
  readonly #flows: string[] = [];
  readonly #wrong = new Map<string, number>();
  /** Flows in which a code did. */
  readonly #proved = new Set<string>();
  readonly #username = randomUUID();
  readonly #deps: RecoveryDeps;
  #current = 0;
  #outbox: Mail[] = [];

  constructor(store: Store) {
    const outcome = {
      store,
      clock: this.#clock,
      keys: new Keys(randomBytes(32)),
      accounts: store.collection(accounts),
      settings: {},
      passwordProfile: 'hhs-2022',
      timeZone: defaultTimeZone,
      decoyHash: 'nothing',
      deployment: { support: { name: 'Support', email: 'support@example.test', phone: '1' } },
      hashing: { verify: async (hash: string, answer: string) => hash === answer },
      audit: { record: async () => {} },
      mail: { queue: async (mail: Mail) => void this.#outbox.push(mail) },
    };
    this.#deps = recoveryDeps(outcome as unknown as RecoveryDeps);
  }

  /** The number of flows in which a code proved who is there. */
  get proofs(): number {
    return this.#proved.size;
  }

  async begin(): Promise<void> {
    const securityQuestions = [{ question: 'family-word', answerHash: 'right' }];
    const changedAt = this.#clock.now();
    const account = { id: randomUUID(), username: this.#username, usernameKey: this.#username, name: 'Someone' };
    const password = { hash: '', changedAt };
    const rest = { email: 'a@b.test', status: 'active' as const, roles: [], sites: [], formerPasswords: [] };
    await this.#deps.accounts.put({ ...account, ...rest, password, securityQuestions } satisfies Account);
    await this.#newFlow();
  }

  async perform(step: Act): Promise<void> {
    switch (step.act) {
      case 'new flow':
        return this.#newFlow();
      case 'other flow':
        this.#current = step.by % this.#flows.length;
        return;
      case 'wait':
        return this.#clock.advance(step.by);
      case 'ask code':
        return this.#askCode();
      case 'right code':
        return this.#redeemRight();
      case 'right at last': {
        const newest = this.#mailed.at(-1)?.code ?? '00000000';
        for (let n = (await this.#tries()) + 1; n < 5; n++) await this.#redeem(String((Number(newest) + n) % 1e8));
        return this.#redeemRight();
      }
      case 'old code':
        return this.#redeemOld(this.#mailed.at(-1 - step.age));
      case 'guesses': {
        const newest = this.#mailed.at(-1)?.code ?? '00000000';
        const guesses = Array.from({ length: step.wrong }, (_, n) => String((Number(newest) + n + 1) % 1e8));
        await Promise.all([...guesses, ...(step.right ? [newest] : [])].map((code) => this.#redeem(code)));
      }
    }
  }

  async #newFlow(): Promise<void> {
    const { token } = await beginRecovery({ username: this.#username, workstation: 'w' }, this.#deps);
    const flow = (await this.#deps.flows.find(token))!;
    await answerQuestion(flow, 'right', this.#deps);
    this.#current = this.#flows.push(token) - 1;
  }

  async #askCode(): Promise<void> {
    const token = this.#flows[this.#current]!;
    const flow = await this.#deps.flows.find(token);
    if (flow === undefined || (await sendCode(flow, this.#deps)).outcome !== 'sent') return;
    const [, first, second] = /^(\d{4}) (\d{4})$/m.exec(this.#outbox.at(-1)!.text)!;
    this.#mailed.push({ code: `${first}${second}`, flow: token, at: this.#clock.now() });
  }

  async #tries(): Promise<number> {
    return (await this.#deps.flows.find(this.#flows[this.#current]))?.codeTries ?? 0;
  }

  async #redeemRight(): Promise<void> {
    const token = this.#flows[this.#current]!;
    const newest = this.#mailed.at(-1);
    const flow = await this.#deps.flows.find(token);
    const holds =
      flow !== undefined &&
      flow.codeTries < 5 &&
      newest?.flow === token &&
      this.#clock.now() < newest.at + thirtyMinutes &&
      !this.#proved.has(token);
    await this.#redeem(newest?.code ?? '00000000');
    if (holds && !this.#proved.has(token))
      throw new Error('the newest code, in time and within its tries, was refused');
  }

  async #redeemOld(mailed: { code: string; flow: string } | undefined): Promise<void> {
    if (mailed === undefined) return;
    this.#current = this.#flows.indexOf(mailed.flow);
    await this.#redeem(mailed.code);
  }

  async #redeem(code: string): Promise<void> {
    const token = this.#flows[this.#current]!;
    const flow = await this.#deps.flows.find(token);
    if (flow === undefined) return;
    const outcome = await redeemCode(flow, code, this.#deps);
    if (outcome === 'wrong') {
      const wrong = (this.#wrong.get(token) ?? 0) + 1;
      this.#wrong.set(token, wrong);
      if (wrong > 5) throw new Error('a sixth wrong code was looked at');
    }
    if (outcome !== 'proved') return;
    if (this.#proved.has(token)) throw new Error('a code proved something twice');
    this.#proved.add(token);
    const newest = this.#mailed.at(-1);
    if (newest === undefined || newest.code !== code) throw new Error('a code that was replaced proved something');
    if (newest.flow !== token) throw new Error('a code proved something in another browser');
    if (this.#clock.now() >= newest.at + thirtyMinutes) throw new Error('an expired code proved something');
  }
}

test('[P4] whatever people do and in whatever order, the newest code proves once, in time and within five tries, and no other does', async () => {
  const store = await openLowdbStore({ directory: await temporaryFolder(), key: randomBytes(32) });
  onTestFinished(() => store.close());
  let proofs = 0;
  const property = fc.asyncProperty(fc.array(acts, { minLength: 3, maxLength: 30 }), async (steps) => {
    const world = new World(store);
    await world.begin();
    for (const step of steps) await world.perform(step);
    proofs += world.proofs;
  });
  await expect(fc.assert(property, { numRuns: 60 })).resolves.toBeUndefined();
  expect(proofs).toBeGreaterThan(0);
});
