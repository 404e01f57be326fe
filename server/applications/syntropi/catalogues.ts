import type { Language, Translation } from '../../../shared/contract/languages.ts';
import { syntropiEn } from '../../../shared/applications/syntropi/texts/en.ts';
import { syntropiEs } from '../../../shared/applications/syntropi/texts/es.ts';

export type SyntropiCatalogue = Translation<typeof syntropiEn>;

export const catalogues: Readonly<Record<Language, SyntropiCatalogue>> = { en: syntropiEn, es: syntropiEs };
