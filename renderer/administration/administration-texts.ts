import { administrationEn } from '../../shared/identity/texts/administration-pages/en.ts';
import { administrationEs } from '../../shared/identity/texts/administration-pages/es.ts';
import { textsOfPages } from '../platform/texts/wording.tsx';

export const useAdministrationTexts = textsOfPages(administrationEn, { es: administrationEs });

export type AdministrationTexts = ReturnType<typeof useAdministrationTexts>;
