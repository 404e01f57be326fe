/**
 * Every problem type that an API of this product can answer with (RFC 9457), once: the status and title that the
 * server sends and the slug that clients branch on. OAuth endpoints keep OAuth's own errors.
 */
export const problems = {
  'request-invalid': { status: 400, title: 'Some of what was sent cannot be used' },
  'sign-in-required': { status: 401, title: 'Sign in at the Enterprise Portal first' },
  'sign-in-refused': { status: 401, title: 'The username or password is not right' },
  'agreement-required': { status: 403, title: 'Complete the Acceptable Use Agreement first' },
  'agreement-outdated': { status: 409, title: 'The agreement has changed; read the current version' },
  'not-permitted': { status: 403, title: 'Your account does not have access to this' },
  'origin-refused': { status: 403, title: 'This request did not come from a page of this server' },
  'statement-required': { status: 403, title: 'Agree to the Confidentiality Statement first' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'host-refused': { status: 421, title: 'This server does not answer to that name' },
  'too-large': { status: 413, title: 'What was sent is too large' },
  busy: { status: 503, title: 'The server is busy; try again in a moment' },
  internal: { status: 500, title: 'Something went wrong on the server' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemType = keyof typeof problems;

/** One field that cannot be used, named as the request named it, with what to do about it. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
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
