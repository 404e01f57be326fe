import { type Static, Type } from 'typebox';

/** When a site takes deliveries, as its enrollment says and an order tells the depot. */

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

const Time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'of the clinic, 24 hours' });

export const DeliveryTimes = Type.Object({
  day: Type.Enum([...weekdays]),
  from: Time,
  to: Time,
  /** Both or neither: nobody takes anything in between. */
  breakFrom: Type.Optional(Time),
  breakTo: Type.Optional(Time),
});
export type DeliveryTimes = Static<typeof DeliveryTimes>;

/** In the order of the week; a day without deliveries is left out. */
export const DeliveryHours = Type.Array(DeliveryTimes, { maxItems: weekdays.length });
export type DeliveryHours = Static<typeof DeliveryHours>;
