import { AxiosError, create } from 'axios';
import { type FieldProblem, type ProblemDetails, type ProblemType, problemTypeOf } from '../../shared/problems.ts';

/** What an API call ends with when it does not succeed; `unreachable` when there was no answer at all. */
export class ApiError extends Error {
  readonly type: ProblemType | 'unreachable';
  readonly fields: readonly FieldProblem[];

  constructor(type: ProblemType | 'unreachable', message: string, fields: readonly FieldProblem[] = []) {
    super(message);
    this.type = type;
    this.fields = fields;
  }
}

const http = create({ timeout: 20_000 });

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

function apiError(error: unknown): ApiError {
  if (!(error instanceof AxiosError) || !error.response) {
    return new ApiError(
      'unreachable',
      'The server cannot be reached. What you typed is still here; try again in a moment.',
    );
  }
  const body = error.response.data as ProblemDetails | undefined;
  return new ApiError(problemTypeOf(body), body?.detail ?? body?.title ?? 'Something went wrong.', body?.fields);
}
