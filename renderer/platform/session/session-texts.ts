import { session } from '../../../shared/identity/texts/en/session.ts';
import type { Texts } from '../../../shared/identity/texts/texts.ts';
import { useTranslation } from '../texts/wording.tsx';

/** What pages say about a session while it lasts. */
export const useSessionTexts = (): Texts['session'] => useTranslation()?.texts.session ?? session;
