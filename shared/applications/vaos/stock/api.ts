import { type Static, Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import { limits } from '../../../contract/limits.ts';
import { CalendarDate, closed, Doses, Key, Ndc, SiteParams } from '../fields.ts';

/** What changes and what tells of the stock of one site: receipts, waste, counts, and the ledger of all of them. */

const Note = Type.String({ maxLength: limits.stock.noteCharacters });
const LotNumber = Type.String({ pattern: '^[A-Z0-9-]{1,20}$', description: 'capital letters, digits and hyphens' });
const Name = Type.String({ minLength: 2, maxLength: 100, pattern: '\\S' });

const LotParams = Type.Object({ ...SiteParams.properties, lot: Type.String({ maxLength: 100 }) }, closed);

export const Temperature = Type.Enum(['in-range', 'out-of-range', 'not-known']);
export type Temperature = Static<typeof Temperature>;

export const ReceivedLine = Type.Object({ ndc: Ndc, lot: LotNumber, expires: CalendarDate, doses: Doses }, closed);
export type ReceivedLine = Static<typeof ReceivedLine>;

export const Receipt = Type.Object(
  {
    key: Key,
    /** The order that was shipped. Without it, vaccine that the site had otherwise. */
    order: Type.Optional(Type.String({ maxLength: 40 })),
    trackingNumber: Type.Optional(Type.String({ maxLength: 40 })),
    temperature: Temperature,
    lines: Type.Array(ReceivedLine, { minItems: 1, maxItems: limits.stock.linesOfReceipt }),
    /** Why other doses came than were ordered. */
    discrepancy: Type.Optional(Note),
  },
  closed,
);
export type Receipt = Static<typeof Receipt>;

export const WasteReason = Type.Enum([
  'expired',
  'broken-or-spilled',
  'temperature-excursion',
  'drawn-not-used',
  'open-vial',
  'lost',
]);
export type WasteReason = Static<typeof WasteReason>;

/** Who may sign a loss report: those with authority to prescribe. */
export const ClinicianTitle = Type.Enum(['MD', 'DO', 'NP', 'PA', 'CNM', 'RPh']);
export type ClinicianTitle = Static<typeof ClinicianTitle>;

export const Signature = Type.Object({ name: Name, title: ClinicianTitle }, closed);
export type Signature = Static<typeof Signature>;

export const Waste = Type.Object(
  { key: Key, doses: Doses, reason: WasteReason, on: CalendarDate, signature: Signature },
  closed,
);
export type Waste = Static<typeof Waste>;

export const CountReason = Type.Enum(['administered', 'found', 'missing', 'entered-wrong']);
export type CountReason = Static<typeof CountReason>;

export const Count = Type.Object(
  {
    key: Key,
    lots: Type.Array(
      Type.Object(
        {
          lot: Type.String({ maxLength: 100 }),
          doses: Type.Integer({ minimum: 0, maximum: limits.stock.doses }),
          /** Asked for where the doses are others than the ledger says. */
          reason: Type.Optional(CountReason),
        },
        closed,
      ),
      { maxItems: limits.stock.lotsOfSite },
    ),
  },
  closed,
);
export type Count = Static<typeof Count>;

export const Reversal = Type.Object(
  { key: Key, reason: Type.String({ ...Note, minLength: 3, pattern: '\\S' }) },
  closed,
);
export type Reversal = Static<typeof Reversal>;

export const MovementKind = Type.Enum(['received', 'wasted', 'counted', 'sent', 'arrived', 'reversed']);
export type MovementKind = Static<typeof MovementKind>;

/** One line of the ledger. Lines are added and never changed. */
export const Movement = Type.Object({
  id: Type.String(),
  kind: MovementKind,
  at: Type.String({ format: 'date-time' }),
  day: CalendarDate,
  lotId: Type.String(),
  product: Type.String(),
  ndc: Type.String(),
  lot: Type.String(),
  doses: Type.Integer({ description: 'what it adds; below zero what it takes' }),
  by: Type.String(),
  reason: Type.Optional(Type.String()),
  signature: Type.Optional(Signature),
  order: Type.Optional(Type.String()),
  /** The line that this one takes back. */
  reverses: Type.Optional(Type.String()),
  isReversed: Type.Boolean(),
});
export type Movement = Static<typeof Movement>;

const Ledger = Type.Object({
  site: Type.Object({ id: Type.String(), name: Type.String(), pin: Type.String() }),
  movements: Type.Array(Movement),
  next: Type.Optional(Type.String()),
});
export type Ledger = Static<typeof Ledger>;

const LedgerRequest = Type.Object({ after: Type.Optional(Type.String({ maxLength: 500 })) }, closed);

export const stockApi = {
  receive: endpoint({
    method: 'POST',
    path: '/api/sites/:site/receipts',
    access: 'coordinator-of-site',
    params: SiteParams,
    request: Receipt,
    problems: ['not-found'],
  }),
  waste: endpoint({
    method: 'POST',
    path: '/api/sites/:site/lots/:lot/waste',
    access: 'coordinator-of-site',
    params: LotParams,
    request: Waste,
    problems: ['not-found'],
  }),
  count: endpoint({
    method: 'POST',
    path: '/api/sites/:site/counts',
    access: 'coordinator-of-site',
    params: SiteParams,
    request: Count,
    problems: ['not-found'],
  }),
  reverse: endpoint({
    method: 'POST',
    path: '/api/sites/:site/movements/:movement/reversal',
    access: 'coordinator-of-site',
    params: Type.Object({ ...SiteParams.properties, movement: Type.String({ maxLength: 100 }) }, closed),
    request: Reversal,
    problems: ['not-found'],
  }),
  /** One line of it. */
  movement: endpoint({
    method: 'GET',
    path: '/api/sites/:site/movements/:movement',
    access: 'coordinator-of-site',
    params: Type.Object({ ...SiteParams.properties, movement: Type.String({ maxLength: 100 }) }, closed),
    answer: Movement,
    problems: ['not-found'],
  }),
  /** The latest come last; a page has `limits.stock.movementsOfPage` of them. */
  ledger: endpoint({
    method: 'POST',
    path: '/api/sites/:site/ledger',
    access: 'coordinator-of-site',
    params: SiteParams,
    request: LedgerRequest,
    answer: Ledger,
    problems: ['not-found'],
  }),
};
