import { syntropiEn } from '../../../shared/applications/syntropi/texts/en.ts';
import { syntropiEs } from '../../../shared/applications/syntropi/texts/es.ts';
import { textsOfPages } from '../../platform/texts/wording.tsx';

export const useSyntropiTexts = textsOfPages(syntropiEn, { es: syntropiEs });

export type SyntropiTexts = ReturnType<typeof useSyntropiTexts>;
export type EnrollmentTexts = SyntropiTexts['enrollment'];
