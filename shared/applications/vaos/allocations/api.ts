import { type Static, Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import { limits } from '../../../contract/limits.ts';
import { Program } from '../../programs.ts';
import { closed, Doses, Key, Ndc, SiteParams } from '../fields.ts';

/** Vaccine that the State has set aside for a site, to be accepted within 48 hours [V2]. */

export const AllocationStatus = Type.Enum(['offered', 'accepted', 'declined', 'lapsed']);
export type AllocationStatus = Static<typeof AllocationStatus>;

export const Allocation = Type.Object({
  id: Type.String(),
  program: Program,
  ndc: Type.String(),
  product: Type.String(),
  doses: Type.Integer({ minimum: 1 }),
  /** Doses of one package; less than everything is accepted in multiples of it. */
  packDoses: Type.Integer({ minimum: 1 }),
  until: Type.String({ format: 'date-time' }),
  secondsLeft: Type.Integer({ minimum: 0 }),
  status: AllocationStatus,
  /** The order that came of it. */
  order: Type.Optional(Type.String()),
});
export type Allocation = Static<typeof Allocation>;

const OfAllocation = Type.Object({ ...SiteParams.properties, allocation: Type.String({ maxLength: 40 }) }, closed);

const Reason = Type.String({ minLength: 3, maxLength: limits.stock.noteCharacters, pattern: '\\S' });

export const NewAllocation = Type.Object(
  {
    key: Key,
    pin: Type.String({ pattern: '^\\d{6}$', description: 'of the site' }),
    program: Program,
    ndc: Ndc,
    doses: Doses,
  },
  closed,
);
export type NewAllocation = Static<typeof NewAllocation>;

export const allocationsApi = {
  /** All that are open, and those of the last weeks. */
  list: endpoint({
    method: 'GET',
    path: '/api/sites/:site/allocations',
    access: 'coordinator-of-site',
    params: SiteParams,
    answer: Type.Object({ allocations: Type.Array(Allocation) }),
    problems: ['not-found'],
  }),
  /** All of it or fewer packages: an order, approved already. */
  accept: endpoint({
    method: 'POST',
    path: '/api/sites/:site/allocations/:allocation/acceptance',
    access: 'coordinator-of-site',
    params: OfAllocation,
    request: Type.Object({ doses: Doses }, closed),
    answer: Type.Object({ number: Type.String() }),
    problems: ['not-found', 'allocation-over', 'ordering-locked', 'not-enrolled', 'application-unreachable'],
  }),
  decline: endpoint({
    method: 'POST',
    path: '/api/sites/:site/allocations/:allocation/refusal',
    access: 'coordinator-of-site',
    params: OfAllocation,
    request: Type.Object({ reason: Reason }, closed),
    problems: ['not-found', 'allocation-over'],
  }),
};
