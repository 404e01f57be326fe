import type { Program } from '../../../shared/applications/programs.ts';
import { enrolledApi } from '../../../shared/applications/syntropi/enrolled-api.ts';
import type { PortalServices } from '../platform/portal-services.ts';

/** The site is not enrolled in the program that the vaccine is for, or its enrollment has lapsed. */
export class NotEnrolled extends Error {}

/** @throws NotEnrolled @throws Problem where nobody can say */
export type RequireEnrolled = (siteId: string, program: Program) => Promise<void>;

/**
 * Syntropi says who is enrolled [Y4]. Where a real application stands in for it, nobody can be asked, and the State sees to it when it
 * reviews the order.
 */
export function requireEnrolled(services: Pick<PortalServices, 'ask'>, syntropi: string | undefined): RequireEnrolled {
  return async (site, program) => {
    if (syntropi === undefined) return;
    const { enrollments } = await services.ask(syntropi, enrolledApi.ofSite, { site }, 'enrollments:read');
    const isInForce = enrollments.some((each) => each.program === program && each.status === 'approved');
    if (!isInForce) throw new NotEnrolled();
  };
}
