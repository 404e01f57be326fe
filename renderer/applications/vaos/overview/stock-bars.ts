import type { Lot } from '../../../../shared/applications/vaos/overview/api.ts';
import { type CalendarDate, plusDays } from '../../../../shared/contract/time.ts';

/** What a chart shows of one product. */
interface StockBar {
  readonly label: string;
  readonly values: readonly number[];
}

/** Doses on hand by product: what can be used, and what has expired. */
export function onHandBars(stock: readonly Lot[]): StockBar[] {
  const byProduct = Map.groupBy(stock, ({ product }) => product);
  const dosesOf = (lots: readonly Lot[]) => lots.reduce((sum, { doses }) => sum + doses, 0);
  return [...byProduct].map(([label, lots]) => {
    const expired = dosesOf(lots.filter(({ condition }) => condition === 'expired'));
    return { label, values: [dosesOf(lots) - expired, expired] };
  });
}

/** Doses that expire within 30, 60 and 90 days, by product; what has expired already is none of them. */
export function expiringBars(stock: readonly Lot[], day: CalendarDate): StockBar[] {
  const ends = [30, 60, 90].map((days) => plusDays(day, days));
  const byProduct = new Map<string, number[]>();
  for (const { product, expires, doses } of stock) {
    const part = ends.findIndex((end) => expires <= end);
    if (expires < day || part < 0) continue;
    const values = byProduct.get(product) ?? [0, 0, 0];
    byProduct.set(product, values.with(part, values[part]! + doses));
  }
  return [...byProduct].map(([label, values]) => ({ label, values }));
}
