import { type Static, Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import { Address, CalendarDate, closed, Eligibility } from '../fields.ts';

/** Reports of one site [I11]. */

/** In completed months; `to` is not in it. CDC counts children up to the 19th birthday. */
export const ageBands = {
  all: { from: 0, to: Infinity },
  'under-2': { from: 0, to: 24 },
  '2-to-6': { from: 24, to: 84 },
  '7-to-18': { from: 84, to: 228 },
  '19-and-over': { from: 228, to: Infinity },
} as const;
export const AgeBand = Type.Enum(Object.keys(ageBands) as (keyof typeof ageBands)[]);
export type AgeBand = Static<typeof AgeBand>;

const siteId = Type.String({ maxLength: 64 });

export const DueAsked = Type.Object(
  {
    siteId,
    /** One of the schedule's; every one without it. */
    group: Type.Optional(Type.String({ maxLength: 60 })),
    age: AgeBand,
    /** `due` has those who are past due as well. */
    urgency: Type.Enum(['due', 'overdue']),
  },
  closed,
);
export type DueAsked = Static<typeof DueAsked>;

export const DueClient = Type.Object({
  id: Type.String(),
  immtrac2Id: Type.String(),
  lastName: Type.String(),
  firstName: Type.String(),
  birthDate: CalendarDate,
  /** Of a child the guardian: whom one calls. */
  guardian: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  address: Address,
  /** The most urgent first. */
  due: Type.Array(
    Type.Object({
      group: Type.String(),
      urgency: Type.Enum(['overdue', 'due']),
      doseNumber: Type.Integer(),
      recommended: CalendarDate,
      pastDue: Type.Optional(CalendarDate),
    }),
  ),
});
export type DueClient = Static<typeof DueClient>;

export const DueList = Type.Object({
  asOf: CalendarDate,
  schedule: Type.Object({ version: Type.String(), published: CalendarDate }),
  /** How many clients the site has of whom anything may be said here. */
  looked: Type.Integer(),
  /** Clients in each vaccine group, those who are not listed for want of room too. */
  groups: Type.Array(Type.Object({ group: Type.String(), overdue: Type.Integer(), due: Type.Integer() })),
  /** Who has waited longest first. */
  clients: Type.Array(DueClient),
  more: Type.Boolean(),
});
export type DueList = Static<typeof DueList>;

const Period = Type.Object({ siteId, from: CalendarDate, to: CalendarDate }, closed);
export type Period = Static<typeof Period>;

export const DosesGiven = Type.Object({
  rows: Type.Array(
    Type.Object({
      /** `YYYY-MM` */
      month: Type.String(),
      vaccine: Type.String(),
      tradeName: Type.Optional(Type.String()),
      eligibility: Type.Optional(Eligibility),
      doses: Type.Integer(),
    }),
  ),
});
export type DosesGiven = Static<typeof DosesGiven>;

export const RejectedMessages = Type.Object({
  /** How many messages had it; one may have several. The most frequent first. */
  causes: Type.Array(Type.Object({ cause: Type.String(), messages: Type.Integer() })),
  /** The newest first. */
  messages: Type.Array(
    Type.Object({
      id: Type.String(),
      day: CalendarDate,
      sender: Type.String(),
      /** Such as VXU^V04. */
      kind: Type.String(),
      controlId: Type.String(),
      causes: Type.Array(Type.String()),
    }),
  ),
  more: Type.Boolean(),
});
export type RejectedMessages = Static<typeof RejectedMessages>;

const ReportChoices = Type.Object({ today: CalendarDate, groups: Type.Array(Type.String()) });

const problems = ['statement-required', 'portal-unreachable', 'record-refused'] as const;

export const reportsApi = {
  choices: endpoint({ method: 'GET', path: '/api/reports/choices', access: 'agreed', answer: ReportChoices, problems }),
  due: endpoint({
    method: 'POST',
    path: '/api/reports/due',
    access: 'agreed',
    request: DueAsked,
    answer: DueList,
    problems,
  }),
  doses: endpoint({
    method: 'POST',
    path: '/api/reports/doses',
    access: 'agreed',
    request: Period,
    answer: DosesGiven,
    problems,
  }),
  rejected: endpoint({
    method: 'POST',
    path: '/api/reports/rejected',
    access: 'agreed',
    request: Period,
    answer: RejectedMessages,
    problems,
  }),
};
