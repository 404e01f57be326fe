import { createContext, useContext } from 'react';
import type { AgreementStanding } from '../../../../shared/applications/immtrac2/sites/api.ts';
import type { Site } from '../../../../shared/identity/api/identity.ts';

export interface CurrentSite {
  /** Null for who works for none. */
  readonly site: Site | null;
  readonly standing?: AgreementStanding | undefined;
  readonly switchTo: (siteId: string) => void;
}

export const CurrentSiteContext = createContext<CurrentSite>({ site: null, switchTo: () => {} });

/** Of several sites, the one that this session works for: what is recorded is recorded for it [O10]. */
export function useCurrentSite(): CurrentSite {
  return useContext(CurrentSiteContext);
}
