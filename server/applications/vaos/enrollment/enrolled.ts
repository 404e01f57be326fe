import type { AnswerOf } from '../../../../shared/contract/endpoint.ts';
import type { DeliveryHours } from '../../../../shared/applications/delivery-hours.ts';
import type { Program } from '../../../../shared/applications/programs.ts';
import { enrolledApi } from '../../../../shared/applications/syntropi/enrolled/api.ts';
import type { PortalServices } from '../../platform/portal-services.ts';

/** The site is not enrolled in the program that the vaccine is for, or its enrollment has lapsed. */
export class NotEnrolled extends Error {}

export type EnrolledSite = AnswerOf<typeof enrolledApi.ofSite>;

/** What Syntropi knows of a site that orders. */
export interface Enrollment {
  /** @returns undefined where nobody can be asked @throws Problem where nobody can say now */
  ofSite(siteId: string): Promise<EnrolledSite | undefined>;
  /** @returns when the site takes deliveries, as far as anybody knows @throws NotEnrolled @throws Problem where nobody can say */
  require(siteId: string, program: Program): Promise<DeliveryHours | undefined>;
  /** @throws Problem where nobody can say */
  deliveryHours(siteId: string): Promise<DeliveryHours | undefined>;
}

/**
 * Syntropi says who is enrolled [Y4]. Where a real application stands in for it, nobody can be asked, and the State sees to it when it
 * reviews the order.
 */
export function enrollmentOf(services: Pick<PortalServices, 'ask'>, syntropi: string | undefined): Enrollment {
  const ask = async (site: string) =>
    syntropi === undefined ? undefined : services.ask(syntropi, enrolledApi.ofSite, { site }, 'enrollments:read');
  return {
    ofSite: ask,
    require: async (site, program) => {
      const known = await ask(site);
      if (known && !programsInForce(known).includes(program)) throw new NotEnrolled();
      return known?.deliveryHours;
    },
    deliveryHours: async (site) => (await ask(site))?.deliveryHours,
  };
}

/** For which the site is enrolled now. */
export function programsInForce({ enrollments }: Pick<EnrolledSite, 'enrollments'>): Program[] {
  return enrollments.filter(({ status }) => status === 'approved').map(({ program }) => program);
}
