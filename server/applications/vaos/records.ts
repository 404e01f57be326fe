import type { OrderStatus } from '../../../shared/applications/vaos/api.ts';
import { defineCollection } from '../../store/contract.ts';
import type { CalendarDate } from '../../../shared/contract/time.ts';

export interface SiteRecord {
  readonly id: string;
  readonly name: string;
  /** The provider's enrolment has it; orders are placed under it. */
  readonly pin: string;
}

export interface LotRecord {
  readonly id: string;
  readonly siteId: string;
  readonly ndc: string;
  readonly lot: string;
  readonly expires: CalendarDate;
  readonly doses: number;
}

export interface OrderRecord {
  /** The order number. */
  readonly id: string;
  readonly siteId: string;
  readonly ndc: string;
  readonly doses: number;
  readonly status: OrderStatus;
  readonly statusSince: CalendarDate;
}

export const sites = defineCollection<SiteRecord>()({ name: 'vaos-sites', lifetime: 'lasting', indexes: [] });

export const lots = defineCollection<LotRecord>()({ name: 'vaos-lots', lifetime: 'lasting', indexes: ['siteId'] });

export const orders = defineCollection<OrderRecord>()({
  name: 'vaos-orders',
  lifetime: 'lasting',
  indexes: ['siteId'],
});
