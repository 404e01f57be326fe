import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { Site } from '../../identity/api/identity.ts';
import { clientsApi } from './clients/api.ts';
import { closed } from './fields.ts';
import { immunizationsApi } from './doses/api.ts';
import { observationsApi } from './observations/api.ts';
import { AgreementStanding, sitesApi } from './sites/api.ts';

/** ImmTrac2's own API. */

/** The way into the registry, in the order of the training script [O5]. */
export const EntryStep = Type.Enum(['statement', 'landing', 'pandemic-message']);
export type EntryStep = Static<typeof EntryStep>;

export const EntryDue = Type.Enum(['statement', 'landing', 'pandemic-message', 'none']);
export type EntryDue = Static<typeof EntryDue>;

/** What the registry tells everybody on their way in, in its time [O5]. */
const announced = { title: Type.String(), paragraphs: Type.Array(Type.String()) };
export const Announcement = Type.Object({
  ...announced,
  translations: Type.Optional(Type.Object({ es: Type.Optional(Type.Object(announced)) })),
});
export type Announcement = Static<typeof Announcement>;

export const Entry = Type.Object({
  due: EntryDue,
  /** Those of today, where they are due. */
  announcements: Type.Array(Announcement),
  /** The site that this session works for; null for who has none. */
  site: Type.Union([Site, Type.Null()]),
  /** How that site's agreement stands. */
  standing: Type.Optional(AgreementStanding),
});
export type Entry = Static<typeof Entry>;

export const EntryStepDone = Type.Object({ step: EntryStep }, closed);
export type EntryStepDone = Static<typeof EntryStepDone>;

const ChosenSite = Type.Object({ siteId: Type.String({ maxLength: 64 }) }, closed);

export const immtrac2Api = {
  entry: endpoint({ method: 'GET', path: '/api/entry', access: 'signed-in', answer: Entry }),
  completeStep: endpoint({
    method: 'POST',
    path: '/api/entry',
    access: 'signed-in',
    request: EntryStepDone,
    answer: Entry,
  }),
  /** Of several sites, the one that this session works for from then on [O10]. */
  switchSite: endpoint({
    method: 'POST',
    path: '/api/entry/site',
    access: 'signed-in',
    request: ChosenSite,
    answer: Entry,
    problems: ['record-refused'],
  }),
  ...sitesApi,
  ...clientsApi,
  ...immunizationsApi,
  ...observationsApi,
};
