import { createHash } from 'node:crypto';
import { type Language, languages, sourceLanguage } from '../../../shared/contract/languages.ts';
import type { AgreementVersion, AgreementWording } from '../../../shared/identity/api/identity.ts';
import { plusDays } from '../../../shared/contract/time.ts';

/** Never empty: somebody who has to agree must have something to agree to. */
export type AgreementVersions = readonly [AgreementVersion, ...AgreementVersion[]];

/**
 * The version that holds on a day: the newest that has taken effect [A1]. Before the first one does, the first holds, so
 * that nobody goes without.
 * @param day calendar day in the deployment's time zone
 */
export function currentAgreement(versions: AgreementVersions, day: string): AgreementVersion {
  return byEffect(versions).findLast(({ effective }) => effective <= day) ?? byEffect(versions)[0]!;
}

/** The next version, where it takes effect after this day and within so many more. */
export function upcomingAgreement(
  versions: AgreementVersions,
  day: string,
  withinDays: number,
): AgreementVersion | undefined {
  const current = currentAgreement(versions, day);
  const last = plusDays(day, withinDays);
  return byEffect(versions).find((next) => next !== current && next.effective > day && next.effective <= last);
}

/** What an acceptance proves was shown. */
export function agreementDigest({ title, sections }: AgreementWording): string {
  return createHash('sha256')
    .update(JSON.stringify([title, sections]))
    .digest('hex');
}

/** A version as it reads in one language, with the digest of just that. */
export interface WordedVersion extends AgreementWording {
  readonly version: string;
  readonly effective: string;
  readonly language: Language;
  readonly sha256: string;
}

/** A version in every language that it is written in, the source first. Whoever accepts one of them has accepted the version. */
export function wordingsOf({ version, effective, translations, ...english }: AgreementVersion): WordedVersion[] {
  return languages.flatMap((language) => {
    const wording = language === sourceLanguage ? english : translations?.[language];
    if (wording === undefined) return [];
    const { title, sections } = wording;
    return [{ version, effective, language, title, sections, sha256: agreementDigest(wording) }];
  });
}

/** Of two for one day, the one written later counts as the newer. */
function byEffect(versions: AgreementVersions): AgreementVersion[] {
  return versions.toSorted((a, b) => (a.effective < b.effective ? -1 : a.effective > b.effective ? 1 : 0));
}
