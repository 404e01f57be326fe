import { setImmediate as turn } from 'node:timers/promises';
import type { Administered, AdministeredLot } from '../../../../shared/applications/immtrac2/administered/api.ts';
import { type CalendarDate, monthNumber } from '../../../../shared/contract/time.ts';
import { immunizations } from '../records.ts';
import type { RegistryDeps } from '../registry.ts';

const recordsOfPage = 1000;

/** Doses that a site gave from a day on, by lot [V6]. */
export async function administeredSince(
  { store, clock }: Pick<RegistryDeps, 'store' | 'clock'>,
  siteId: string,
  from: CalendarDate,
): Promise<Administered> {
  const asOf = new Date(clock.now()).toISOString();
  const byLot = new Map<string, AdministeredLot>();
  let after: string | undefined;
  do {
    const { records, next } = await store
      .collection(immunizations)
      .page({ index: ['siteId', siteId], from: monthNumber(from), limit: recordsOfPage, after });
    for (const { date, historical, deleted, dose } of records) {
      if (historical || deleted !== undefined || date < from) continue;
      const { lot = '', ndc, cvx } = dose;
      const key = `${lot} ${ndc ?? ''} ${cvx}`;
      const { doses = 0, lastGiven = date } = byLot.get(key) ?? {};
      const last = date > lastGiven ? date : lastGiven;
      byLot.set(key, { lot, ...(ndc && { ndc }), cvx, doses: doses + 1, lastGiven: last });
    }
    after = next;
    await turn();
  } while (after !== undefined);
  return { asOf, lots: [...byLot.values()].toSorted((a, b) => a.lot.localeCompare(b.lot, 'en')) };
}
