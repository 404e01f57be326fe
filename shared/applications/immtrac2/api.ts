import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { Site } from '../../identity/api/identity.ts';
import { clientsApi } from './clients-api.ts';
import { CalendarDate, closed } from './fields.ts';
import { immunizationsApi } from './immunizations-api.ts';
import { observationsApi } from './observations-api.ts';

/** ImmTrac2's own API. */

/** The way into the registry, in the order of the training script [O5]. */
export const EntryStep = Type.Enum(['statement', 'landing', 'pandemic-message']);
export type EntryStep = Static<typeof EntryStep>;

export const EntryDue = Type.Enum(['statement', 'landing', 'pandemic-message', 'none']);
export type EntryDue = Static<typeof EntryDue>;

export const Entry = Type.Object({ due: EntryDue });
export type Entry = Static<typeof Entry>;

export const EntryStepDone = Type.Object({ step: EntryStep }, closed);
export type EntryStepDone = Static<typeof EntryStepDone>;

/** The ImmTrac2 Site Agreement of one site [A4]. */
export const SiteAgreement = Type.Object({
  site: Site,
  signed: Type.Union([Type.Object({ signer: Type.String(), on: CalendarDate }), Type.Null()]),
});
export type SiteAgreement = Static<typeof SiteAgreement>;

export const SiteAgreements = Type.Object({ agreements: Type.Array(SiteAgreement) });
export type SiteAgreements = Static<typeof SiteAgreements>;

export const immtrac2Api = {
  entry: endpoint({ method: 'GET', path: '/api/entry', access: 'signed-in', answer: Entry }),
  completeStep: endpoint({
    method: 'POST',
    path: '/api/entry',
    access: 'signed-in',
    request: EntryStepDone,
    answer: Entry,
  }),
  siteAgreements: endpoint({
    method: 'GET',
    path: '/api/site-agreements',
    access: 'signed-in',
    answer: SiteAgreements,
  }),
  ...clientsApi,
  ...immunizationsApi,
  ...observationsApi,
};
