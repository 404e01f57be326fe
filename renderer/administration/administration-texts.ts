import type { Language } from '../../shared/contract/languages.ts';
import { administrationEn } from '../../shared/identity/texts/administration-pages/en.ts';
import { administrationEs } from '../../shared/identity/texts/administration-pages/es.ts';
import { useLanguage } from '../platform/texts/wording.tsx';

export type AdministrationTexts = typeof administrationEn | typeof administrationEs;

/** Both languages come with these pages, so that they weigh on no other. */
const texts: Readonly<Record<Language, AdministrationTexts>> = { en: administrationEn, es: administrationEs };

export function useAdministrationTexts(): AdministrationTexts {
  return texts[useLanguage()];
}
