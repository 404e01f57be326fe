import { type Static, Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import { CalendarDate, closed } from '../fields.ts';

/** What is known of a client beside doses that bears on what is due [I6]: conditions, allergies, work, journeys. */

export const Observation = Type.Object({
  id: Type.String(),
  /** CDSi's; its name is in observations.ts. */
  code: Type.String(),
  since: Type.Optional(CalendarDate),
  recordedOn: CalendarDate,
  by: Type.String(),
  site: Type.String(),
  /** Whether the forecast uses it today. */
  counts: Type.Boolean(),
  /** The last day on which it counts, where it goes by itself. */
  until: Type.Optional(CalendarDate),
  ended: Type.Optional(Type.Object({ on: CalendarDate, by: Type.String(), mistake: Type.Boolean() })),
});
export type Observation = Static<typeof Observation>;

export const NewObservation = Type.Object(
  {
    code: Type.String({ maxLength: 3 }),
    since: Type.Optional(CalendarDate),
    siteId: Type.Optional(Type.String({ maxLength: 64 })),
  },
  closed,
);
export type NewObservation = Static<typeof NewObservation>;

export const EndedObservation = Type.Object(
  {
    on: CalendarDate,
    /** It never was so. */
    mistake: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type EndedObservation = Static<typeof EndedObservation>;

const id = Type.String({ maxLength: 64 });
const problems = ['statement-required', 'not-found', 'portal-unreachable', 'record-refused'] as const;

export const observationsApi = {
  observe: endpoint({
    method: 'POST',
    path: '/api/clients/:id/observations',
    access: 'recorder',
    params: Type.Object({ id }, closed),
    request: NewObservation,
    problems,
  }),
  endObservation: endpoint({
    method: 'POST',
    path: '/api/clients/:id/observations/:observation/end',
    access: 'recorder',
    params: Type.Object({ id, observation: id }, closed),
    request: EndedObservation,
    problems,
  }),
};
