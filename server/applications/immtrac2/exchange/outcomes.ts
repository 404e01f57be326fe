import { limits } from '../../../../shared/contract/limits.ts';
import { type CalendarDate, dayOf } from '../../../../shared/contract/time.ts';
import type { RegistryDeps } from '../registry.ts';
import { type ExchangeRecord, exchanges } from './records.ts';

/** What became of messages, for reports [I11]. */

const page = 200;

/** Those of a site that were not taken, or not all of them, on these days. */
export async function* rejectedIn(
  { store }: Pick<RegistryDeps, 'store'>,
  { siteId, from, to }: { siteId: string; from: CalendarDate; to: CalendarDate },
): AsyncGenerator<ExchangeRecord> {
  const records = store.collection(exchanges);
  let after: string | undefined;
  do {
    const found = await records.page({ index: ['rejectedOf', siteId], from, to, limit: page, after });
    yield* found.records;
    after = found.next;
  } while (after !== undefined);
}

/** The job: what is old enough that nobody sends it again or asks for it. */
export async function deleteOldExchanges({ store, clock, timeZone }: RegistryDeps): Promise<void> {
  const records = store.collection(exchanges);
  const to = dayOf(clock.now() - limits.hl7.keptFor, timeZone);
  for (const answer of ['AA', 'AE', 'AR'] as const) {
    for (;;) {
      const found = await records.page({ index: ['answer', answer], to, limit: page });
      for (const { id } of found.records) await records.delete(id);
      if (found.records.length < page) break;
    }
  }
}
