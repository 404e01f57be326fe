import { type Static, Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import {
  CalendarDate,
  closed,
  Dose,
  dosesPerDate,
  HistorySource,
  Ownership,
  ReactionKind,
  RefusalReason,
} from '../fields.ts';
import { Evaluation } from '../forecast/api.ts';

/** Doses: what is shown of them, and how they are recorded and corrected. */

export const Reaction = Type.Object(
  { kind: ReactionKind, date: CalendarDate, note: Type.Optional(Type.String({ maxLength: 300 })) },
  closed,
);
export type Reaction = Static<typeof Reaction>;

export const Immunization = Type.Object({
  id: Type.String(),
  date: CalendarDate,
  dose: Dose,
  vaccine: Type.String(),
  manufacturer: Type.Optional(Type.String()),
  historical: Type.Boolean(),
  source: Type.Optional(HistorySource),
  /** Who reported it; several where one event was reported more than once. */
  sites: Type.Array(Type.String()),
  ownership: Ownership,
  /** Recorded by one of the caller's sites, so that they may correct it. */
  own: Type.Boolean(),
  reaction: Type.Optional(Reaction),
  /** Whether it counts: one, but several of a vaccine that has no group. None where not the whole history may be shown. */
  evaluations: Type.Array(Evaluation),
});
export type Immunization = Static<typeof Immunization>;

/** A combination vaccine stands in each group that it protects in. */
export const VaccineGroup = Type.Object({ name: Type.String(), immunizations: Type.Array(Immunization) });
export type VaccineGroup = Static<typeof VaccineGroup>;

export const Refusal = Type.Object({
  id: Type.String(),
  date: CalendarDate,
  group: Type.String(),
  reason: RefusalReason,
  site: Type.String(),
});
export type Refusal = Static<typeof Refusal>;

const siteId = Type.String({ maxLength: 64 });

export const NewImmunizations = Type.Object(
  {
    date: CalendarDate,
    siteId,
    /** Taken over from somebody's record, not given here. */
    historical: Type.Optional(HistorySource),
    doses: Type.Array(Dose, { minItems: 1, maxItems: dosesPerDate }),
  },
  closed,
);
export type NewImmunizations = Static<typeof NewImmunizations>;

const reason = Type.String({ minLength: 1, maxLength: 200 });

export const ChangedImmunization = Type.Object({ date: CalendarDate, dose: Dose, reason }, closed);
export type ChangedImmunization = Static<typeof ChangedImmunization>;

const DeletedImmunization = Type.Object({ reason }, closed);

export const NewRefusal = Type.Object(
  { date: CalendarDate, siteId, group: Type.String({ minLength: 1, maxLength: 60 }), reason: RefusalReason },
  closed,
);
export type NewRefusal = Static<typeof NewRefusal>;

export const VaccineCodes = Type.Object({
  /** `YYYY-MM` of the edition. */
  asOf: Type.String(),
  vaccines: Type.Array(
    Type.Object({
      cvx: Type.String(),
      name: Type.String(),
      groups: Type.Array(Type.String()),
      retired: Type.Boolean(),
      statements: Type.Array(Type.String()),
    }),
  ),
  manufacturers: Type.Array(Type.Object({ mvx: Type.String(), name: Type.String() })),
  products: Type.Array(Type.Object({ tradeName: Type.String(), cvx: Type.String(), mvx: Type.String() })),
  statements: Type.Array(Type.Object({ gdti: Type.String(), name: Type.String() })),
});
export type VaccineCodes = Static<typeof VaccineCodes>;

const ClientParams = Type.Object({ id: Type.String({ maxLength: 64 }) }, closed);
const DoseParams = Type.Object({ id: Type.String({ maxLength: 64 }), dose: Type.String({ maxLength: 64 }) }, closed);
const problems = ['statement-required', 'not-found', 'portal-unreachable', 'record-refused'] as const;

export const immunizationsApi = {
  vaccineCodes: endpoint({ method: 'GET', path: '/api/vaccine-codes', access: 'signed-in', answer: VaccineCodes }),
  record: endpoint({
    method: 'POST',
    path: '/api/clients/:id/immunizations',
    access: 'recorder',
    params: ClientParams,
    request: NewImmunizations,
    problems,
  }),
  change: endpoint({
    method: 'PUT',
    path: '/api/clients/:id/immunizations/:dose',
    access: 'recorder',
    params: DoseParams,
    request: ChangedImmunization,
    problems,
  }),
  remove: endpoint({
    method: 'POST',
    path: '/api/clients/:id/immunizations/:dose/deletion',
    access: 'recorder',
    params: DoseParams,
    request: DeletedImmunization,
    problems,
  }),
  react: endpoint({
    method: 'PUT',
    path: '/api/clients/:id/immunizations/:dose/reaction',
    access: 'recorder',
    params: DoseParams,
    request: Reaction,
    problems,
  }),
  refuse: endpoint({
    method: 'POST',
    path: '/api/clients/:id/refusals',
    access: 'recorder',
    params: ClientParams,
    request: NewRefusal,
    problems,
  }),
};
