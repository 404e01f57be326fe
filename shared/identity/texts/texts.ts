import type { Translation } from '../../contract/languages.ts';
import type { en } from './en.ts';

/** The catalogue of one language. */
export type Texts = Translation<typeof en>;
