import { type Static, Type } from 'typebox';
import { CalendarDate } from '../fields.ts';
import { doseReasons, doseStatuses, forecastReasons, forecastStatuses, unjudgedReasons, urgencies } from './codes.ts';

/** What is due, and how doses were judged, as a client's record has it. Codes; what pages say is in texts.ts beside it. */

/** Of one dose in one group of the forecast. */
export const Evaluation = Type.Object({
  group: Type.String(),
  status: Type.Enum([...doseStatuses, 'not judged']),
  reasons: Type.Array(Type.Enum([...doseReasons, ...unjudgedReasons])),
});
export type Evaluation = Static<typeof Evaluation>;

/** One group of vaccines, or one of two where somebody with a risk also needs what everybody does. */
export const GroupForecast = Type.Object({
  group: Type.String(),
  kind: Type.Enum(['standard', 'risk']),
  urgency: Type.Enum([...urgencies]),
  status: Type.Enum([...forecastStatuses]),
  reasons: Type.Array(Type.Enum([...forecastReasons])),
  due: Type.Optional(
    Type.Object({
      doseNumber: Type.Integer(),
      earliest: CalendarDate,
      recommended: CalendarDate,
      /** The last day on which the dose is on time. */
      pastDue: Type.Optional(CalendarDate),
    }),
  ),
});
export type GroupForecast = Static<typeof GroupForecast>;

export const WhatIsDue = Type.Object({
  /** The data of CDC that it follows. */
  schedule: Type.Object({ version: Type.String(), published: CalendarDate }),
  /**
   * Why nothing is said: the client has died, only doses of a disaster may be shown, which are not the whole history, or
   * working it out went wrong.
   */
  withheld: Type.Optional(Type.Enum(['died', 'disaster doses alone', 'not available'])),
  /** The most urgent first. */
  groups: Type.Array(GroupForecast),
});
export type WhatIsDue = Static<typeof WhatIsDue>;
