import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { limits } from '../../contract/limits.ts';

/** Administrators see the versions of the agreement, write another, and see who has not accepted [A1, A2]. */

const closed = { additionalProperties: false } as const;
const { titleCharacters, textCharacters } = limits.agreement;

const Day = Type.String({ format: 'date', description: 'calendar date of the clinic' });
const Count = Type.Integer({ minimum: 0 });

/** The text as `agreement-text.ts` reads it. */
const Wording = Type.Object(
  { title: Type.String({ maxLength: titleCharacters }), text: Type.String({ maxLength: textCharacters }) },
  closed,
);

export const NewAgreementVersion = Type.Object({ effective: Day, en: Wording, es: Wording }, closed);
export type NewAgreementVersion = Static<typeof NewAgreementVersion>;

const ShownWording = Type.Object({
  title: Type.String(),
  sections: Type.Array(Type.Object({ heading: Type.String(), paragraphs: Type.Array(Type.String()) })),
});

export const KeptAgreementVersion = Type.Object({
  version: Type.String(),
  /** From the beginning of this day on it is asked of everyone. */
  effective: Day,
  state: Type.Enum(['past', 'current', 'upcoming']),
  /** Who wrote it; absent where it came with the product. */
  by: Type.Optional(Type.String()),
  en: ShownWording,
  /** Absent where it is in English alone. */
  es: Type.Optional(ShownWording),
});
export type KeptAgreementVersion = Static<typeof KeptAgreementVersion>;

export const agreementFaults = [
  'missing',
  'not-plain',
  'no-heading',
  'empty-section',
  'other-sections',
  'not-later',
  'taken',
] as const;
export type AgreementFault = (typeof agreementFaults)[number];

export const NotAccepted = Type.Object({
  version: Type.String(),
  /** Accounts that are active, and how many of them have not accepted the version that holds now. */
  people: Count,
  count: Count,
  /** By name; no more than fit. */
  listed: Type.Array(
    Type.Object({ username: Type.String(), name: Type.String(), email: Type.String(), sites: Type.String() }),
  ),
});
export type NotAccepted = Static<typeof NotAccepted>;

/** The newest first. */
const answer = Type.Array(KeptAgreementVersion);

export const agreementVersionsApi = {
  list: endpoint({ method: 'GET', path: '/api/agreement/versions', access: 'administrator', answer }),
  write: endpoint({
    method: 'POST',
    path: '/api/agreement/versions',
    access: 'administrator',
    request: NewAgreementVersion,
    answer,
  }),
  /** One that has not taken effect yet. */
  withdraw: endpoint({
    method: 'POST',
    path: '/api/agreement/versions/withdrawal',
    access: 'administrator',
    request: Type.Object({ version: Type.String({ maxLength: 40 }) }, closed),
    answer,
    problems: ['not-found'],
  }),
  notAccepted: endpoint({
    method: 'GET',
    path: '/api/agreement/not-accepted',
    access: 'administrator',
    answer: NotAccepted,
  }),
};
