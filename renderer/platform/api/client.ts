import { AxiosError, create } from 'axios';
import { Errors } from 'typebox/schema';
import {
  addressOf,
  type AnswerOf,
  answerOf,
  type Endpoint,
  type Given,
  type RequestOf,
  UnknownAnswerError,
} from '../../../shared/contract/endpoint.ts';
import { en } from '../../../shared/identity/texts/en.ts';
import { schemaFaults } from '../../../shared/identity/texts/schema-faults.ts';
import {
  type FieldProblem,
  type ProblemDetails,
  type ProblemParameters,
  type ProblemType,
  problemTypeOf,
} from '../../../shared/contract/problems.ts';
import { spoken } from '../texts/wording.tsx';

/**
 * What an API call ends with when it does not succeed; `unreachable` when there was no answer at all. Its message is in
 * the source language; `useProblemText` says the same in the page's.
 */
export class ApiError extends Error {
  /**
   * `no-cookies`: what the server gave this browser to remember is not there with the next request;
   * `answer-unknown`: page and server are not of one version.
   */
  readonly type: ProblemType | 'unreachable' | 'no-cookies' | 'answer-unknown';
  readonly fields: readonly FieldProblem[];
  readonly parameters: ProblemParameters;

  constructor(
    type: ApiError['type'],
    message: string,
    { fields = [], parameters = {} }: Pick<ProblemDetails, 'fields' | 'parameters'> = {},
  ) {
    super(message);
    this.type = type;
    this.fields = fields;
    this.parameters = parameters;
  }
}

const http = create({ timeout: 20_000 });
// What a server has to say in words, such as the agreement, is for the reader of this page.
http.interceptors.request.use((request) => {
  request.headers.set('Accept-Language', spoken());
  return request;
});

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
  refuseUnfit(called, request);
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
 * What the endpoint's schema does not allow is not sent: whoever typed it learns that at once, in the words in which the server
 * would have said it.
 * @throws ApiError
 */
function refuseUnfit({ request: schema }: Endpoint, request: unknown): void {
  if (schema === undefined || request === undefined) return;
  // As it would be sent, without what is left out.
  const [fits, faults] = Errors(schema, JSON.parse(JSON.stringify(request)));
  if (fits) return;
  throw new ApiError('request-invalid', en.problems.titles['request-invalid'], { fields: schemaFaults(faults) });
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
  if (!kept) throw new ApiError('no-cookies', en.problems.noCookies(location.hostname));
}

function apiError(error: unknown): ApiError {
  if (error instanceof UnknownAnswerError) {
    return new ApiError('answer-unknown', en.problems.answerUnknown);
  }
  if (!(error instanceof AxiosError) || !error.response) {
    return new ApiError('unreachable', en.problems.unreachable);
  }
  const body = error.response.data as ProblemDetails | undefined;
  const type = problemTypeOf(body);
  return new ApiError(type, body?.detail ?? body?.title ?? en.problems.titles[type], body ?? {});
}
