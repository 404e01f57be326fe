import { application } from '../../../shared/identity/texts/en/application.ts';
import type { Texts } from '../../../shared/identity/texts/texts.ts';
import { useTranslation } from '../texts/wording.tsx';

/** What stands around the pages of an application, whatever they show. */
export const useApplicationTexts = (): Texts['application'] => useTranslation()?.texts.application ?? application;
