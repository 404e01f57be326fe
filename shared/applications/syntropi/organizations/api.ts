import { type Static, Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import { Program } from '../../programs.ts';

/** Syntropi's own API. */

const CalendarDate = Type.String({ format: 'date', description: 'calendar date' });

export const EnrolmentStatus = Type.Enum(['in-progress', 'submitted', 'returned', 'approved', 'expired']);
export type EnrolmentStatus = Static<typeof EnrolmentStatus>;

export const Enrolment = Type.Object({
  program: Program,
  status: EnrolmentStatus,
  /** Its name, where the organization has several. */
  site: Type.Optional(Type.String()),
  enrolledOn: Type.Optional(CalendarDate),
  /** Enrolment lasts a year. */
  renewBy: Type.Optional(CalendarDate),
});
export type Enrolment = Static<typeof Enrolment>;

export const CoordinatorRole = Type.Enum(['primary', 'secondary']);
export type CoordinatorRole = Static<typeof CoordinatorRole>;

export const Coordinator = Type.Object({
  role: CoordinatorRole,
  name: Type.String(),
  email: Type.String(),
  phone: Type.String(),
  trainedOn: CalendarDate,
  /** What they sign in with. Not with those who were named before VAOS opened by it. */
  username: Type.Optional(Type.String()),
});
export type Coordinator = Static<typeof Coordinator>;

const text = (maxLength: number) => Type.String({ minLength: 2, maxLength, pattern: '\\S' });

/** Names a coordinator in the place of whoever had the role. VAOS opens for the one, and for the other no longer, at once. */
export const NamedCoordinator = Type.Object(
  {
    role: CoordinatorRole,
    name: text(100),
    username: Type.String({ minLength: 1, maxLength: 64 }),
    email: Type.String({ format: 'email', maxLength: 254 }),
    phone: Type.String({ pattern: '^[0-9()+. -]{7,30}$', description: 'digits, spaces and ( ) + . -' }),
    trainedOn: CalendarDate,
  },
  { additionalProperties: false },
);
export type NamedCoordinator = Static<typeof NamedCoordinator>;

const ofOrganization = Type.Object({ organization: Type.String({ maxLength: 100 }) }, { additionalProperties: false });

export const StorageKind = Type.Enum(['refrigerator', 'freezer', 'ultra-cold-freezer']);
export type StorageKind = Static<typeof StorageKind>;

export const StorageUnit = Type.Object({
  name: Type.String(),
  kind: StorageKind,
  /** Serial number of its digital data logger. */
  logger: Type.String(),
  calibrationDue: CalendarDate,
});
export type StorageUnit = Static<typeof StorageUnit>;

export const EnrolledSite = Type.Object({ id: Type.String(), name: Type.String(), address: Type.String() });
export type EnrolledSite = Static<typeof EnrolledSite>;

export const Organization = Type.Object({
  id: Type.String(),
  name: Type.String(),
  pin: Type.String(),
  signer: Type.String({ description: 'who signed the provider agreement' }),
  enrolments: Type.Array(Enrolment),
  sites: Type.Array(EnrolledSite),
  coordinators: Type.Array(Coordinator),
  storageUnits: Type.Array(StorageUnit),
  /** Whether the caller names its coordinators. */
  mayName: Type.Boolean(),
});
export type Organization = Static<typeof Organization>;

export const Organizations = Type.Object({ organizations: Type.Array(Organization) });
export type Organizations = Static<typeof Organizations>;

export const syntropiApi = {
  organizations: endpoint({
    method: 'GET',
    path: '/api/organizations',
    access: 'signed-in',
    answer: Organizations,
  }),
  nameCoordinator: endpoint({
    method: 'PUT',
    path: '/api/organizations/:organization/coordinators',
    access: 'names-coordinators',
    params: ofOrganization,
    request: NamedCoordinator,
    problems: ['not-found', 'portal-unreachable'],
  }),
  removeCoordinator: endpoint({
    method: 'DELETE',
    path: '/api/organizations/:organization/coordinators/:role',
    access: 'names-coordinators',
    params: Type.Object({ ...ofOrganization.properties, role: CoordinatorRole }, { additionalProperties: false }),
    problems: ['not-found'],
  }),
};
