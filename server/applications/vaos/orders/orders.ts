import { randomInt } from 'node:crypto';
import type { OrderStatus } from '../../../../shared/applications/vaos/overview/api.ts';
import type { NewOrder, OrderChoice } from '../../../../shared/applications/vaos/orders/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { today } from '../../../../shared/contract/time.ts';
import type { Collections } from '../../../store/contract.ts';
import { salePackages, vaccines } from '../../platform/codes/vaccines.ts';
import { countingOf } from '../counts/counting.ts';
import { lotCondition } from '../overview/dashboard.ts';
import type { Enrollment } from '../enrollment/enrolled.ts';
import { allocations, lots, type OrderRecord, orders, type SiteRecord, sites } from '../records.ts';
import { NotThere, refused } from '../refused.ts';
import type { StockDeps } from '../stock/stock.ts';

/** Nothing is ordered before this month's count is filed. */
export class OrderingLocked extends Error {}

/** Somebody else, or the depot, was there before. */
export class OrderChanged extends Error {}

/** What each status may become, and by whom. What has been shipped becomes received with its receipt alone. */
const following: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  draft: ['submitted', 'cancelled'],
  submitted: ['approved', 'cancelled'],
  approved: ['shipped'],
  shipped: ['received'],
  received: [],
  cancelled: [],
};

/** Of an order whose vaccine has not come yet and may still do. */
const onTheWay: ReadonlySet<OrderStatus> = new Set(['submitted', 'approved', 'shipped']);

/** What the site may order, and how much of it [V2]. @throws NotThere */
export async function orderChoices({ store, ...time }: StockDeps, siteId: string): Promise<OrderChoice[]> {
  const site = await store.collection(sites).get(siteId);
  if (site === undefined) throw new NotThere();
  const setAside = await setAsideFor(store, siteId, time.clock.now());
  const choices = (await choicesOf(store, site, today(time))).map((choice) => ({
    ...choice,
    setAside: setAside.get(choice.ndc) ?? 0,
  }));
  return choices.toSorted((a, b) => a.product.localeCompare(b.product, 'en') || a.ndc.localeCompare(b.ndc));
}

async function choicesOf(
  collections: Pick<Collections, 'collection'>,
  { id, maximumStock }: SiteRecord,
  day: string,
): Promise<Omit<OrderChoice, 'setAside'>[]> {
  const stock = await collections.collection(lots).find('siteId', id);
  const maxima = maximumStock ?? Object.fromEntries(stock.map(({ ndc }) => [ndc, limits.stock.usualMaximum]));
  const placed = await collections.collection(orders).find('siteId', id);
  return Object.entries(maxima).map(([ndc, maximum]) => {
    const { product = ndc, cvx = '', package: packed = '' } = salePackages.get(ndc) ?? {};
    // What has expired is on the shelf and helps nobody.
    const usable = sum(stock.filter((lot) => lot.ndc === ndc && lotCondition(lot.expires, day) !== 'expired'));
    const coming = sum(placed.filter((order) => order.ndc === ndc && onTheWay.has(order.status)));
    const packDoses = dosesOf(packed);
    const room = Math.max(0, maximum - usable - coming);
    return {
      ndc,
      product,
      vaccine: vaccines.get(cvx)?.name ?? '',
      presentation: packed,
      packDoses,
      maximumStock: maximum,
      usable,
      onTheWay: coming,
      most: room - (room % packDoses),
    };
  });
}

/** Doses of each product in the allocations that wait for the site's answer. */
async function setAsideFor(
  collections: Pick<Collections, 'collection'>,
  siteId: string,
  now: number,
): Promise<ReadonlyMap<string, number>> {
  const offered = (await collections.collection(allocations).find('siteId', siteId)).filter(
    ({ status, until }) => status === 'offered' && until > now,
  );
  return new Map(offered.map(({ ndc }) => [ndc, sum(offered.filter((each) => each.ndc === ndc))]));
}

const sum = (each: readonly { readonly doses: number }[]) => each.reduce((total, { doses }) => total + doses, 0);

/** Doses in a package, where its description says so; else orders are in single doses. */
export function dosesOf(packed: string): number {
  if (/multi-dose|kit|tray|case/i.test(packed)) return Number(/(\d+) doses/i.exec(packed)?.[1] ?? 1);
  return Number(/(?:^|[^.\d])(\d+)[ -]+[A-Za-z-]|OF (\d+)$/.exec(packed)?.slice(1).find(Boolean) ?? 1);
}

/** Saves a draft. @returns its number @throws OrderingLocked @throws Refused @throws NotThere */
export async function createOrder(deps: StockDeps, siteId: string, wanted: NewOrder): Promise<string> {
  const day = today(deps);
  return deps.store.transaction(async (collections) => {
    const all = collections.collection(orders);
    const before = (await all.find('siteId', siteId)).find(({ key }) => key === wanted.key);
    if (before) return before.id;
    await requireRoom(collections, siteId, wanted, day);
    const { key, ndc, doses, program } = wanted;
    const [note, reason] = [wanted.note?.trim(), wanted.reason?.trim()];
    const setAside = (await setAsideFor(collections, siteId, deps.clock.now())).get(ndc);
    if (setAside !== undefined && (reason ?? '').length < limits.stock.reasonLeast) {
      throw refused('reason', 'set-aside-unanswered', setAside);
    }
    const order = { siteId, ndc, doses, program, key, status: 'draft', statusSince: day } as const;
    return newOrder(collections, { ...order, ...(note && { note }), ...(reason && { reason }) });
  });
}

/** @returns its number */
export async function newOrder(collections: Collections, order: Omit<OrderRecord, 'id'>): Promise<string> {
  for (;;) {
    const id = `VA-${randomInt(1_000_000, 10_000_000)}`;
    if (await collections.collection(orders).insert({ ...order, id })) return id;
  }
}

/** @throws OrderingLocked @throws Refused @throws NotThere */
export async function requireRoom(
  collections: Collections,
  siteId: string,
  { ndc, doses }: Pick<OrderRecord, 'ndc' | 'doses'>,
  day: string,
): Promise<void> {
  const site = await collections.collection(sites).get(siteId);
  if (site === undefined) throw new NotThere();
  if (countingOf(site, day).isLate) throw new OrderingLocked();
  const choice = (await choicesOf(collections, site, day)).find((each) => each.ndc === ndc);
  if (choice === undefined) throw refused('ndc', 'not-orderable');
  const { packDoses, most, maximumStock, usable, onTheWay: coming } = choice;
  if (doses % packDoses > 0) throw refused('doses', 'no-multiple', packDoses);
  if (doses > most) throw refused('doses', 'no-room', most, maximumStock, usable, coming);
}

/** @throws NotEnrolled @throws OrderingLocked @throws OrderChanged @throws Refused @throws NotThere */
export async function submitOrder(
  deps: StockDeps,
  siteId: string,
  number: string,
  enrollment: Pick<Enrollment, 'require'>,
): Promise<void> {
  const day = today(deps);
  const { program, status } = await orderOf(deps.store, siteId, number);
  // Orders of earlier versions name no program.
  const deliveryHours =
    status === 'draft' && program !== undefined ? await enrollment.require(siteId, program) : undefined;
  await deps.store.transaction(async (collections) => {
    const order = await orderOf(collections, siteId, number);
    // What was room for when it was written may be on the way by now.
    if (order.status === 'draft') await requireRoom(collections, siteId, order, day);
    await moveOn(collections, { ...order, ...(deliveryHours && { deliveryHours }) }, 'submitted', day);
  });
}

/** @throws OrderChanged @throws NotThere */
export async function cancelOrder(deps: StockDeps, siteId: string, number: string): Promise<void> {
  await deps.store.transaction(async (collections) =>
    moveOn(collections, await orderOf(collections, siteId, number), 'cancelled', today(deps)),
  );
}

async function orderOf(
  collections: Pick<Collections, 'collection'>,
  siteId: string,
  number: string,
): Promise<OrderRecord> {
  const order = await collections.collection(orders).get(number);
  if (order?.siteId !== siteId) throw new NotThere();
  return order;
}

/** What is there already stays as it is. @throws OrderChanged */
export async function moveOn(
  collections: Collections,
  order: OrderRecord,
  status: OrderStatus,
  day: string,
): Promise<void> {
  if (order.status === status) return;
  if (!following[order.status].includes(status)) throw new OrderChanged();
  await collections.collection(orders).put({ ...order, status, statusSince: day });
}
