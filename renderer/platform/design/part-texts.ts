import { frame } from '../../../shared/identity/texts/en/frame.ts';
import { parts } from '../../../shared/identity/texts/en/parts.ts';
import type { Texts } from '../../../shared/identity/texts/texts.ts';
import { useTranslation } from '../texts/wording.tsx';

const inSource: Texts['frame'] = { ...frame, ...parts };

/** What tables, charts, dialogs and dates say beside what stands around every page. */
export const usePartTexts = (): Texts['frame'] => useTranslation()?.texts.frame ?? inSource;
