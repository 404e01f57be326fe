import { learningEn } from '../../../shared/identity/texts/learning/en.ts';
import { learningEs } from '../../../shared/identity/texts/learning/es.ts';
import { textsOfPages } from '../../platform/texts/wording.tsx';

export const useLearningTexts = textsOfPages(learningEn, { es: learningEs });
