import type { Allocation, NewAllocation } from '../../../../shared/applications/vaos/allocations/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { dayOf } from '../../../../shared/contract/time.ts';
import type { Collections } from '../../../store/contract.ts';
import { salePackages } from '../../platform/codes/vaccines.ts';
import type { Enrollment } from '../enrollment/enrolled.ts';
import { dosesOf, newOrder, requireRoom } from '../orders/orders.ts';
import { type AllocationRecord, allocations, sites } from '../records.ts';
import { NotThere, refused } from '../refused.ts';
import type { Doing, StockDeps } from '../stock/stock.ts';

/** It was accepted or declined, or its time is over. */
export class AllocationOver extends Error {}

/** Sets vaccine aside for a site. @throws Refused */
export async function allocate(deps: StockDeps, wanted: NewAllocation): Promise<void> {
  const { key, pin, program, ndc, doses } = wanted;
  const packed = salePackages.get(ndc);
  if (packed === undefined) throw refused('ndc', 'no-unit-of-sale');
  const packDoses = dosesOf(packed.package);
  if (doses % packDoses > 0) {
    throw refused('doses', 'no-multiple', packDoses);
  }
  const now = deps.clock.now();
  await deps.store.transaction(async (collections) => {
    const [site] = await collections.collection(sites).find('pin', pin);
    if (site === undefined) throw refused('pin', 'no-such-pin');
    await collections.collection(allocations).insert({
      id: key,
      siteId: site.id,
      program,
      ndc,
      doses,
      offeredAt: now,
      until: now + limits.allocations.openFor,
      status: 'offered',
    });
  });
}

/** The latest first. @throws NotThere */
export async function allocationsOf({ store, clock }: StockDeps, siteId: string): Promise<Allocation[]> {
  if (!(await store.collection(sites).get(siteId))) throw new NotThere();
  const now = clock.now();
  const all = await store.collection(allocations).find('siteId', siteId);
  return all
    .filter(({ offeredAt }) => offeredAt > now - limits.allocations.shownFor)
    .toSorted((a, b) => b.offeredAt - a.offeredAt || a.id.localeCompare(b.id))
    .map((each) => shown(each, now));
}

function shown({ id, program, ndc, doses, until, status, order }: AllocationRecord, now: number): Allocation {
  const { product = ndc, package: packed = '' } = salePackages.get(ndc) ?? {};
  const isOver = status === 'offered' && until <= now;
  return {
    id,
    program,
    ndc,
    product,
    doses,
    packDoses: dosesOf(packed),
    until: new Date(until).toISOString(),
    secondsLeft: status === 'offered' ? Math.max(0, Math.ceil((until - now) / 1000)) : 0,
    status: isOver ? 'lapsed' : status,
    ...(order !== undefined && { order }),
  };
}

/**
 * All of it, or as many packages as fit: an order that is approved already.
 * @returns its number, the same where the request comes twice
 * @throws NotEnrolled @throws AllocationOver @throws OrderingLocked @throws Refused @throws NotThere
 */
export async function acceptAllocation(
  deps: StockDeps,
  { siteId, by }: Doing,
  id: string,
  doses: number,
  enrollment: Pick<Enrollment, 'require'>,
): Promise<string> {
  const now = deps.clock.now();
  const { program, status } = await allocationOf(deps.store, siteId, id);
  const deliveryHours = status === 'offered' ? await enrollment.require(siteId, program) : undefined;
  return deps.store.transaction(async (collections) => {
    const allocation = await allocationOf(collections, siteId, id);
    if (allocation.status === 'accepted') return allocation.order!;
    requireOpen(allocation, now);
    if (doses > allocation.doses) throw refused('doses', 'more-than-set-aside', allocation.doses);
    const { ndc } = allocation;
    const day = dayOf(now, deps.timeZone);
    await requireRoom(collections, siteId, { ndc, doses }, day);
    const order = await newOrder(collections, {
      siteId,
      ndc,
      doses,
      program,
      key: id,
      status: 'approved',
      statusSince: day,
      ...(deliveryHours && { deliveryHours }),
    });
    await collections.collection(allocations).put({ ...allocation, status: 'accepted', answeredBy: by, order });
    return order;
  });
}

/** @throws AllocationOver @throws NotThere */
export async function declineAllocation(
  deps: StockDeps,
  { siteId, by }: Doing,
  id: string,
  reason: string,
): Promise<void> {
  await deps.store.transaction(async (collections) => {
    const allocation = await allocationOf(collections, siteId, id);
    if (allocation.status === 'declined') return;
    requireOpen(allocation, deps.clock.now());
    await collections
      .collection(allocations)
      .put({ ...allocation, status: 'declined', answeredBy: by, reason: reason.trim() });
  });
}

async function allocationOf(
  collections: Pick<Collections, 'collection'>,
  siteId: string,
  id: string,
): Promise<AllocationRecord> {
  const allocation = await collections.collection(allocations).get(id);
  if (allocation?.siteId !== siteId) throw new NotThere();
  return allocation;
}

function requireOpen({ status, until }: AllocationRecord, now: number): void {
  if (status !== 'offered' || until <= now) throw new AllocationOver();
}
