import { vaosEn } from '../../../shared/applications/vaos/texts/en.ts';
import { vaosEs } from '../../../shared/applications/vaos/texts/es.ts';
import { textsOfPages } from '../../platform/texts/wording.tsx';

export const useVaosTexts = textsOfPages(vaosEn, { es: vaosEs });

export type VaosTexts = ReturnType<typeof useVaosTexts>;
