import { namesOfObservations } from '../../../shared/applications/immtrac2/observations/observations.ts';
import { immtrac2En } from '../../../shared/applications/immtrac2/texts/en.ts';
import { immtrac2Es } from '../../../shared/applications/immtrac2/texts/es.ts';
import { textsOfPages } from '../../platform/texts/wording.tsx';

export const useImmTrac2Texts = textsOfPages(immtrac2En, { es: immtrac2Es });

export type ImmTrac2Texts = ReturnType<typeof useImmTrac2Texts>;

/** What observations are called, by their code. */
export function useObservationNames(): (code: string) => string {
  const names = namesOfObservations(useImmTrac2Texts().observations);
  return (code) => names.get(code) ?? code;
}
