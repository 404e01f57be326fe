import { type Static, Type } from 'typebox';
import { endpoint } from '../../../contract/endpoint.ts';
import { limits } from '../../../contract/limits.ts';
import { Program } from '../../programs.ts';
import { Answers, answeredSections, sectionIds } from '../answers/enrollment-answers.ts';

/** Enrollment of a site, from its first form to its renewal [Y1][Y2][Y4][Y5]. */

const closed = { additionalProperties: false } as const;
const { commentCharacters, letterBytes, letterNameCharacters, textCharacters } = limits.enrollment;

const CalendarDate = Type.String({ format: 'date', description: 'calendar date' });
const Moment = Type.Integer({ description: 'milliseconds since 1970' });
const SiteId = Type.String({ pattern: '^\\d{10}$' });

export const EnrollmentStatus = Type.Enum(['draft', 'submitted', 'returned', 'approved', 'lapsed', 'withdrawn']);
export type EnrollmentStatus = Static<typeof EnrollmentStatus>;

export const SectionName = Type.Enum([...sectionIds]);
const AnsweredSectionName = Type.Enum([...answeredSections]);

const EnrollmentSummary = Type.Object({
  id: Type.String(),
  site: Type.Object({ id: Type.String(), name: Type.String() }),
  programs: Type.Array(Program),
  status: EnrollmentStatus,
  statusSince: CalendarDate,
  /** Of one that is approved, or has lapsed. */
  renewBy: Type.Optional(CalendarDate),
  /** Whether the site was enrolled before. */
  isRenewal: Type.Boolean(),
});
export type EnrollmentSummary = Static<typeof EnrollmentSummary>;

const EnrollableSite = Type.Object({
  id: Type.String(),
  name: Type.String(),
  programs: Type.Array(
    Type.Object({
      program: Program,
      /** `none` where it never was enrolled. */
      status: Type.Enum(['none', 'approved', 'lapsed']),
      renewBy: Type.Optional(CalendarDate),
      /** From when on it may be renewed. */
      renewableFrom: Type.Optional(CalendarDate),
    }),
  ),
  /** The enrollment that is under way. */
  underWay: Type.Optional(Type.String()),
  /** Whether there is a program for which one may begin now. */
  mayStart: Type.Boolean(),
});
export type EnrollableSite = Static<typeof EnrollableSite>;

export const SectionComment = Type.Object(
  {
    section: SectionName,
    comment: Type.String({ minLength: 3, maxLength: commentCharacters, pattern: '\\S' }),
  },
  closed,
);
export type SectionComment = Static<typeof SectionComment>;

const Letter = Type.Object({ name: Type.String(), bytes: Type.Integer(), addedOn: CalendarDate });

export const EnrollmentForm = Type.Object({
  ...EnrollmentSummary.properties,
  answers: Answers,
  /** Counted up with each change of a section: what somebody saves is of the count that they saw. */
  revisions: Type.Record(Type.String(), Type.Integer()),
  letter: Type.Optional(Letter),
  /** Of the State, when it was returned. */
  comments: Type.Array(SectionComment),
  signature: Type.Optional(Type.Object({ name: Type.String(), on: CalendarDate })),
  /** What its site answered the last time. */
  lastYear: Type.Optional(Answers),
  enrolledUntil: Type.Record(Type.String(), CalendarDate),
  /** The clinic’s today, by which dates are judged. */
  day: CalendarDate,
  mayEdit: Type.Boolean(),
  /** Whether the caller is who signs for the site. */
  maySign: Type.Boolean(),
  /** Whether the caller may discard it, or take it back. */
  mayWithdraw: Type.Boolean(),
  mayReview: Type.Boolean(),
});
export type EnrollmentForm = Static<typeof EnrollmentForm>;

const HistoryEntry = Type.Object({
  at: Moment,
  by: Type.String(),
  what: Type.Enum([
    'started',
    'saved',
    'letter-added',
    'letter-removed',
    'submitted',
    'returned',
    'approved',
    'withdrawn',
  ]),
  section: Type.Optional(SectionName),
  /** A secret one has no words. */
  changes: Type.Array(
    Type.Object({ field: Type.String(), before: Type.Optional(Type.String()), after: Type.Optional(Type.String()) }),
  ),
  comments: Type.Array(SectionComment),
});
export type HistoryEntry = Static<typeof HistoryEntry>;

const OfEnrollment = Type.Object({ enrollment: Type.String({ maxLength: 40 }) }, closed);

const Saved = Type.Object(
  { section: AnsweredSectionName, revision: Type.Integer({ minimum: 0 }), answers: Answers },
  closed,
);

export const NewLetter = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: letterNameCharacters }),
    type: Type.Enum(['application/pdf', 'image/png', 'image/jpeg']),
    content: Type.String({
      minLength: 4,
      maxLength: Math.ceil(letterBytes / 3) * 4,
      pattern: '^[A-Za-z0-9+/]+={0,2}$',
      description: 'base64',
    }),
  },
  closed,
);
export type NewLetter = Static<typeof NewLetter>;
export type LetterType = NewLetter['type'];

/** Counted up when the text of the agreement changes. */
export const agreementVersion = 1;

const Submission = Type.Object(
  {
    signature: Type.String({ minLength: 1, maxLength: textCharacters, description: 'the signing clinician’s name' }),
    agreement: Type.Literal(agreementVersion, { description: 'version of the agreement that was read' }),
  },
  closed,
);

export const letterPath = (enrollment: string) => `/api/enrollment-forms/${encodeURIComponent(enrollment)}/letter`;

const ofSite = 'of-enrollment';
const reviews = 'state-reviewer';

export const enrollmentsApi = {
  /** Of the sites that the caller works for. */
  list: endpoint({
    method: 'GET',
    path: '/api/enrollment-forms',
    access: 'signed-in',
    answer: Type.Object({ sites: Type.Array(EnrollableSite), enrollments: Type.Array(EnrollmentSummary) }),
  }),
  /** Begins one, with last year's answers where there are any. One that is under way is answered with instead. */
  start: endpoint({
    method: 'POST',
    path: '/api/enrollment-forms',
    access: 'signed-in',
    request: Type.Object({ site: SiteId }, closed),
    answer: Type.Object({ id: Type.String() }),
  }),
  read: endpoint({
    method: 'GET',
    path: '/api/enrollment-forms/:enrollment',
    access: ofSite,
    params: OfEnrollment,
    answer: EnrollmentForm,
    problems: ['not-found'],
  }),
  save: endpoint({
    method: 'PUT',
    path: '/api/enrollment-forms/:enrollment/answers',
    access: ofSite,
    params: OfEnrollment,
    request: Saved,
    answer: Type.Object({ revision: Type.Integer() }),
    problems: ['not-found', 'enrollment-changed'],
  }),
  addLetter: endpoint({
    method: 'PUT',
    path: '/api/enrollment-forms/:enrollment/letter',
    access: ofSite,
    params: OfEnrollment,
    request: NewLetter,
    problems: ['not-found', 'enrollment-changed', 'too-large'],
  }),
  removeLetter: endpoint({
    method: 'DELETE',
    path: '/api/enrollment-forms/:enrollment/letter',
    access: ofSite,
    params: OfEnrollment,
    problems: ['not-found', 'enrollment-changed'],
  }),
  submit: endpoint({
    method: 'POST',
    path: '/api/enrollment-forms/:enrollment/submission',
    access: ofSite,
    params: OfEnrollment,
    request: Submission,
    /** By which, with the email of the site, whoever waits asks how it stands. Told once. */
    answer: Type.Object({ confirmation: Type.String() }),
    problems: ['not-found', 'enrollment-changed'],
  }),
  withdraw: endpoint({
    method: 'POST',
    path: '/api/enrollment-forms/:enrollment/withdrawal',
    access: ofSite,
    params: OfEnrollment,
    problems: ['not-found', 'enrollment-changed'],
  }),
  /** Deletes a draft with its letter. */
  discard: endpoint({
    method: 'DELETE',
    path: '/api/enrollment-forms/:enrollment',
    access: ofSite,
    params: OfEnrollment,
    problems: ['not-found', 'enrollment-changed'],
  }),
  history: endpoint({
    method: 'GET',
    path: '/api/enrollment-forms/:enrollment/history',
    access: ofSite,
    params: OfEnrollment,
    answer: Type.Object({ entries: Type.Array(HistoryEntry) }),
    problems: ['not-found'],
  }),
  /** What the State has to decide on, and has decided. */
  reviews: endpoint({
    method: 'GET',
    path: '/api/enrollment-reviews',
    access: reviews,
    answer: Type.Object({ enrollments: Type.Array(EnrollmentSummary) }),
  }),
  sendBack: endpoint({
    method: 'POST',
    path: '/api/enrollment-reviews/:enrollment/return',
    access: reviews,
    params: OfEnrollment,
    request: Type.Object(
      { comments: Type.Array(SectionComment, { minItems: 1, maxItems: sectionIds.length }) },
      closed,
    ),
    problems: ['not-found', 'enrollment-changed'],
  }),
  approve: endpoint({
    method: 'POST',
    path: '/api/enrollment-reviews/:enrollment/approval',
    access: reviews,
    params: OfEnrollment,
    /** The site's PIN, where it has got one now; told once. */
    answer: Type.Object({ pin: Type.Optional(Type.String()) }),
    problems: ['not-found', 'enrollment-changed'],
  }),
  /** For whoever waits, without signing in [Y5]. A wrong number and a wrong email are one answer. */
  status: endpoint({
    method: 'POST',
    path: '/api/enrollment-status',
    access: 'anyone',
    request: Type.Object(
      {
        number: Type.String({ minLength: 1, maxLength: 40, description: 'PIN, or the number of the confirmation' }),
        email: Type.String({ minLength: 3, maxLength: 254 }),
      },
      closed,
    ),
    answer: Type.Object({
      status: EnrollmentStatus,
      since: CalendarDate,
      renewBy: Type.Optional(CalendarDate),
    }),
    problems: ['not-found', 'too-many-requests'],
  }),
};
