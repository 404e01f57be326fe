import { enrollment } from './en/enrollment.ts';
import { organization } from './en/organization.ts';
import { refusals } from './en/refusals.ts';

/** What Syntropi's pages say. */
export const syntropiEn = { organization, enrollment, refusals } as const;
