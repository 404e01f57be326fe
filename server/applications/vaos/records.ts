import type { AllocationStatus } from '../../../shared/applications/vaos/allocations/api.ts';
import type { OrderStatus } from '../../../shared/applications/vaos/overview/api.ts';
import type { DeliveryHours } from '../../../shared/applications/delivery-hours.ts';
import type { Program } from '../../../shared/applications/programs.ts';
import type { MovementKind, Signature, Temperature } from '../../../shared/applications/vaos/stock/api.ts';
import type { TransferStatus } from '../../../shared/applications/vaos/transfers/api.ts';
import type { CalendarDate } from '../../../shared/contract/time.ts';
import { defineCollection } from '../../store/contract.ts';

export interface SiteRecord {
  readonly id: string;
  readonly name: string;
  /** The provider's enrolment has it; orders are placed under it. */
  readonly pin: string;
  /** Doses of each product, by its unit of sale, that the site may have at most. Without it, see `limits`. */
  readonly maximumStock?: Readonly<Record<string, number>>;
  /** Since when it orders, where it began here: it has nothing to count in that month. */
  readonly openedOn?: CalendarDate;
  /** The day of the last count of everything on hand. */
  readonly lastCount?: CalendarDate;
  /** Of the request that filed it. */
  readonly lastCountKey?: string;
}

export interface LotRecord {
  readonly id: string;
  readonly siteId: string;
  readonly ndc: string;
  readonly lot: string;
  readonly expires: CalendarDate;
  /** On hand: what there was at the opening and every movement since. Written with the movement, in one transaction. */
  readonly doses: number;
  /** What was on hand when the ledger of this lot was opened. */
  readonly opening: number;
}

/** One line of the ledger. It is never changed: what was wrong is taken back by a line of its own. */
export interface MovementRecord {
  readonly id: string;
  readonly siteId: string;
  readonly lotId: string;
  readonly kind: MovementKind;
  /** What it adds; below zero what it takes. */
  readonly doses: number;
  /** Milliseconds. */
  readonly at: number;
  /** The clinic's day on which it happened, which may be earlier than when it was written down. */
  readonly day: CalendarDate;
  readonly by: { readonly accountId: string; readonly name: string };
  readonly reason?: string;
  readonly signature?: Signature;
  readonly order?: string;
  readonly trackingNumber?: string;
  readonly temperature?: Temperature;
  readonly reverses?: string;
  readonly transfer?: string;
  /** The site, where this is waste: what a site has wasted is found without its other lines. */
  readonly wasteOf?: string;
}

export interface TransferRecord {
  /** The key of the request. */
  readonly id: string;
  /** The sites' ids. */
  readonly from: string;
  readonly to: string;
  /** The sender's. */
  readonly lotId: string;
  readonly ndc: string;
  readonly lot: string;
  readonly expires: CalendarDate;
  readonly doses: number;
  readonly reason: string;
  readonly by: MovementRecord['by'];
  readonly status: TransferStatus;
  readonly statusSince: CalendarDate;
  /** °C */
  readonly packedAt?: number;
  /** °C */
  readonly unpackedAt?: number;
}

export interface OrderRecord {
  /** The order number. */
  readonly id: string;
  readonly siteId: string;
  readonly ndc: string;
  readonly doses: number;
  readonly status: OrderStatus;
  readonly statusSince: CalendarDate;
  /** Not with those of earlier versions. */
  readonly program?: Program;
  readonly note?: string;
  /** Why the site orders beside what is set aside for it. */
  readonly reason?: string;
  /** When the depot finds somebody there: of the site's enrollment when it was submitted. */
  readonly deliveryHours?: DeliveryHours;
  /** What the State's reviewer said of it. */
  readonly remark?: string;
  /** Of the request that made it. */
  readonly key?: string;
  /** The key of the receipt that completed it. */
  readonly receipt?: string;
}

export interface AllocationRecord {
  /** The key of the request that made it. */
  readonly id: string;
  readonly siteId: string;
  readonly program: Program;
  readonly ndc: string;
  readonly doses: number;
  /** Milliseconds. */
  readonly offeredAt: number;
  /** Milliseconds; from then on it is over. */
  readonly until: number;
  readonly status: AllocationStatus;
  readonly answeredBy?: MovementRecord['by'];
  /** Why it was declined. */
  readonly reason?: string;
  /** The number of what came of it. */
  readonly order?: string;
  /** Of the portal, which tells the site of it. */
  readonly notice?: 'posted' | 'withdrawn';
}

export const allocations = defineCollection<AllocationRecord>()({
  name: 'vaos-allocations',
  lifetime: 'lasting',
  indexes: ['siteId', 'status'],
});

export const sites = defineCollection<SiteRecord>()({ name: 'vaos-sites', lifetime: 'lasting', indexes: ['pin'] });

export const lots = defineCollection<LotRecord>()({
  name: 'vaos-lots',
  lifetime: 'lasting',
  indexes: ['siteId'],
  version: 2,
  // There was no ledger before: what was on hand then is what it begins with.
  upgrade: (record) => ({ ...(record as unknown as LotRecord), opening: (record as unknown as LotRecord).doses }),
});

export const movements = defineCollection<MovementRecord>()({
  name: 'vaos-movements',
  lifetime: 'lasting',
  indexes: ['siteId', 'lotId', 'reverses', 'wasteOf'],
  order: 'at',
  version: 2,
  upgrade: (record) => {
    const line = record as unknown as MovementRecord;
    return line.kind === 'wasted' ? { ...line, wasteOf: line.siteId } : line;
  },
});

export const orders = defineCollection<OrderRecord>()({
  name: 'vaos-orders',
  lifetime: 'lasting',
  indexes: ['siteId'],
});

export const transfers = defineCollection<TransferRecord>()({
  name: 'vaos-transfers',
  lifetime: 'lasting',
  indexes: ['from', 'to'],
});
