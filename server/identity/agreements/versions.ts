import { createHash } from 'node:crypto';
import type { AgreementVersion } from '../../../shared/identity/api/identity.ts';
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

/** Asked for with every request of somebody who is signed in, of texts that never change (a tenth of such a request). */
const digests = new WeakMap<AgreementVersion, string>();

/** What an acceptance proves was shown. */
export function agreementDigest(version: AgreementVersion): string {
  const { title, sections } = version;
  const known = digests.get(version);
  if (known !== undefined) return known;
  const digest = createHash('sha256')
    .update(JSON.stringify([title, sections]))
    .digest('hex');
  digests.set(version, digest);
  return digest;
}

/** Of two for one day, the one written later counts as the newer. */
function byEffect(versions: AgreementVersions): AgreementVersion[] {
  return versions.toSorted((a, b) => (a.effective < b.effective ? -1 : a.effective > b.effective ? 1 : 0));
}
