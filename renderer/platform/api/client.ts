import { AxiosError, create } from 'axios';
import {
  addressOf,
  type AnswerOf,
  answerOf,
  type Endpoint,
  type Given,
  type RequestOf,
  UnknownAnswerError,
} from '../../../shared/contract/endpoint.ts';
import { portalTexts } from '../../../shared/identity/texts/portal.ts';
import {
  type FieldProblem,
  type ProblemDetails,
  type ProblemType,
  problemTypeOf,
} from '../../../shared/contract/problems.ts';

/** What an API call ends with when it does not succeed; `unreachable` when there was no answer at all. */
export class ApiError extends Error {
  /**
   * `no-cookies`: what the server gave this browser to remember is not there with the next request;
   * `answer-unknown`: page and server are not of one version.
   */
  readonly type: ProblemType | 'unreachable' | 'no-cookies' | 'answer-unknown';
  readonly fields: readonly FieldProblem[];

  constructor(type: ApiError['type'], message: string, fields: readonly FieldProblem[] = []) {
    super(message);
    this.type = type;
    this.fields = fields;
  }
}

const http = create({ timeout: 20_000 });

interface CallOptions {
  /** Milliseconds; the default suits everything but what costs the server minutes. */
  readonly timeout?: number;
  /** Goes out even when the page is left. Browsers refuse that to what is larger than 64 kB in all. */
  readonly keepalive?: boolean;
}

type Arguments<E> = object extends Given<E> ? [given?: Given<E> & CallOptions] : [given: Given<E> & CallOptions];

/** Calls this page's own server. @throws ApiError */
export function call<const E extends Endpoint>(called: E, ...[given]: Arguments<E>): Promise<AnswerOf<E>> {
  const { params, request, ...options } = { params: undefined, request: undefined, ...given };
  return callAt(called, addressOf(called, params), request, options);
}

/** The same, where the address is known already. */
export async function callAt<E extends Endpoint>(
  called: E,
  url: string,
  request?: RequestOf<E>,
  { timeout, keepalive }: CallOptions = {},
): Promise<AnswerOf<E>> {
  try {
    const { data } = await http.request<unknown>({
      method: called.method,
      url,
      data: request,
      ...(timeout !== undefined && { timeout }),
      ...(keepalive && { adapter: 'fetch', fetchOptions: { keepalive } }),
    });
    return answerOf(called, data);
  } catch (error) {
    throw apiError(error);
  }
}

/**
 * A browser that keeps no cookies is answered like any other and forgotten with the next request. Anything else that goes
 * wrong with that says nothing about cookies.
 * @param question asks for what only a browser with the cookie just set is told
 * @param remembered whether the answer shows that the cookie came back
 * @throws ApiError in words for whoever has to change that
 */
export async function requireCookies<Answer>(
  question: Promise<Answer>,
  remembered: (answer: Answer) => boolean,
): Promise<void> {
  const kept = await question.then(remembered, ({ type }: ApiError) => type !== 'sign-in-required');
  if (!kept) throw new ApiError('no-cookies', portalTexts.noCookies.text(location.hostname));
}

function apiError(error: unknown): ApiError {
  if (error instanceof UnknownAnswerError) {
    return new ApiError(
      'answer-unknown',
      'This page and its server do not understand each other. Load the page again; if that does not help, tell your administrator.',
    );
  }
  if (!(error instanceof AxiosError) || !error.response) {
    return new ApiError(
      'unreachable',
      'The server cannot be reached. What you typed is still here; try again in a moment.',
    );
  }
  const body = error.response.data as ProblemDetails | undefined;
  return new ApiError(problemTypeOf(body), body?.detail ?? body?.title ?? 'Something went wrong.', body?.fields);
}
