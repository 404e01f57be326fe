import { type Static, Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import { DeliveryHours } from '../../delivery-hours.ts';
import { Program } from '../../programs.ts';
import { CalendarDate, SiteParams } from '../fields.ts';

/** What VAOS shows of a site. */

export const LotCondition = Type.Enum(['usable', 'expiring', 'expired']);
export type LotCondition = Static<typeof LotCondition>;

export const Lot = Type.Object({
  id: Type.String(),
  product: Type.String(),
  vaccine: Type.String(),
  manufacturer: Type.String(),
  ndc: Type.String({ description: 'unit of sale, 11 digits, 5-4-2' }),
  lot: Type.String(),
  expires: CalendarDate,
  doses: Type.Integer({ minimum: 0 }),
  condition: LotCondition,
});
export type Lot = Static<typeof Lot>;

export const OrderStatus = Type.Enum(['draft', 'submitted', 'approved', 'shipped', 'received', 'cancelled']);
export type OrderStatus = Static<typeof OrderStatus>;

export const Order = Type.Object({
  number: Type.String(),
  product: Type.String(),
  ndc: Type.String(),
  doses: Type.Integer({ minimum: 1 }),
  status: OrderStatus,
  statusSince: CalendarDate,
  /** Not with those of earlier versions. */
  program: Type.Optional(Program),
  note: Type.Optional(Type.String()),
  /** Why the site orders beside what is set aside for it. */
  reason: Type.Optional(Type.String()),
  /** When the depot finds somebody there. */
  deliveryHours: Type.Optional(DeliveryHours),
  /** What the State’s reviewer said of it. */
  remark: Type.Optional(Type.String()),
});
export type Order = Static<typeof Order>;

/** Whether the site may order, which a monthly count that is late forbids. */
export const Counting = Type.Object({
  lastCount: Type.Optional(CalendarDate),
  isLate: Type.Boolean(),
  /** The last day on which it can be made in time, this month or next. */
  dueBy: CalendarDate,
});
export type Counting = Static<typeof Counting>;

/** What a coordinator sees of one site. */
export const Dashboard = Type.Object({
  site: Type.Object({ id: Type.String(), name: Type.String(), pin: Type.String() }),
  /** The clinic’s. */
  today: CalendarDate,
  counting: Counting,
  stock: Type.Array(Lot),
  orders: Type.Array(Order),
});
export type Dashboard = Static<typeof Dashboard>;

export const vaosApi = {
  dashboard: endpoint({
    method: 'GET',
    path: '/api/sites/:site/dashboard',
    access: 'coordinator-of-site',
    params: SiteParams,
    answer: Dashboard,
    problems: ['not-found'],
  }),
};
