import { en } from '../../shared/identity/texts/en.ts';
import type { Texts } from '../../shared/identity/texts/texts.ts';
import { useTranslation } from '../platform/texts/wording.tsx';

/** All that the portal says; in the source it comes with the first page that says more than the one to sign in on. */
export const usePortalTexts = (): Texts => useTranslation()?.texts ?? en;
