import { type Static, Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import { limits } from '../../../contract/limits.ts';
import { DeliveryHours } from '../../delivery-hours.ts';
import { Program } from '../../programs.ts';
import { closed, Doses, Key, Ndc, SiteParams } from '../fields.ts';

/** Orders of vaccine for one site. */

export const NewOrder = Type.Object(
  {
    key: Key,
    program: Program,
    ndc: Ndc,
    doses: Doses,
    note: Type.Optional(Type.String({ maxLength: limits.stock.noteCharacters })),
    /** Asked for where some of the product is set aside for the site. */
    reason: Type.Optional(Type.String({ maxLength: limits.stock.noteCharacters })),
  },
  closed,
);
export type NewOrder = Static<typeof NewOrder>;

const OrderParams = Type.Object({ ...SiteParams.properties, order: Type.String({ maxLength: 40 }) }, closed);

/** What a site may order, and how much of it now. */
export const OrderChoice = Type.Object({
  ndc: Type.String(),
  product: Type.String(),
  vaccine: Type.String(),
  /** How it is packed, in the words of CDC's table. */
  presentation: Type.String(),
  /** Doses of one package; orders are multiples of it. */
  packDoses: Type.Integer({ minimum: 1 }),
  maximumStock: Type.Integer({ minimum: 0 }),
  usable: Type.Integer({ minimum: 0 }),
  onTheWay: Type.Integer({ minimum: 0 }),
  /** In allocations that wait for an answer: who orders beside them says why. */
  setAside: Type.Integer({ minimum: 0 }),
  /** The most that can be ordered now. */
  most: Type.Integer({ minimum: 0 }),
});
export type OrderChoice = Static<typeof OrderChoice>;

export const ordersApi = {
  choices: endpoint({
    method: 'GET',
    path: '/api/sites/:site/order-choices',
    access: 'coordinator-of-site',
    params: SiteParams,
    answer: Type.Object({
      choices: Type.Array(OrderChoice),
      /** For which the site is enrolled now; left out where nobody can say. */
      programs: Type.Optional(Type.Array(Program)),
    }),
    problems: ['not-found'],
  }),
  /** The site's, of its enrollment; none where Syntropi has none, or a real application stands in for it. */
  deliveryHours: endpoint({
    method: 'GET',
    path: '/api/sites/:site/delivery-hours',
    access: 'coordinator-of-site',
    params: SiteParams,
    answer: Type.Object({ deliveryHours: Type.Optional(DeliveryHours) }),
    problems: ['application-unreachable'],
  }),
  /** Saves a draft; nothing goes out before it is submitted. */
  create: endpoint({
    method: 'POST',
    path: '/api/sites/:site/orders',
    access: 'coordinator-of-site',
    params: SiteParams,
    request: NewOrder,
    answer: Type.Object({ number: Type.String() }),
    problems: ['not-found', 'ordering-locked'],
  }),
  submit: endpoint({
    method: 'POST',
    path: '/api/sites/:site/orders/:order/submission',
    access: 'coordinator-of-site',
    params: OrderParams,
    problems: ['not-found', 'ordering-locked', 'order-changed', 'not-enrolled', 'application-unreachable'],
  }),
  cancel: endpoint({
    method: 'POST',
    path: '/api/sites/:site/orders/:order/cancellation',
    access: 'coordinator-of-site',
    params: OrderParams,
    problems: ['not-found', 'order-changed'],
  }),
};
