import { type Static, Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import { CalendarDate, SiteParams } from '../fields.ts';

/** Doses that ImmTrac2 has recorded at a site, beside what VAOS has of it [V6]. */

export const AdministeredBeside = Type.Object({
  /** The first day that counts, and when ImmTrac2 was asked. */
  since: CalendarDate,
  asOf: Type.String({ format: 'date-time' }),
  /** By the id of a lot on hand. */
  lots: Type.Array(Type.Object({ lot: Type.String(), doses: Type.Integer({ minimum: 1 }) })),
  /** Of lots that the ledger does not have; the number is empty where none was recorded. */
  others: Type.Array(Type.Object({ lot: Type.String(), vaccine: Type.String(), doses: Type.Integer({ minimum: 1 }) })),
});
export type AdministeredBeside = Static<typeof AdministeredBeside>;

export const administeredBesideApi = {
  /** Since the last count, or, before the first one, since the first of the month. */
  sinceCount: endpoint({
    method: 'GET',
    path: '/api/sites/:site/administered',
    access: 'coordinator-of-site',
    params: SiteParams,
    answer: AdministeredBeside,
    problems: ['not-found', 'application-unreachable'],
  }),
};
