import type { AgreementStanding, SiteAgreement } from '../../../../shared/applications/immtrac2/sites/api.ts';
import { mayRenewAs } from '../../../../shared/applications/immtrac2/recording.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { refusalsEn } from '../../../../shared/applications/immtrac2/refusals/texts/en.ts';
import { fieldProblem } from '../../../../shared/contract/field-texts.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { type CalendarDate, plusDays, plusMonths, today } from '../../../../shared/contract/time.ts';
import type { Collections } from '../../../store/contract.ts';
import { sites } from '../records.ts';
import type { Acting, RegistryDeps } from '../registry.ts';
import type { SiteRecord } from '../shapes.ts';

/** How a site's agreement stands on a day, and what a site without a current one may do [A4, I9]. */

const { months, noticeDaysAhead, graceDays } = limits.registry.agreement;

export interface AgreementDays {
  /** The last day on which the agreement holds. */
  readonly renewBy: CalendarDate;
  /** The last day on which the site still records. */
  readonly graceUntil: CalendarDate;
}

export function daysOf({ signedOn }: { signedOn: CalendarDate }): AgreementDays {
  const renewBy = plusMonths(signedOn, months);
  return { renewBy, graceUntil: plusDays(renewBy, graceDays) };
}

export function standingOfSite(site: Pick<SiteRecord, 'agreement'> | undefined, on: CalendarDate): AgreementStanding {
  if (!site?.agreement) return 'unsigned';
  const { renewBy, graceUntil } = daysOf(site.agreement);
  if (on > graceUntil) return 'lapsed';
  if (on > renewBy) return 'overdue';
  return renewBy <= plusDays(on, Math.max(...noticeDaysAhead)) ? 'renew-soon' : 'in-force';
}

/**
 * What stands against recording for a site, in whichever way it arrives. A site of which nothing is known records: its agreement
 * was signed before the site got its accounts.
 */
export async function lapsedProblems(
  { store, ...time }: Omit<RegistryDeps, 'store'> & { store: Collections },
  siteId: string,
): Promise<FieldProblem[]> {
  const site = await store.collection(sites).get(siteId);
  if (standingOfSite(site, today(time)) !== 'lapsed') return [];
  return [fieldProblem(refusalsEn, 'siteId', 'site-lapsed', daysOf(site!.agreement!).renewBy)];
}

/** The Site Agreement of each site that the caller works for, with who signed it and when [A4]. */
export async function agreementsOf({ store, ...time }: RegistryDeps, caller: Acting): Promise<SiteAgreement[]> {
  const day = today(time);
  return Promise.all(
    caller.sites.map(async (site): Promise<SiteAgreement> => {
      const record = await store.collection(sites).get(site.id);
      const agreement = record?.agreement;
      return {
        site,
        signed: agreement
          ? {
              signer: agreement.signer,
              ...(agreement.title !== undefined && { title: agreement.title }),
              on: agreement.signedOn,
              ...daysOf(agreement),
            }
          : null,
        standing: standingOfSite(record, day),
        ...(record?.profile && { profile: record.profile }),
        mayRenew: mayRenewAs(caller),
      };
    }),
  );
}
