import { immtrac2En } from '../../../../shared/applications/immtrac2/texts/en.ts';
import { immtrac2Es } from '../../../../shared/applications/immtrac2/texts/es.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { type CalendarDate, type ClinicTime, dateInWords, plusDays, today } from '../../../../shared/contract/time.ts';
import type { Job } from '../../../jobs.ts';
import { defineCollection, type Store } from '../../../store/contract.ts';
import type { PortalServices } from '../../platform/portal-services.ts';
import { sites } from '../records.ts';
import { daysOf } from './site-agreements.ts';

interface NoticeDeps extends ClinicTime {
  readonly store: Store;
  /** This application's own. */
  readonly origin: string;
  readonly services: Pick<PortalServices, 'postNotice' | 'withdrawNotice'>;
}

/** What was posted, by the notice's key, so that a run that was cut off goes on where it was. */
const posted = defineCollection<{ readonly id: string; readonly siteId: string; readonly renewBy: CalendarDate }>()({
  name: 'immtrac2-agreement-notices',
  lifetime: 'session',
  indexes: [],
});

const twelveHours = 43_200_000;
const { renewal: en } = immtrac2En.siteAgreement;
const { renewal: es } = immtrac2Es.siteAgreement;

/** Tells each site that its agreement has to be renewed: 60, 30 and 7 days before, each notice in place of the one before [I9]. */
export function agreementNotices(deps: NoticeDeps): Job {
  return { name: 'agreement-notices', every: limits.registry.lookEvery, run: () => postDue(deps) };
}

async function postDue({ store, origin, services, ...time }: NoticeDeps): Promise<void> {
  const day = today(time);
  const done = store.collection(posted);
  for (const { id: key, siteId, renewBy } of await done.list()) {
    const agreement = (await store.collection(sites).get(siteId))?.agreement;
    if (agreement && daysOf(agreement).renewBy === renewBy && renewBy >= day) continue;
    // It was renewed, or its day is over.
    if (renewBy >= day) await services.withdrawNotice(key);
    await done.delete(key);
  }
  for (const { id, name, agreement } of await store.collection(sites).list()) {
    if (!agreement) continue;
    const { renewBy } = daysOf(agreement);
    const stage = stageOf(renewBy, day);
    if (stage === undefined) continue;
    const key = `agreement:${id}:${renewBy}:${stage.daysAhead}`;
    if (await done.get(key)) continue;
    await services.postNotice({
      key,
      to: { site: id },
      severity: 'warning',
      title: en.noticeTitle(dateInWords(renewBy)),
      text: en.noticeText(name),
      action: { label: en.noticeAction, address: `${origin}/site-agreement` },
      translations: {
        es: { title: es.noticeTitle(dateInWords(renewBy, 'es')), text: es.noticeText(name), label: es.noticeAction },
      },
      // By then that day is over everywhere.
      expiresAt: new Date(Date.parse(stage.next ?? plusDays(renewBy, 1)) + twelveHours).toISOString(),
    });
    await done.put({ id: key, siteId: id, renewBy });
  }
}

/** @returns which reminder it is time for, and the day on which the next takes its place */
function stageOf(renewBy: CalendarDate, day: CalendarDate) {
  if (renewBy < day) return undefined;
  const stages = limits.registry.agreement.noticeDaysAhead;
  const reached = stages.filter((daysAhead) => renewBy <= plusDays(day, daysAhead));
  const daysAhead = reached.at(-1);
  if (daysAhead === undefined) return undefined;
  const following = stages[stages.indexOf(daysAhead) + 1];
  return { daysAhead, next: following === undefined ? undefined : plusDays(renewBy, -following) };
}
