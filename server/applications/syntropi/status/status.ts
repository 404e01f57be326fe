import type { Answers } from '../../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import type { EnrollmentStatus } from '../../../../shared/applications/syntropi/enrollment/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { type CalendarDate, today } from '../../../../shared/contract/time.ts';
import type { Job } from '../../../jobs.ts';
import { normalizedCode } from '../../../keys/one-time-code.ts';
import { digestOf } from '../../../keys/tokens.ts';
import { defineCollection } from '../../../store/contract.ts';
import { enrollments } from '../enrollment/enrollment-records.ts';
import { type FormDeps, summaryOf } from '../enrollment/enrollments.ts';

/** How an enrollment stands, for whoever waits and has no account [Y5]. */

/** Tries with one number, whether or not it is anybody's; the number itself is not kept. */
interface Tries {
  readonly id: string;
  /** Milliseconds. */
  readonly at: readonly number[];
}

const tries = defineCollection<Tries>()({ name: 'syntropi-status-tries', lifetime: 'session', indexes: [] });

const { perNumber, numberWindow, sweepEvery } = limits.enrollment.status;

export function askedKey(numberDigest: string, email: string): string {
  return digestOf(JSON.stringify([numberDigest, email.trim().toLowerCase()]));
}

/** Whose addresses may ask: the site's, and its coordinators'. */
export function emailsOf({ facility, coordinators }: Answers): string[] {
  const given = [facility?.email, coordinators?.primary?.email, coordinators?.secondary?.email];
  return [...new Set(given.flatMap((email) => (email?.trim() ? [email.trim().toLowerCase()] : [])))];
}

export type Asked =
  | { readonly outcome: 'none' }
  | { readonly outcome: 'too many' }
  | {
      readonly outcome: 'found';
      readonly status: EnrollmentStatus;
      readonly since: CalendarDate;
      readonly renewBy?: CalendarDate;
    };

/** Counts before it looks. One look-up says whether both fit, so that a wrong number takes as long as a wrong address. */
export async function askStatus(deps: FormDeps, { number, email }: { number: string; email: string }): Promise<Asked> {
  const { store, clock } = deps;
  const digest = digestOf(normalizedCode(number));
  const now = clock.now();
  const isRecent = (at: number) => at > now - numberWindow && at <= now;
  const isCounted = await store.transaction(async (collections) => {
    const counted = collections.collection(tries);
    const at = ((await counted.get(digest))?.at ?? []).filter(isRecent);
    if (at.length >= perNumber) return false;
    await counted.put({ id: digest, at: [...at, now] });
    return true;
  });
  if (!isCounted) return { outcome: 'too many' };
  const found = await store.collection(enrollments).find('asked', askedKey(digest, email));
  const latest = found.toSorted((a, b) => a.statusSince.localeCompare(b.statusSince)).at(-1);
  if (latest === undefined) return { outcome: 'none' };
  const { status, statusSince, renewBy } = summaryOf(latest, today(deps));
  return { outcome: 'found', status, since: statusSince, ...(renewBy !== undefined && { renewBy }) };
}

/** Strangers fill no store: what is over goes, and of the rest the oldest beyond what is kept. */
export function sweepStatusTries({ store, clock }: Pick<FormDeps, 'store' | 'clock'>): Job {
  return {
    name: 'status-tries',
    every: sweepEvery,
    run: async () => {
      const counted = store.collection(tries);
      const lastOf = ({ at }: Tries) => at.at(-1) ?? 0;
      const all = (await counted.list()).toSorted((a, b) => lastOf(b) - lastOf(a));
      for (const [index, each] of all.entries()) {
        if (lastOf(each) <= clock.now() - numberWindow || index >= limits.strangers.kept) await counted.delete(each.id);
      }
    },
  };
}
