import type { Language } from '../../../shared/contract/languages.ts';
import { learningEn } from '../../../shared/identity/texts/learning/en.ts';
import { learningEs } from '../../../shared/identity/texts/learning/es.ts';
import { useLanguage } from '../../platform/texts/wording.tsx';

type LearningTexts = typeof learningEn | typeof learningEs;

/** Both languages come with these pages, so that they weigh on no other. */
const texts: Readonly<Record<Language, LearningTexts>> = { en: learningEn, es: learningEs };

export function useLearningTexts(): LearningTexts {
  return texts[useLanguage()];
}
