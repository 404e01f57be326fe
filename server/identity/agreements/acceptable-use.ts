import { type Language, sourceLanguage } from '../../../shared/contract/languages.ts';
import type { Acceptance, AgreementVersion } from '../../../shared/identity/api/identity.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { type ClinicTime, today } from '../../../shared/contract/time.ts';
import { acceptableUseAgreements } from '../../../shared/identity/texts/acceptable-use-agreement.ts';
import { type Collection, defineCollection, type Store } from '../../store/contract.ts';
import type { Account } from '../accounts/account.ts';
import { isSignature } from './signature.ts';
import {
  type AgreementVersions,
  currentAgreement,
  upcomingAgreement,
  type WordedVersion,
  wordingsOf,
} from './versions.ts';
import { versionsIn } from './version-records.ts';

/** That one account agreed to one wording of one version, with what proves it [A1]. Never changed once it is written. */
export interface AcceptanceRecord {
  /** Account, version and digest of the text. */
  readonly id: string;
  readonly accountId: string;
  readonly version: string;
  readonly sha256: string;
  /** In which it was read, as the digest says too; absent in records of before there was more than English. */
  readonly language?: Language;
  readonly at: number;
  /** Digest of the session's cookie. */
  readonly session: string;
  readonly workstation: string;
  /** The name, as it was typed. */
  readonly signature: string;
}

export type Accepted = 'accepted' | 'outdated' | 'not signed';

export const acceptances = defineCollection<AcceptanceRecord>()({
  name: 'agreement-acceptances',
  lifetime: 'lasting',
  indexes: ['accountId'],
});

/** Which version of the agreement holds, and who has agreed to it. */
export class Acceptances {
  readonly #store: Pick<Store, 'collection'>;
  readonly #records: Collection<AcceptanceRecord, 'accountId'>;
  readonly #time: ClinicTime;
  readonly #versions: AgreementVersions;
  /** Those that administrators wrote, as they were read last; another server on the same database may have written more. */
  #written: { readonly at: number; readonly versions: Promise<readonly AgreementVersion[]> } | undefined;
  /** Asked for with every request of somebody who is signed in, of texts that never change. */
  readonly #known = new WeakMap<AgreementVersion, WordedVersion[]>();

  /** @param versions those that come with the product */
  constructor(
    store: Pick<Store, 'collection'>,
    time: ClinicTime,
    versions: AgreementVersions = acceptableUseAgreements,
  ) {
    this.#store = store;
    this.#records = store.collection(acceptances);
    this.#time = time;
    this.#versions = versions;
  }

  /** The version that holds now, in a language, or in English where it is not written in that. */
  async current(language: Language = sourceLanguage): Promise<WordedVersion> {
    const wordings = await this.#wordings();
    return wordings.find((wording) => wording.language === language) ?? wordings[0]!;
  }

  /** Every version, those that administrators wrote after those that came with the product. */
  async all(): Promise<AgreementVersions> {
    const now = this.#time.clock.now();
    const last = this.#written;
    if (last === undefined || Math.abs(now - last.at) >= limits.agreement.readAgainAfter) {
      const versions = versionsIn(this.#store).catch((error: unknown) => {
        this.#written = undefined;
        throw error;
      });
      this.#written = { at: now, versions };
    }
    return [...this.#versions, ...(await this.#written!.versions)] as unknown as AgreementVersions;
  }

  /** One was written or withdrawn here. */
  readAgain(): void {
    this.#written = undefined;
  }

  async #wordings(): Promise<WordedVersion[]> {
    const current = currentAgreement(await this.all(), today(this.#time));
    const known = this.#known.get(current) ?? wordingsOf(current);
    this.#known.set(current, known);
    return known;
  }

  /** The version that takes effect within so many days. */
  async upcoming(withinDays: number): Promise<AgreementVersion | undefined> {
    return upcomingAgreement(await this.all(), today(this.#time), withinDays);
  }

  /** Whether this account has agreed to the current version, as it is worded now. */
  async hold(accountId: string): Promise<boolean> {
    return (await this.ofCurrent(accountId)) !== undefined;
  }

  /** This account's acceptance of the current version, as it is worded now. */
  async ofCurrent(accountId: string): Promise<AcceptanceRecord | undefined> {
    for (const wording of await this.#wordings()) {
      const acceptance = await this.#records.get(recordId(accountId, wording));
      if (acceptance) return acceptance;
    }
    return undefined;
  }

  /** Whoever has agreed to the current version, as it is worded now: ids of accounts. All acceptances are looked through. */
  async everybody(): Promise<Set<string>> {
    const wordings = await this.#wordings();
    const counts = ({ version, sha256 }: AcceptanceRecord) =>
      wordings.some((wording) => wording.version === version && wording.sha256 === sha256);
    return new Set((await this.#records.list()).filter(counts).map(({ accountId }) => accountId));
  }

  /** Keeps what somebody agreed to, where it is the current text and signed with the account's name. */
  async accept(
    { version, sha256, signature }: Acceptance,
    { account, ...where }: { account: Account } & Pick<AcceptanceRecord, 'session' | 'workstation'>,
  ): Promise<Accepted> {
    const current = (await this.#wordings()).find(
      (wording) => wording.sha256 === sha256 && wording.version === version,
    );
    if (current === undefined) return 'outdated';
    if (!isSignature(signature, account.name)) return 'not signed';
    // Whoever accepts once more, in another window, leaves the first record as it is.
    const at = this.#time.clock.now();
    const [accountId, id] = [account.id, recordId(account.id, current)];
    await this.#records.insert({ ...where, id, accountId, version, sha256, language: current.language, at, signature });
    return 'accepted';
  }
}

function recordId(accountId: string, { version, sha256 }: { version: string; sha256: string }): string {
  return `${accountId}/${version}/${sha256}`;
}
