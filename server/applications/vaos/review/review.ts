import type { InReview, OrderInReview } from '../../../../shared/applications/vaos/review/api.ts';
import { today } from '../../../../shared/contract/time.ts';
import type { Collections } from '../../../store/contract.ts';
import { salePackages } from '../../platform/codes/vaccines.ts';
import { lotCondition, shownOrder } from '../overview/dashboard.ts';
import { dosesOf, moveOn } from '../orders/orders.ts';
import {
  allocations,
  lots,
  type OrderRecord,
  orders,
  type SiteRecord,
  sites,
  type TransferRecord,
  transfers,
} from '../records.ts';
import { NotThere } from '../refused.ts';
import type { StockDeps } from '../stock/stock.ts';
import { moveTransfer, shownTransfer } from '../transfers/transfers.ts';

/** What waits for the State's reviewer, over all sites. */
export async function inReview({ store, clock, ...time }: StockDeps): Promise<InReview> {
  const day = today({ clock, ...time });
  const waiting: OrderInReview[] = [];
  const products = new Map<string, InReview['products'][number]>();
  const askedFor: InReview['transfers'] = [];
  for (const site of await store.collection(sites).list()) {
    const shown = { id: site.id, name: site.name, pin: site.pin };
    const stock = await store.collection(lots).find('siteId', site.id);
    for (const ndc of [...Object.keys(site.maximumStock ?? {}), ...stock.map((lot) => lot.ndc)]) {
      const packed = salePackages.get(ndc);
      if (packed) products.set(ndc, { ndc, product: packed.product, packDoses: dosesOf(packed.package) });
    }
    for (const order of await store.collection(orders).find('siteId', site.id)) {
      if (order.status !== 'submitted' && order.status !== 'approved') continue;
      const usable = stock
        .filter((lot) => lot.ndc === order.ndc && lotCondition(lot.expires, day) !== 'expired')
        .reduce((sum, { doses }) => sum + doses, 0);
      waiting.push({ ...shownOrder(order), site: shown, usable });
    }
    for (const transfer of await store.collection(transfers).find('from', site.id)) {
      if (transfer.status === 'requested') askedFor.push(await shownTransfer(store, transfer));
    }
  }
  const offered = await store.collection(allocations).find('status', 'offered');
  const named = async (id: string): Promise<Pick<SiteRecord, 'id' | 'name' | 'pin'>> => {
    const { name = '', pin = '' } = (await store.collection(sites).get(id)) ?? {};
    return { id, name, pin };
  };
  return {
    orders: waiting.toSorted(
      (a, b) => turn(a) - turn(b) || a.statusSince.localeCompare(b.statusSince) || a.number.localeCompare(b.number),
    ),
    transfers: askedFor,
    allocations: await Promise.all(
      offered
        .filter(({ until }) => until > clock.now())
        .map(async ({ id, siteId, ndc, doses, until }) => ({
          id,
          site: await named(siteId),
          product: salePackages.get(ndc)?.product ?? ndc,
          doses,
          until: new Date(until).toISOString(),
        })),
    ),
    products: [...products.values()].toSorted((a, b) => a.product.localeCompare(b.product, 'en')),
  };
}

const turn = ({ status }: OrderInReview) => (status === 'submitted' ? 0 : 1);

/** @param remark what the site is told @throws OrderChanged @throws NotThere */
export async function decideOrder(
  deps: StockDeps,
  number: string,
  status: 'approved' | 'cancelled' | 'shipped',
  remark?: string,
): Promise<void> {
  await deps.store.transaction(async (collections) => {
    const order = await anyOrder(collections, number);
    await moveOn(collections, { ...order, ...(remark && { remark: remark.trim() }) }, status, today(deps));
  });
}

/** @throws TransferChanged @throws NotThere */
export async function decideTransfer(deps: StockDeps, id: string, status: 'approved' | 'cancelled'): Promise<void> {
  await deps.store.transaction(async (collections) => {
    const transfer: TransferRecord | undefined = await collections.collection(transfers).get(id);
    if (transfer === undefined) throw new NotThere();
    await moveTransfer(collections, transfer, status, today(deps));
  });
}

async function anyOrder(collections: Collections, number: string): Promise<OrderRecord> {
  const order = await collections.collection(orders).get(number);
  // What nobody has submitted is the site's own business.
  if (order === undefined || order.status === 'draft') throw new NotThere();
  return order;
}
