import { AxiosError, create } from 'axios';
import { en } from '../../../shared/identity/texts/en.ts';
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
  /** `no-cookies`: what the server gave this browser to remember is not there with the next request. */
  readonly type: ProblemType | 'unreachable' | 'no-cookies';
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

/**
 * Calls this page's own server. @throws ApiError
 * @param timeout milliseconds; the default suits everything but what costs the server minutes
 */
export async function call<Answer>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  data?: unknown,
  timeout?: number,
): Promise<Answer> {
  try {
    return (await http.request<Answer>({ method, url, data, ...(timeout && { timeout }) })).data;
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
  if (!kept) throw new ApiError('no-cookies', en.problems.noCookies(location.hostname));
}

function apiError(error: unknown): ApiError {
  if (!(error instanceof AxiosError) || !error.response) {
    return new ApiError('unreachable', en.problems.unreachable);
  }
  const body = error.response.data as ProblemDetails | undefined;
  const type = problemTypeOf(body);
  return new ApiError(type, body?.detail ?? body?.title ?? en.problems.titles[type], body ?? {});
}
