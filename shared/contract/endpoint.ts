import type { Static, TSchema } from 'typebox';
import { Check } from 'typebox/schema';
import type { ProblemType } from './problems.ts';

/**
 * One operation of an HTTP API, declared once: its server serves it, its callers call it, and its description
 * (OpenAPI) comes from it.
 */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Parameters as `:name`. */
  readonly path: `/api/${string}`;
  /** Who may call it: a name in its server's table of access checks. */
  readonly access: string;
  readonly params?: TSchema;
  readonly request?: TSchema;
  /** Open to fields that a newer server adds. Without it, the answer is 204 and empty. */
  readonly answer?: TSchema;
  /** Whether there may be nothing to answer with: 204, too. */
  readonly orNothing?: true;
  /**
   * Where a deployment wants two people for what cannot be undone: whether this is such always, or where it makes or changes an
   * administrator. Its request has the reason for it.
   */
  readonly secondPerson?: 'always' | 'for administrators';
  /** What it answers with besides what any endpoint may. */
  readonly problems?: readonly ProblemType[];
}

export function endpoint<const E extends Endpoint>(declared: E): E {
  return declared;
}

export type ParamsOf<E> = E extends { readonly params: infer S extends TSchema } ? Static<S> : undefined;
export type RequestOf<E> = E extends { readonly request: infer S extends TSchema } ? Static<S> : undefined;
export type AnswerOf<E> = E extends { readonly answer: infer S extends TSchema }
  ? Static<S> | (E extends { readonly orNothing: true } ? undefined : never)
  : void;

/** What a caller has to give. */
export type Given<E> = (ParamsOf<E> extends undefined ? unknown : { readonly params: ParamsOf<E> }) &
  (RequestOf<E> extends undefined ? unknown : { readonly request: RequestOf<E> });

/** What an endpoint answers with instead, besides what any may, such as that its server is busy. */
export function problemsOf({
  access,
  params,
  request,
  secondPerson,
  problems = [],
}: Endpoint): ReadonlySet<ProblemType> {
  return new Set<ProblemType>([
    ...problems,
    ...(secondPerson !== undefined ? (['second-person-needed'] as const) : []),
    ...(params !== undefined || request !== undefined ? (['request-invalid'] as const) : []),
    ...(access !== 'anyone' ? (['sign-in-required', 'not-permitted'] as const) : []),
  ]);
}

/** The address of one call, below its server's origin. */
export function addressOf({ path }: Endpoint, params: unknown = {}): string {
  const values = params as Record<string, string>;
  return path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
}

/**
 * What a server has answered, checked.
 * @param body of the answer; undefined where it is empty
 * @throws UnknownAnswerError
 */
export function answerOf<E extends Endpoint>(called: E, body: unknown): AnswerOf<E> {
  const { answer, orNothing, path } = called;
  const isNothing = body === undefined || body === null || body === '';
  if (answer === undefined || (orNothing && isNothing)) return undefined as AnswerOf<E>;
  if (!Check(answer, body)) throw new UnknownAnswerError(path);
  return body as AnswerOf<E>;
}

/** A server that is not of this version, or not the one that was meant. */
export class UnknownAnswerError extends Error {
  constructor(path: string) {
    super(`the answer of ${path} is not what it is declared to be`);
    this.name = 'UnknownAnswerError';
  }
}
