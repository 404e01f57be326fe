/**
 * Every problem type that an API of this product can answer with (RFC 9457), once: the status and title that the
 * server sends and the slug that clients branch on. OAuth endpoints keep OAuth's own errors.
 */
export const problems = {
  'request-invalid': { status: 400, title: 'Some of what was sent cannot be used' },
  'request-unreadable': { status: 400, title: 'This request cannot be read' },
  'request-timeout': { status: 408, title: 'The request took too long; try again' },
  'headers-too-large': {
    status: 431,
    title: 'This address, or the cookies that came with it, are too long',
  },
  'sign-in-required': { status: 401, title: 'Sign in at the Enterprise Portal first' },
  'sign-in-refused': { status: 401, title: 'The username or password is incorrect' },
  'sign-in-locked': { status: 429, title: 'Too many tries: signing in with this username is locked for a while' },
  'too-many-requests': { status: 429, title: 'Too many requests from this workstation; wait a minute' },
  'password-refused': { status: 422, title: 'This password cannot be used' },
  'password-change-required': { status: 403, title: 'Choose a new password first' },
  'password-wrong': { status: 403, title: 'The current password is incorrect' },
  'questions-refused': { status: 422, title: 'These answers cannot be used' },
  'recovery-ended': { status: 410, title: 'This password reset is no longer open; start again' },
  'recovery-answer-wrong': { status: 422, title: 'That is incorrect' },
  'recovery-code-wrong': { status: 422, title: 'The code is incorrect' },
  'recovery-code-expired': { status: 422, title: 'The code has expired; send a new code' },
  'recovery-tries-used-up': { status: 429, title: 'All tries are used up' },
  'recovery-once-a-day': { status: 429, title: 'A password can be reset once a day' },
  'agreement-not-signed': { status: 422, title: 'Sign the agreement with your name as it stands in your profile' },
  'enrolment-refused': {
    status: 422,
    title: 'This code is wrong, used or too old; ask your administrator for a new one',
  },
  'setup-code-wrong': { status: 403, title: 'That is not the code that the server shows' },
  'setup-over': { status: 409, title: 'This server is set up already; sign in' },
  'setup-refused': { status: 422, title: 'The server was not set up: some of this cannot be used' },
  'workstation-not-enrolled': { status: 403, title: 'This workstation is not enrolled; ask your administrator' },
  'account-changed': { status: 409, title: 'Your account changed meanwhile; try again' },
  'account-refused': { status: 422, title: 'The account was not changed' },
  'second-person-needed': {
    status: 409,
    title: 'Another administrator has to approve this; it waits under Administration, Approvals',
  },
  'approval-own': { status: 403, title: 'Somebody else has to decide on what you asked for' },
  'approval-over': { status: 409, title: 'This request is no longer open; look again' },
  'site-refused': { status: 422, title: 'There is a site with this ID already' },
  'import-refused': { status: 422, title: 'The file was not imported' },
  'agreement-required': { status: 403, title: 'Complete the Acceptable Use Agreement first' },
  'ordering-locked': { status: 409, title: 'Ordering is locked until this month’s count is filed' },
  'transfer-changed': { status: 409, title: 'This transfer is not where it would have to be; look again' },
  'not-enrolled': {
    status: 409,
    title: 'The site is not enrolled in this program, or its enrollment has lapsed: renew it in Syntropi',
  },
  'allocation-over': { status: 409, title: 'This allocation is no longer open; look again' },
  'order-changed': { status: 409, title: 'This order is no longer where you saw it; look again' },
  'enrollment-changed': {
    status: 409,
    title: 'Somebody else changed this enrollment meanwhile, or it is no longer where you saw it; look again',
  },
  'agreement-outdated': { status: 409, title: 'The agreement has changed; read the current version' },
  'not-permitted': { status: 403, title: 'Your account does not have access to this' },
  'origin-refused': { status: 403, title: 'This request did not come from a page of this server' },
  'statement-required': { status: 403, title: 'Agree to the Confidentiality Statement first' },
  'search-required': { status: 409, title: 'Search for this client first; one who is found is not added again' },
  'record-refused': { status: 422, title: 'This was not saved: some of it does not fit' },
  'record-changed': { status: 409, title: 'Somebody else changed this record meanwhile; look at it again' },
  'token-refused': {
    status: 401,
    title: 'This needs an access token that the application got by its own client credentials, and that is not over',
  },
  'scope-refused': {
    status: 403,
    title: 'The application is not registered for this, or its token was not asked for it',
  },
  'not-signed-on': {
    status: 403,
    title: 'The person’s access token is over, or was not given to this application; nothing was recorded',
  },
  'too-many-calls': { status: 429, title: 'This application sends too many requests; wait a minute' },
  'too-many-notices': {
    status: 429,
    title: 'There are too many notices; withdraw some, or wait until some have expired',
  },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'host-refused': { status: 421, title: 'This server does not answer to that name' },
  'cookies-doubled': {
    status: 400,
    title:
      'This browser has two cookies of the same name for this server; clear its cookies for this address and sign in again',
  },
  'method-refused': { status: 405, title: 'What is at this address is only read' },
  'answer-format-refused': { status: 406, title: 'The answer does not come in this format' },
  'media-type-refused': { status: 415, title: 'What was sent is in a format that is not taken here' },
  'too-large': { status: 413, title: 'What was sent is too large' },
  'portal-unreachable': { status: 503, title: 'The Enterprise Portal does not answer; this goes on when it does' },
  'application-unreachable': { status: 503, title: 'The other application does not answer; try again in a moment' },
  'store-unavailable': { status: 503, title: 'The server cannot reach its records; try again in a moment' },
  busy: { status: 503, title: 'The server is busy; try again in a moment' },
  'storage-full': {
    status: 503,
    title:
      'The server’s disk is full, so nothing is done that could not be recorded. Tell whoever looks after the server; it goes on by itself when there is space',
  },
  'cannot-store': {
    status: 503,
    title: 'The server cannot write to its disk, and changed nothing; tell whoever looks after the server',
  },
  'monitoring-refused': { status: 403, title: 'Only monitoring reads this: on the server itself, or with its token' },
  internal: { status: 500, title: 'Something went wrong on the server' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemType = keyof typeof problems;

/** One field that cannot be used, named as the request named it, with what to do about it. */
export interface FieldProblem {
  readonly field: string;
  /** In English, for programs and their makers. */
  readonly message: string;
  /** What is wrong with it, by which a page words that in the person's language. */
  readonly code?: string;
  /** What those words depend on, in the order in which the text of that code takes them. */
  readonly parameters?: readonly (string | number)[];
}

/** Whom to call. */
export interface Contact {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

/** What a problem's words depend on, so that a page can word it in the person's language. */
export interface ProblemParameters {
  /** From when on it is possible again, in milliseconds since 1970; absent where waiting does not help. */
  readonly until?: number;
  /** The same as a calendar day, `YYYY-MM-DD`. */
  readonly day?: string;
  readonly contact?: Contact;
  /** Which of the refusals that the catalogue knows under this type it is. */
  readonly refusal?: string;
}

/** The body of an `application/problem+json` answer. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  /** The id of the request in the server's log. */
  readonly instance?: string;
  readonly fields?: readonly FieldProblem[];
  readonly parameters?: ProblemParameters;
}

const prefix = '/problems/';

export function problemUri(type: ProblemType): string {
  return prefix + type;
}

/** The type that a problem answer names; `internal` for anything that is not one of ours. */
export function problemTypeOf(body: unknown): ProblemType {
  const uri = (body as ProblemDetails | undefined)?.type;
  const slug = typeof uri === 'string' && uri.startsWith(prefix) ? uri.slice(prefix.length) : '';
  return Object.hasOwn(problems, slug) ? (slug as ProblemType) : 'internal';
}
