import { type Static, Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import { limits } from '../../../contract/limits.ts';
import { CalendarDate, closed, Doses, Key, SiteParams } from '../fields.ts';

/** Vaccine that goes to another site, so that it is not lost. Nothing moves before it is approved [V5]. */

export const TransferStatus = Type.Enum(['requested', 'approved', 'sent', 'received', 'cancelled']);
export type TransferStatus = Static<typeof TransferStatus>;

export const NewTransfer = Type.Object(
  {
    key: Key,
    lot: Type.String({ maxLength: 100 }),
    /** By which the other site is known to VAOS. */
    toPin: Type.String({ pattern: '^\\d{6}$' }),
    doses: Doses,
    reason: Type.String({ minLength: 3, maxLength: limits.stock.noteCharacters, pattern: '\\S' }),
  },
  closed,
);
export type NewTransfer = Static<typeof NewTransfer>;

/** Degrees Celsius, when it was packed or unpacked. */
const Temperature = Type.Number({ minimum: -90, maximum: 60, description: '°C' });

export const Transfer = Type.Object({
  id: Type.String(),
  from: Type.Object({ id: Type.String(), name: Type.String(), pin: Type.String() }),
  to: Type.Object({ id: Type.String(), name: Type.String(), pin: Type.String() }),
  product: Type.String(),
  ndc: Type.String(),
  lot: Type.String(),
  expires: CalendarDate,
  doses: Type.Integer(),
  reason: Type.String(),
  status: TransferStatus,
  statusSince: CalendarDate,
  packedAt: Type.Optional(Temperature),
  unpackedAt: Type.Optional(Temperature),
});
export type Transfer = Static<typeof Transfer>;

const Handover = Type.Object({ temperature: Temperature }, closed);

const OfTransfer = Type.Object({ ...SiteParams.properties, transfer: Type.String({ maxLength: 40 }) }, closed);

const access = 'coordinator-of-site';

export const transfersApi = {
  /** To and from the site. */
  list: endpoint({
    method: 'GET',
    path: '/api/sites/:site/transfers',
    access,
    params: SiteParams,
    answer: Type.Object({ transfers: Type.Array(Transfer) }),
    problems: ['not-found'],
  }),
  request: endpoint({
    method: 'POST',
    path: '/api/sites/:site/transfers',
    access,
    params: SiteParams,
    request: NewTransfer,
    problems: ['not-found'],
  }),
  cancel: endpoint({
    method: 'POST',
    path: '/api/sites/:site/transfers/:transfer/cancellation',
    access,
    params: OfTransfer,
    problems: ['not-found', 'transfer-changed'],
  }),
  send: endpoint({
    method: 'POST',
    path: '/api/sites/:site/transfers/:transfer/dispatch',
    access,
    params: OfTransfer,
    request: Handover,
    problems: ['not-found', 'transfer-changed'],
  }),
  receive: endpoint({
    method: 'POST',
    path: '/api/sites/:site/transfers/:transfer/receipt',
    access,
    params: OfTransfer,
    request: Handover,
    problems: ['not-found', 'transfer-changed'],
  }),
};
