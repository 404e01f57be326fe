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
import { problems } from '../../../shared/identity/texts/en/problems.ts';
import { schemaFaults } from '../../../shared/identity/texts/schema-faults.ts';
import { problemDetail } from '../../../shared/identity/texts/problem-text.ts';
import { type ProblemDetails, problemTypeOf, type ProblemType } from '../../../shared/contract/problems.ts';
import { spoken } from '../texts/wording.tsx';
import { answerUnknown, ApiError, unreachable } from './api-error.ts';

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
  throw refused('request-invalid', { fields: schemaFaults(faults) });
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
  if (kept) return;
  const { hostname } = location;
  throw new ApiError('no-cookies', {
    message: problems.noCookies(hostname),
    inTranslation: ({ texts }) => texts.problems.noCookies(hostname),
  });
}

function apiError(error: unknown): ApiError {
  if (error instanceof UnknownAnswerError) return answerUnknown();
  if (!(error instanceof AxiosError) || !error.response) return unreachable();
  const body = error.response.data as ProblemDetails | undefined;
  return refused(problemTypeOf(body), body);
}

/** What the server has to say beyond the words of this product, it says in the source language. */
function refused(
  type: ProblemType,
  { detail, title, fields, parameters = {} }: Partial<ProblemDetails> = {},
): ApiError {
  return new ApiError(type, {
    message: detail ?? title ?? problems.titles[type],
    inTranslation: (page) => problemDetail(type, parameters, page) ?? page.texts.problems.titles[type],
    parameters,
    ...(fields && { fields }),
  });
}
