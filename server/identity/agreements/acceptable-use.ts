import { createHash } from 'node:crypto';
import type { Agreement } from '../../../shared/api/identity.ts';
import { acceptableUseAgreement as current } from '../../../shared/texts/acceptable-use-agreement.ts';
import type { Clock } from '../../clock.ts';
import { type Collection, defineCollection, type Store } from '../../store/contract.ts';

/** That one account agreed to one version, with what proves it [A1]. */
export interface AcceptanceRecord {
  /** Account and version. */
  readonly id: string;
  readonly accountId: string;
  readonly version: string;
  readonly sha256: string;
  readonly at: number;
  readonly session: string;
  readonly workstation: string;
}

const definition = defineCollection<AcceptanceRecord>()({
  name: 'agreement-acceptances',
  lifetime: 'lasting',
  indexes: ['accountId'],
});

export const acceptableUseAgreement: Agreement = {
  ...current,
  sha256: createHash('sha256')
    .update(JSON.stringify([current.title, current.sections]))
    .digest('hex'),
};

export class Acceptances {
  readonly #records: Collection<AcceptanceRecord, 'accountId'>;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#records = store.collection(definition);
    this.#clock = clock;
  }

  /** Whether this account has agreed to the current version, as it is worded now. */
  async hold(accountId: string): Promise<boolean> {
    const { version, sha256 } = acceptableUseAgreement;
    return (await this.#records.get(`${accountId}/${version}`))?.sha256 === sha256;
  }

  /** @returns false where what was agreed to is not the current text */
  async accept(
    given: { version: string; sha256: string },
    by: Pick<AcceptanceRecord, 'accountId' | 'session' | 'workstation'>,
  ): Promise<boolean> {
    const { version, sha256 } = acceptableUseAgreement;
    if (given.version !== version || given.sha256 !== sha256) return false;
    await this.#records.put({ ...by, id: `${by.accountId}/${version}`, version, sha256, at: this.#clock.now() });
    return true;
  }
}
