import type { Count, Receipt, Reversal, Waste } from '../../../../shared/applications/vaos/stock/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { type CalendarDate, type ClinicTime, plusDays, shownDate, today } from '../../../../shared/contract/time.ts';
import type { Collections, Store } from '../../../store/contract.ts';
import { salePackages } from '../../platform/codes/vaccines.ts';
import { post, reverse } from './ledger.ts';
import { type LotRecord, lots, type MovementRecord, orders, sites } from '../records.ts';
import { NotThere, refused } from '../refused.ts';

export interface StockDeps extends ClinicTime {
  readonly store: Store;
}

/** Who does it, and for which site. */
export interface Doing {
  readonly siteId: string;
  readonly by: MovementRecord['by'];
}

/** What came to the site: with an order that was shipped to it, or otherwise [V3]. @throws Refused @throws NotThere */
export async function receive(deps: StockDeps, doing: Doing, receipt: Receipt): Promise<void> {
  const day = today(deps);
  receipt.lines.forEach((line, place) => checkLine(line, `lines.${place}`, day));
  await deps.store.transaction(async (collections) => {
    if (receipt.order !== undefined && !(await completeOrder(collections, doing.siteId, receipt, day))) return;
    const ofSite = await collections.collection(lots).find('siteId', doing.siteId);
    for (const [place, line] of receipt.lines.entries()) {
      const id = `${receipt.key}-${place}`;
      const known = ofSite.find(({ ndc, lot }) => ndc === line.ndc && lot === line.lot);
      if (known && known.expires !== line.expires) {
        throw refused(`lines.${place}.expires`, 'other-expiration', shownDate(known.expires), line.lot);
      }
      const { doses, ...described } = line;
      const lot: LotRecord = known ?? { id, siteId: doing.siteId, ...described, doses: 0, opening: 0 };
      // Two lines of one receipt may be of one lot.
      if (!known) {
        await collections.collection(lots).insert(lot);
        ofSite.push(lot);
      }
      const { order, trackingNumber, temperature, discrepancy } = receipt;
      await post(collections, {
        ...doing,
        ...movementOf(deps, id, day),
        lotId: lot.id,
        kind: 'received',
        doses,
        temperature,
        ...(order !== undefined && { order }),
        ...(trackingNumber && { trackingNumber }),
        ...(discrepancy && { reason: discrepancy }),
      });
    }
  });
}

function checkLine({ ndc, expires }: Receipt['lines'][number], field: string, day: CalendarDate): void {
  if (!salePackages.has(ndc)) throw refused(`${field}.ndc`, 'no-unit-of-sale');
  if (expires < day) throw refused(`${field}.expires`, 'receipt-expired');
}

/** @returns false where this very receipt completed it before */
async function completeOrder(
  collections: Collections,
  siteId: string,
  { key, order: number, lines, discrepancy }: Receipt,
  day: CalendarDate,
): Promise<boolean> {
  const order = await collections.collection(orders).get(number!);
  if (order?.siteId !== siteId) throw new NotThere();
  if (order.receipt === key) return false;
  if (order.status !== 'shipped') throw refused('order', 'not-shipped');
  const other = lines.findIndex(({ ndc }) => ndc !== order.ndc);
  if (other >= 0) throw refused(`lines.${other}.ndc`, 'not-ordered', order.ndc);
  const doses = lines.reduce((sum, line) => sum + line.doses, 0);
  if (doses !== order.doses && !discrepancy?.trim()) {
    throw refused('discrepancy', 'difference-unsaid', doses, order.doses);
  }
  await collections.collection(orders).put({ ...order, status: 'received', statusSince: day, receipt: key });
  return true;
}

/** Vaccine that can no longer be used [V4]. @throws Refused @throws NotThere */
export async function waste(deps: StockDeps, doing: Doing, lotId: string, report: Waste): Promise<void> {
  const { key, doses, reason, on, signature } = report;
  const day = today(deps);
  if (on > day) throw refused('on', 'in-future');
  if (on < plusDays(day, -limits.stock.wasteDaysBack)) throw refused('on', 'too-long-ago');
  await deps.store.transaction(async (collections) => {
    const lot = reason === 'expired' ? await collections.collection(lots).get(lotId) : undefined;
    if (lot && lot.expires >= on) {
      throw refused('reason', 'not-expired', lot.lot, shownDate(lot.expires));
    }
    const movement = { ...movementOf(deps, key, on), lotId, kind: 'wasted', doses: -doses, reason, signature } as const;
    await post(collections, { ...doing, ...movement, wasteOf: doing.siteId });
  });
}

/** @throws NotThere */
export async function lotsOnHand({ store }: Pick<StockDeps, 'store'>, siteId: string): Promise<LotRecord[]> {
  if (!(await store.collection(sites).get(siteId))) throw new NotThere();
  return (await store.collection(lots).find('siteId', siteId)).filter(({ doses }) => doses > 0);
}

/** Everything on hand, counted [V6]. Where it is other than the ledger says, a line of its own makes it so. @throws Refused */
export async function count(deps: StockDeps, doing: Doing, { key, lots: counted }: Count): Promise<void> {
  const day = today(deps);
  await deps.store.transaction(async (collections) => {
    const site = await collections.collection(sites).get(doing.siteId);
    if (site === undefined) throw new NotThere();
    if (site.lastCountKey === key) return;
    const onHand = (await collections.collection(lots).find('siteId', doing.siteId)).filter(({ doses }) => doses > 0);
    for (const lot of onHand) {
      if (!counted.some((each) => each.lot === lot.id)) throw refused('lots', 'lot-not-counted', lot.lot);
    }
    for (const [place, { lot: lotId, doses, reason }] of counted.entries()) {
      const lot = await collections.collection(lots).get(lotId);
      if (lot?.siteId !== doing.siteId) throw new NotThere();
      if (doses === lot.doses) continue;
      if (reason === undefined) {
        throw refused(`lots.${place}.reason`, 'count-unexplained', lot.doses, lot.lot, doses);
      }
      const movement = { ...movementOf(deps, `${key}-${place}`, day), lotId, doses: doses - lot.doses, reason };
      await post(collections, { ...doing, ...movement, kind: 'counted' });
    }
    await collections.collection(sites).put({ ...site, lastCount: day, lastCountKey: key });
  });
}

/** @throws Refused @throws NotThere */
export async function takeBack(deps: StockDeps, doing: Doing, id: string, { key, reason }: Reversal): Promise<void> {
  await deps.store.transaction((collections) =>
    reverse(collections, id, { ...doing, ...movementOf(deps, key, today(deps)), reason }),
  );
}

function movementOf({ clock }: StockDeps, id: string, day: CalendarDate): Pick<MovementRecord, 'id' | 'at' | 'day'> {
  return { id, at: clock.now(), day };
}
