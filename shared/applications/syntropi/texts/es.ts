import type { Translation } from '../../../contract/languages.ts';
import type { syntropiEn } from './en.ts';
import { enrollment } from './es/enrollment.ts';
import { organization } from './es/organization.ts';
import { refusals } from './es/refusals.ts';

/** What Syntropi's pages say, in Spanish. */
export const syntropiEs: Translation<typeof syntropiEn> = { organization, enrollment, refusals };
