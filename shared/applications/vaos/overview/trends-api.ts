import { type Static, Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import { CalendarDate, SiteParams } from '../fields.ts';

/** What the pictures of a site’s overview show [V1]. */

export const WasteByMonth = Type.Array(
  Type.Object({
    month: Type.String({ description: 'YYYY-MM' }),
    doses: Type.Integer({ minimum: 0 }),
  }),
);
export type WasteByMonth = Static<typeof WasteByMonth>;

export const Given = Type.Object({
  /** The first day that counts, and when ImmTrac2 was asked. */
  since: CalendarDate,
  asOf: Type.String({ format: 'date-time' }),
  vaccines: Type.Array(Type.Object({ vaccine: Type.String(), doses: Type.Integer({ minimum: 1 }) })),
});
export type Given = Static<typeof Given>;

export const trendsApi = {
  /** The last twelve months, this one too; what was taken back does not count. */
  wasted: endpoint({
    method: 'GET',
    path: '/api/sites/:site/wasted',
    access: 'coordinator-of-site',
    params: SiteParams,
    answer: Type.Object({ months: WasteByMonth }),
    problems: ['not-found'],
  }),
  /** Doses that ImmTrac2 has recorded in the last days, by vaccine. */
  given: endpoint({
    method: 'GET',
    path: '/api/sites/:site/given',
    access: 'coordinator-of-site',
    params: SiteParams,
    answer: Given,
    problems: ['not-found', 'application-unreachable'],
  }),
};
