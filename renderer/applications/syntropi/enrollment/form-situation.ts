import type { Situation } from '../../../../shared/applications/syntropi/answers/enrollment-rules.ts';
import type { EnrollmentForm } from '../../../../shared/applications/syntropi/enrollment/api.ts';

/** Told what is to stand on an enrollment's page when it is drawn again. */
export type OnChanged = (title?: string, text?: string) => void;

/** By what the rules judge an enrollment here, as its server does. */
export function situationOf({ day, site, letter, enrolledUntil }: EnrollmentForm): Situation {
  return { day, siteId: site.id, hasLetter: letter !== undefined, enrolledUntil };
}
