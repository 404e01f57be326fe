import type { Language } from '../../contract/languages.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { Texts } from './texts.ts';

/** Every language at once, for servers; pages fetch the one that is wanted. */
export const catalogues: Readonly<Record<Language, Texts>> = { en, es };
