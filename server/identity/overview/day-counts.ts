import type { DayCounts } from '../../../shared/identity/api/overview.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { dayOf, plusDays, today } from '../../../shared/contract/time.ts';
import { rangeOf } from '../audit/search-trail.ts';
import type { IdentityContext } from '../context.ts';

type Counted = Exclude<keyof DayCounts, 'day'>;

/** Which entries of the audit trail are counted as what. */
const counted: Readonly<Record<string, Counted>> = {
  'sign-in.succeeded': 'signIns',
  'sign-in.refused': 'failures',
  'sign-in.locked': 'lockOuts',
  'recovery.completed': 'resets',
  'account.reset': 'resets',
};

/** Counts the last days out of the audit trail. Of a day that is over, once: nothing is written into it any more. */
export class DayCounter {
  readonly #deps: Pick<IdentityContext, 'audit' | 'clock' | 'timeZone'>;
  readonly #past = new Map<string, DayCounts>();
  #counting: Promise<DayCounts[]> | undefined;

  constructor(deps: Pick<IdentityContext, 'audit' | 'clock' | 'timeZone'>) {
    this.#deps = deps;
  }

  /** Oldest first. Whoever asks while it is counted gets the same. */
  lastDays(): Promise<DayCounts[]> {
    this.#counting ??= this.#count().finally(() => (this.#counting = undefined));
    return this.#counting;
  }

  async #count(): Promise<DayCounts[]> {
    const { audit, timeZone } = this.#deps;
    const now = today(this.#deps);
    const days = Array.from({ length: limits.overview.days }, (_, n) => plusDays(now, n + 1 - limits.overview.days));
    const from = days.find((day) => !this.#past.has(day))!;
    const fresh = new Map(
      days.filter((day) => day >= from).map((day) => [day, { day, signIns: 0, failures: 0, lockOuts: 0, resets: 0 }]),
    );
    for await (const { event, at } of audit.backwards(rangeOf({ from, to: now }, timeZone))) {
      const what = counted[event];
      const counts = what && fresh.get(dayOf(Date.parse(at), timeZone));
      if (counts) counts[what] += 1;
    }
    for (const day of this.#past.keys()) if (day < days[0]!) this.#past.delete(day);
    for (const [day, counts] of fresh) if (day < now) this.#past.set(day, counts);
    return days.map((day) => fresh.get(day) ?? this.#past.get(day)!);
  }
}
