import type { Dashboard, Lot, LotCondition, Order } from '../../../../shared/applications/vaos/overview/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { type CalendarDate, plusDays, today } from '../../../../shared/contract/time.ts';
import { manufacturers, salePackages, vaccines } from '../../platform/codes/vaccines.ts';
import { countingOf } from '../counts/counting.ts';
import { type LotRecord, lots, type OrderRecord, orders, sites } from '../records.ts';
import type { StockDeps } from '../stock/stock.ts';

/** One site's stock and orders; undefined for a site that has never been set up for ordering. */
export async function dashboard({ store, ...time }: StockDeps, siteId: string): Promise<Dashboard | undefined> {
  const site = await store.collection(sites).get(siteId);
  if (site === undefined) return undefined;
  const day = today(time);
  const stock = await store.collection(lots).find('siteId', siteId);
  const placed = await store.collection(orders).find('siteId', siteId);
  return {
    site: { id: site.id, name: site.name, pin: site.pin },
    today: day,
    counting: countingOf(site, day),
    // A lot that is used up has its history in the ledger.
    stock: stock
      .filter(({ doses }) => doses > 0)
      .map((lot) => shownLot(lot, day))
      .toSorted((a, b) => a.product.localeCompare(b.product, 'en') || a.expires.localeCompare(b.expires)),
    orders: placed
      .map(shownOrder)
      .toSorted((a, b) => b.statusSince.localeCompare(a.statusSince) || b.number.localeCompare(a.number)),
  };
}

/** A lot may be used through its expiration date, and not after it. */
export function lotCondition(expires: CalendarDate, day: CalendarDate): LotCondition {
  if (expires < day) return 'expired';
  return expires <= plusDays(day, limits.stock.expiringDays) ? 'expiring' : 'usable';
}

function shownLot({ id, ndc, lot, expires, doses }: LotRecord, day: CalendarDate): Lot {
  const packed = salePackages.get(ndc);
  return {
    id,
    product: packed?.product ?? ndc,
    vaccine: vaccines.get(packed?.cvx ?? '')?.name ?? '',
    manufacturer: manufacturers.get(packed?.mvx ?? '')?.name ?? '',
    ndc,
    lot,
    expires,
    doses,
    condition: lotCondition(expires, day),
  };
}

export function shownOrder({ id, ndc, doses, status, statusSince, ...more }: OrderRecord): Order {
  const { program, note, reason, deliveryHours, remark } = more;
  return {
    number: id,
    product: salePackages.get(ndc)?.product ?? ndc,
    ndc,
    doses,
    status,
    statusSince,
    ...(program && { program }),
    ...(note && { note }),
    ...(reason && { reason }),
    ...(deliveryHours && { deliveryHours: deliveryHours.map((times) => ({ ...times })) }),
    ...(remark && { remark }),
  };
}
