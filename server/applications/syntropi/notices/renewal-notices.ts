import type { Program } from '../../../../shared/applications/programs.ts';
import type { Language } from '../../../../shared/contract/languages.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { type CalendarDate, type ClinicTime, dateInWords, plusDays, today } from '../../../../shared/contract/time.ts';
import type { Job } from '../../../jobs.ts';
import { defineCollection, type Store } from '../../../store/contract.ts';
import { type NoticeWords, noticeWords } from '../../platform/notice-words.ts';
import type { PortalServices } from '../../platform/portal-services.ts';
import { catalogues, type SyntropiCatalogue } from '../catalogues.ts';
import { enrolmentsOf, lastApproved } from '../enrolled/enrolled.ts';
import { enrollments } from '../enrollment/enrollment-records.ts';
import { organizations, type SiteRecord, sites } from '../records.ts';
import { post } from './told-portal.ts';

interface RenewalDeps extends ClinicTime {
  readonly store: Store;
  /** This application's own. */
  readonly origin: string;
  readonly services: Pick<PortalServices, 'postNotice' | 'recordItself'>;
}

/** What was posted, by the notice's key, so that a run that was cut off goes on where it was. */
const posted = defineCollection<{ readonly id: string; readonly renewBy: CalendarDate }>()({
  name: 'syntropi-renewal-notices',
  lifetime: 'session',
  indexes: [],
});

const twelveHours = 43_200_000;
const { remindedDaysBefore, lapseNoticeDays } = limits.renewal;

/** Tells each site that an enrollment has to be renewed soon, and that one has lapsed; whoever signed it also by mail [Y4]. */
export function renewalNotices(deps: RenewalDeps): Job {
  return { name: 'renewal-notices', every: limits.renewal.lookEvery, run: () => postDue(deps) };
}

async function postDue({ store, origin, services, ...time }: RenewalDeps): Promise<void> {
  const day = today(time);
  const done = store.collection(posted);
  for (const { id, renewBy } of await done.list()) if (plusDays(renewBy, lapseNoticeDays) < day) await done.delete(id);
  for (const organization of await store.collection(organizations).list()) {
    for (const site of await store.collection(sites).find('organizationId', organization.id)) {
      const signer = await signerOf(store, site.id);
      for (const { program, status, renewBy } of enrolmentsOf(site, organization)) {
        const stage = status === 'approved' && renewBy !== undefined ? stageOf(renewBy, day) : undefined;
        if (stage === undefined) continue;
        if (stage.name === 'lapsed') {
          const lapse = `lapse:${site.id}:${program}:${renewBy}`;
          if (!(await done.get(lapse))) {
            await services.recordItself('enrollment.lapsed', { site: site.id });
            await done.put({ id: lapse, renewBy: renewBy! });
          }
        }
        const about = { site, program, renewBy: renewBy! };
        const words = noticeWords(catalogues, `${origin}/enrollments`, (texts, language) =>
          wordsOf(texts, language, stage, about),
        );
        for (const to of [{ site: site.id }, ...(signer === undefined ? [] : [{ account: signer }])]) {
          const key = `renewal:${site.id}:${program}:${renewBy}:${stage.name}${'account' in to ? ':signer' : ''}`;
          if (await done.get(key)) continue;
          await post(
            { services },
            {
              key,
              to,
              ...('account' in to && { mail: true }),
              severity: 'warning',
              ...words,
              // By then that day is over everywhere.
              expiresAt: new Date(Date.parse(plusDays(stage.until, 1)) + twelveHours).toISOString(),
            },
          );
          await done.put({ id: key, renewBy: renewBy! });
        }
      }
    }
  }
}

interface Stage {
  readonly name: string;
  /** Days before the end by which it is said; undefined after it. */
  readonly daysBefore: number | undefined;
  /** The last day on which it is shown: the next takes its place. */
  readonly until: CalendarDate;
}

/** Where an enrollment stands on its way to its end: at most one reminder of it is shown at a time. */
export function stageOf(renewBy: CalendarDate, day: CalendarDate): Stage | undefined {
  if (renewBy < day) {
    const until = plusDays(renewBy, lapseNoticeDays);
    return day <= until ? { name: 'lapsed', daysBefore: undefined, until } : undefined;
  }
  const reached = remindedDaysBefore.filter((days) => day >= plusDays(renewBy, -days));
  const daysBefore = reached.at(-1);
  if (daysBefore === undefined) return undefined;
  const next = remindedDaysBefore[reached.length];
  return { name: String(daysBefore), daysBefore, until: next === undefined ? renewBy : plusDays(renewBy, -next - 1) };
}

type About = { readonly site: SiteRecord; readonly program: Program; readonly renewBy: CalendarDate };

function wordsOf(
  { organization: { renewal, program: programs }, enrollment: { notices } }: SyntropiCatalogue,
  language: Language,
  { daysBefore }: Stage,
  { site, program, renewBy }: About,
): NoticeWords {
  const name = site.name.slice(0, 50);
  const day = dateInWords(renewBy, language);
  const words =
    daysBefore === undefined
      ? { title: notices.lapsed(programs[program], name), text: notices.lapsedText(day) }
      : { title: renewal.title(programs[program], day), text: renewal.text(site.name) };
  return { ...words, label: renewal.action };
}

/** Who signed what counts now, where it was signed here. */
async function signerOf(store: Store, siteId: string): Promise<string | undefined> {
  return lastApproved(await store.collection(enrollments).find('siteId', siteId))?.signature?.by.accountId;
}
