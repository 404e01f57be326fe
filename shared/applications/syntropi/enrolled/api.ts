import { Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import { serviceProblems } from '../../../identity/api/services.ts';
import { DeliveryHours } from '../../delivery-hours.ts';
import { Program } from '../../programs.ts';

/** What an ordering system asks, by its own credentials: for what a site is enrolled, until when, and when it takes deliveries [Y4]. */

const CalendarDate = Type.String({ format: 'date', description: 'calendar date' });

export const enrolledApi = {
  /** Of a site that nobody has enrolled there is none. What has lapsed is listed as that: nothing is ordered for it. */
  ofSite: endpoint({
    method: 'GET',
    path: '/api/enrollments/:site',
    access: 'scope enrollments:read',
    params: Type.Object({ site: Type.String({ minLength: 1, maxLength: 64 }) }, { additionalProperties: false }),
    answer: Type.Object({
      asOf: Type.String({ format: 'date-time' }),
      enrollments: Type.Array(
        Type.Object({
          program: Program,
          status: Type.Enum(['approved', 'lapsed']),
          enrolledOn: Type.Optional(CalendarDate),
          /** The last day of it. */
          renewBy: Type.Optional(CalendarDate),
        }),
      ),
      /** How the State knows it; left out where nothing of it was approved here. */
      site: Type.Optional(Type.Object({ name: Type.String(), pin: Type.String() })),
      /** Of its last approved enrollment; left out where none was approved here. */
      deliveryHours: Type.Optional(DeliveryHours),
    }),
    problems: serviceProblems,
  }),
};
