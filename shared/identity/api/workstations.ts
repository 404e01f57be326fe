import { type Static, Type } from 'typebox';
import { endpoint } from '../../contract/endpoint.ts';
import { limits } from '../../contract/limits.ts';
import { supportReason } from './support.ts';

/** Workstations that a clinic's administrator has enrolled [K8]. */

const closed = { additionalProperties: false } as const;

export const workstationName = { minimum: 1, maximum: 60 } as const;

export const Workstation = Type.Object({
  id: Type.String(),
  name: Type.String(),
  /** Milliseconds since 1970. */
  enrolledAt: Type.Integer(),
  /** The last sign-in there; null before the first. */
  lastUsedAt: Type.Union([Type.Integer(), Type.Null()]),
  revoked: Type.Boolean(),
  /** How many people are signed in there now. */
  signedIn: Type.Integer(),
});
export type Workstation = Static<typeof Workstation>;

export const Workstations = Type.Array(Workstation);

/** What the server knows of the workstation that asks: null where it is not enrolled, or no longer. */
export const ThisWorkstation = Type.Object({ enrolledAs: Type.Union([Type.String(), Type.Null()]) });
export type ThisWorkstation = Static<typeof ThisWorkstation>;

/** Asks for a code that enrols one workstation. */
export const NewEnrolment = Type.Object(
  { name: Type.String({ minLength: workstationName.minimum, maxLength: workstationName.maximum }) },
  closed,
);
export type NewEnrolment = Static<typeof NewEnrolment>;

/** Shown once; what is kept of it is a digest. */
export const EnrolmentCode = Type.Object({ code: Type.String(), expiresAt: Type.Integer() });
export type EnrolmentCode = Static<typeof EnrolmentCode>;

/** As typed at the workstation: case, spaces, hyphens and the like do not matter. */
export const Enrol = Type.Object(
  { code: Type.String({ minLength: 1, maxLength: limits.pastedCodeCharacters }) },
  closed,
);
export type Enrol = Static<typeof Enrol>;

/** The credential comes as the workstation's cookie, out of reach of pages; the server keeps a digest. */
export const Enrolled = Type.Object({ name: Type.String() });
export type Enrolled = Static<typeof Enrolled>;

export const RevokeWorkstation = Type.Object(
  {
    id: Type.String({ maxLength: 64 }),
    reason: Type.String({ minLength: supportReason.minimum, maxLength: supportReason.maximum }),
  },
  closed,
);
export type RevokeWorkstation = Static<typeof RevokeWorkstation>;

export const workstationsApi = {
  list: endpoint({ method: 'GET', path: '/api/workstations', access: 'administrator', answer: Workstations }),
  current: endpoint({ method: 'GET', path: '/api/workstations/this', access: 'anyone', answer: ThisWorkstation }),
  makeCode: endpoint({
    method: 'POST',
    path: '/api/workstations/codes',
    access: 'administrator',
    request: NewEnrolment,
    answer: EnrolmentCode,
  }),
  enrol: endpoint({
    method: 'POST',
    path: '/api/workstations/enrol',
    access: 'anyone',
    request: Enrol,
    answer: Enrolled,
    problems: ['enrolment-refused', 'too-many-requests'],
  }),
  revoke: endpoint({
    method: 'POST',
    path: '/api/workstations/revoke',
    access: 'administrator',
    request: RevokeWorkstation,
    secondPerson: 'always',
    problems: ['not-found'],
  }),
};
