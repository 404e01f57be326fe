import type { Given, WasteByMonth } from '../../../../shared/applications/vaos/overview/trends-api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { plusDays, plusMonths, today } from '../../../../shared/contract/time.ts';
import { vaccines } from '../../platform/codes/vaccines.ts';
import type { AskRegistry } from '../counts/administered.ts';
import { movements, sites } from '../records.ts';
import { NotThere } from '../refused.ts';
import type { StockDeps } from '../stock/stock.ts';

const months = 12;
const linesOfPage = 500;

/** By the day on which it was wasted. @throws NotThere */
export async function wastedByMonth({ store, ...time }: StockDeps, siteId: string): Promise<WasteByMonth> {
  if (!(await store.collection(sites).get(siteId))) throw new NotThere();
  const first = `${today(time).slice(0, 7)}-01`;
  const shown = Array.from({ length: months }, (_, index) => plusMonths(first, index + 1 - months).slice(0, 7));
  const sums = new Map(shown.map((month) => [month, 0]));
  const lines = store.collection(movements);
  let after: string | undefined;
  do {
    // Written down on that day or later, never earlier.
    const from = Date.parse(plusDays(`${shown[0]}-01`, -1));
    const page = await lines.page({ index: ['wasteOf', siteId], from, limit: linesOfPage, after });
    for (const { id, day, doses } of page.records) {
      const sum = sums.get(day.slice(0, 7));
      if (sum === undefined || (await lines.find('reverses', id)).length > 0) continue;
      sums.set(day.slice(0, 7), sum - doses);
    }
    after = page.next;
  } while (after !== undefined);
  return [...sums].map(([month, doses]) => ({ month, doses }));
}

/** @throws NotThere @throws Problem where ImmTrac2 does not answer */
export async function givenLately({ store, ...time }: StockDeps, siteId: string, ask: AskRegistry): Promise<Given> {
  if (!(await store.collection(sites).get(siteId))) throw new NotThere();
  const since = plusDays(today(time), 1 - limits.stock.givenDays);
  const { asOf, lots } = await ask(siteId, since);
  const byVaccine = new Map<string, number>();
  for (const { cvx, doses } of lots) {
    // The groups, as people call them: a name of CDC's list fills a line.
    const vaccine = vaccines.get(cvx)?.groups.join(', ') || `CVX ${cvx}`;
    byVaccine.set(vaccine, (byVaccine.get(vaccine) ?? 0) + doses);
  }
  const sorted = [...byVaccine].toSorted(([a, x], [b, y]) => y - x || a.localeCompare(b, 'en'));
  return { since, asOf, vaccines: sorted.map(([vaccine, doses]) => ({ vaccine, doses })) };
}
