import { en } from '../../shared/identity/texts/en.ts';
import { pseudo } from './pseudo.ts';

/** Under the name by which a page asks for Spanish. */
export const es = pseudo(en);
