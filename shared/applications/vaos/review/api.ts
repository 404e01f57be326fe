import { type Static, Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import { limits } from '../../../contract/limits.ts';
import { NewAllocation } from '../allocations/api.ts';
import { Order } from '../overview/api.ts';
import { closed } from '../fields.ts';
import { Transfer } from '../transfers/api.ts';

/** What the State's reviewer decides: orders, transfers, and vaccine that is set aside for a site. */

const Site = Type.Object({ id: Type.String(), name: Type.String(), pin: Type.String() });

export const OrderInReview = Type.Object({ ...Order.properties, site: Site, usable: Type.Integer() });
export type OrderInReview = Static<typeof OrderInReview>;

export const OfferedAllocation = Type.Object({
  id: Type.String(),
  site: Site,
  product: Type.String(),
  doses: Type.Integer(),
  until: Type.String({ format: 'date-time' }),
});
export type OfferedAllocation = Static<typeof OfferedAllocation>;

export const InReview = Type.Object({
  /** Submitted, then approved ones, the oldest first. */
  orders: Type.Array(OrderInReview),
  transfers: Type.Array(Transfer),
  allocations: Type.Array(OfferedAllocation),
  /** What can be set aside: what any site keeps. */
  products: Type.Array(Type.Object({ ndc: Type.String(), product: Type.String(), packDoses: Type.Integer() })),
});
export type InReview = Static<typeof InReview>;

const OfOrder = Type.Object({ order: Type.String({ maxLength: 40 }) }, closed);
const OfTransfer = Type.Object({ transfer: Type.String({ maxLength: 40 }) }, closed);
const Refusal = Type.Object(
  { reason: Type.String({ minLength: 3, maxLength: limits.stock.noteCharacters, pattern: '\\S' }) },
  closed,
);
const access = 'reviewer';

export const reviewApi = {
  list: endpoint({ method: 'GET', path: '/api/review', access, answer: InReview }),
  approve: endpoint({
    method: 'POST',
    path: '/api/review/orders/:order/approval',
    access,
    params: OfOrder,
    problems: ['not-found', 'order-changed'],
  }),
  refuse: endpoint({
    method: 'POST',
    path: '/api/review/orders/:order/refusal',
    access,
    params: OfOrder,
    request: Refusal,
    problems: ['not-found', 'order-changed'],
  }),
  ship: endpoint({
    method: 'POST',
    path: '/api/review/orders/:order/shipment',
    access,
    params: OfOrder,
    problems: ['not-found', 'order-changed'],
  }),
  approveTransfer: endpoint({
    method: 'POST',
    path: '/api/review/transfers/:transfer/approval',
    access,
    params: OfTransfer,
    problems: ['not-found', 'transfer-changed'],
  }),
  refuseTransfer: endpoint({
    method: 'POST',
    path: '/api/review/transfers/:transfer/refusal',
    access,
    params: OfTransfer,
    problems: ['not-found', 'transfer-changed'],
  }),
  allocate: endpoint({ method: 'POST', path: '/api/review/allocations', access, request: NewAllocation }),
};
