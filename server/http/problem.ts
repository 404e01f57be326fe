import { limits } from '../../shared/contract/limits.ts';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  type FieldProblem,
  type ProblemDetails,
  type ProblemParameters,
  type ProblemType,
  problems,
  problemUri,
} from '../../shared/contract/problems.ts';
import { schemaFaults } from '../../shared/identity/texts/schema-faults.ts';
import { StoreUnavailableError } from '../store/contract.ts';
import { plainPage } from './plain-page.ts';

/** Thrown by routes and access checks; becomes an RFC 9457 answer. */
export class Problem extends Error {
  readonly type: ProblemType;
  readonly fields: readonly FieldProblem[] | undefined;
  readonly parameters: ProblemParameters | undefined;

  /** @param options.detail in English; a page words the same by the type and its parameters */
  constructor(
    type: ProblemType,
    options: {
      detail?: string | undefined;
      fields?: readonly FieldProblem[];
      parameters?: ProblemParameters;
    } = {},
  ) {
    super(options.detail ?? '');
    this.type = type;
    this.fields = options.fields;
    this.parameters = options.parameters;
  }
}

/** Answers as the caller understands: a page for a person who went there, problem details for a program. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const { status, title } = problems[problem.type];
  if (status === 503) reply.header('retry-after', limits.overload.retryAfterSeconds);
  // A file that could not be read had announced itself, to be kept for a year.
  for (const name of ofFiles) reply.removeHeader(name);
  reply.header('cache-control', 'no-store');
  if (acceptsPage(request)) {
    return reply.code(status).type('text/html; charset=utf-8').serializer(String).send(problemPage(problem));
  }
  const body: ProblemDetails = {
    type: problemUri(problem.type),
    title,
    status,
    ...(problem.message && { detail: problem.message }),
    ...(problem.fields && { fields: problem.fields }),
    ...(problem.parameters && { parameters: problem.parameters }),
    instance: request.id,
  };
  // Serialised here, so that no response schema of the route can drop parts of it.
  return reply.code(status).type('application/problem+json').serializer(JSON.stringify).send(body);
}

/** As browsers say it where they go themselves, and scripts do not. */
export function acceptsPage({ headers }: FastifyRequest): boolean {
  return (headers.accept ?? '').includes('text/html');
}

function problemPage({ type, message, fields = [] }: Problem): string {
  const { status, title } = problems[type];
  const text = [message, ...fields.map((each) => `${each.field}: ${each.message}.`)].filter(Boolean).join(' ');
  // Under a name that is not the server's, nothing leads on; and what is busy now is not elsewhere.
  const markup = {
    421: '',
    503: '<a class="button" href="">Try again</a>',
  }[status as number];
  return plainPage({ title, text, markup: markup ?? '<a class="button" href="/">Start page</a>' });
}

const ofFiles = ['accept-ranges', 'content-length', 'content-range', 'etag', 'last-modified'];

/**
 * Turns whatever a route throws into problem details; nothing of an unexpected error's text leaves the server.
 * @param send says it in another language than ours, where a standard has one
 */
export function answerErrorsWithProblems(app: FastifyInstance, send = sendProblem): void {
  const outages = new Map<ProblemType, { until: number; alike: number }>();
  app.setErrorHandler((error: FastifyError | Problem, request, reply) => {
    const problem = error instanceof Problem ? error : problemOf(error);
    if (problem.type === 'internal') request.log.error({ err: error }, 'request failed');
    else if (problem !== error && outageTypes.has(problem.type)) noteOutage(request, problem.type, error);
    return send(request, reply, problem);
  });

  /** An outage fails every request, and must not fill the disk with that. */
  function noteOutage(request: FastifyRequest, type: ProblemType, err: Error): void {
    const { until, alike } = outages.get(type) ?? { until: 0, alike: 0 };
    const now = performance.now();
    if (now < until) return void outages.set(type, { until, alike: alike + 1 });
    outages.set(type, { until: now + limits.http.outageLoggedEvery, alike: 0 });
    request.log.error({ err, ...(alike > 0 && { alikeBefore: alike }) }, 'request failed');
  }
}

const outageTypes: ReadonlySet<ProblemType> = new Set(['busy', 'cannot-store', 'storage-full', 'store-unavailable']);

function problemOf(error: FastifyError): Problem {
  if (error instanceof StoreUnavailableError) return new Problem('store-unavailable');
  if (error.validation) return new Problem('request-invalid', { fields: schemaFaults(error.validation) });
  // A store or the audit trail says so: what cannot be kept is not done.
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return new Problem('storage-full');
  // The process or the machine has too many files and connections open just now.
  if (isOutOfDescriptors(error)) return new Problem('busy');
  if (error.code === 'EROFS' || error.code === 'EIO') return new Problem('cannot-store');
  if (error.statusCode === 413) return new Problem('too-large');
  if (error.statusCode === 415) return new Problem('media-type-refused');
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new Problem('request-invalid', { detail: error.message });
  }
  return new Problem('internal');
}

export function isOutOfDescriptors(error: unknown): boolean {
  return ['EMFILE', 'ENFILE'].includes((error as NodeJS.ErrnoException).code ?? '');
}
