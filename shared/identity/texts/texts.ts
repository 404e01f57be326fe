import type { Translation } from '../../contract/languages.ts';
import type { en } from './en.ts';
import type { firstEn } from './first-en.ts';

/** The catalogue of one language. */
export type Texts = Translation<typeof en>;

/** What of it comes with every page. */
export type FirstTexts = Translation<typeof firstEn>;
