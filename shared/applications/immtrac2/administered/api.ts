import { type Static, Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import { serviceProblems } from '../../../identity/api/services.ts';

/** What an ordering system asks, by its own credentials: how many doses a site has given of each lot [V6]. */

const CalendarDate = Type.String({ format: 'date', description: 'calendar date' });

export const AdministeredLot = Type.Object({
  lot: Type.String({ description: 'in capitals; empty where none was recorded' }),
  ndc: Type.Optional(Type.String({ description: 'as it was recorded' })),
  cvx: Type.String(),
  doses: Type.Integer({ minimum: 1 }),
  /** The last day on which one was given. */
  lastGiven: CalendarDate,
});
export type AdministeredLot = Static<typeof AdministeredLot>;

/** No client is named, and no dose by itself. */
export const Administered = Type.Object({
  asOf: Type.String({ format: 'date-time' }),
  lots: Type.Array(AdministeredLot),
});
export type Administered = Static<typeof Administered>;

export const administeredApi = {
  /** Doses given from a day on, that day included; historical ones and deleted ones do not count. */
  sinceDay: endpoint({
    method: 'GET',
    path: '/api/administered/:site/:from',
    access: 'scope doses:read',
    params: Type.Object(
      { site: Type.String({ minLength: 1, maxLength: 64 }), from: CalendarDate },
      { additionalProperties: false },
    ),
    answer: Administered,
    problems: serviceProblems,
  }),
};
