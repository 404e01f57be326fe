import type { Site } from '../../../shared/identity/api/identity.ts';
import type { SiteAgreement } from '../../../shared/applications/immtrac2/api.ts';
import type { Store } from '../../store/contract.ts';
import { sites } from './records.ts';

/** The Site Agreement of each site that the caller works for, with who signed it and when [A4]. */
export async function agreementsOf(
  { store }: { store: Store },
  callerSites: readonly Site[],
): Promise<SiteAgreement[]> {
  return Promise.all(
    callerSites.map(async (site) => {
      const agreement = (await store.collection(sites).get(site.id))?.agreement;
      return { site, signed: agreement ? { signer: agreement.signer, on: agreement.signedOn } : null };
    }),
  );
}
