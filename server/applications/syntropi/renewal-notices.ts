import { syntropiTexts } from '../../../shared/applications/syntropi/texts.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { type CalendarDate, type ClinicTime, dateInWords, plusDays, today } from '../../../shared/contract/time.ts';
import type { Job } from '../../jobs.ts';
import { defineCollection, type Store } from '../../store/contract.ts';
import type { PortalServices } from '../platform/portal-services.ts';
import { organizations, sites } from './records.ts';

interface RenewalDeps extends ClinicTime {
  readonly store: Store;
  /** This application's own. */
  readonly origin: string;
  readonly services: Pick<PortalServices, 'postNotice'>;
}

/** What was posted, by the notice's key, so that a run that was cut off goes on where it was. */
const posted = defineCollection<{ readonly id: string; readonly renewBy: CalendarDate }>()({
  name: 'syntropi-renewal-notices',
  lifetime: 'session',
  indexes: [],
});

const twelveHours = 43_200_000;
const texts = syntropiTexts.renewal;

/** Tells each site once that an enrollment of its organization has to be renewed soon [J2]. */
export function renewalNotices(deps: RenewalDeps): Job {
  return { name: 'renewal-notices', every: limits.renewal.lookEvery, run: () => postDue(deps) };
}

async function postDue({ store, origin, services, ...time }: RenewalDeps): Promise<void> {
  const day = today(time);
  const done = store.collection(posted);
  for (const { id, renewBy } of await done.list()) if (renewBy < day) await done.delete(id);
  for (const organization of await store.collection(organizations).list()) {
    for (const { program, status, renewBy } of organization.enrolments) {
      if (status !== 'approved' || renewBy === undefined) continue;
      if (renewBy < day || renewBy > plusDays(day, limits.renewal.noticeDaysAhead)) continue;
      for (const site of await store.collection(sites).find('organizationId', organization.id)) {
        const key = `renewal:${site.id}:${program}:${renewBy}`;
        if (await done.get(key)) continue;
        await services.postNotice({
          key,
          to: { site: site.id },
          severity: 'warning',
          title: texts.title(syntropiTexts.program[program], dateInWords(renewBy)),
          text: texts.text(site.name),
          action: { label: texts.action, address: `${origin}/` },
          // By then that day is over everywhere.
          expiresAt: new Date(Date.parse(plusDays(renewBy, 1)) + twelveHours).toISOString(),
        });
        await done.put({ id: key, renewBy });
      }
    }
  }
}
