import type { RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import {
  type AnswerOf,
  type Endpoint,
  type ParamsOf,
  problemsOf,
  type RequestOf,
} from '../../shared/contract/endpoint.ts';
import type { ProblemType } from '../../shared/contract/problems.ts';
import { Problem } from './problem.ts';
import type { HttpServer } from './server.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route serves, for the description of the API. */
    endpoint?: Endpoint;
    /** What it does for a request that fits; for whoever does it later than it was asked for. */
    answer?: (request: never, reply: FastifyReply) => unknown;
  }
}

export type Asked<E extends Endpoint> = FastifyRequest<{ Params: ParamsOf<E>; Body: RequestOf<E> }>;

export interface ServeOptions {
  readonly rateLimit?: RateLimitOptions;
  /** See `FastifyContextConfig`. */
  readonly countedHere?: boolean;
  /** Bytes, where the request may be larger than others. */
  readonly bodyLimit?: number;
}

/** What has nothing to do with the endpoint. */
const ofTheServer = ['busy', 'store-unavailable', 'storage-full', 'cannot-store', 'internal'] as const;

/** Logged where a caller gets an answer that its contract does not name. */
export const undeclaredProblem = 'an endpoint answered with a problem that its declaration does not name';

const nothing = Type.Null({ description: 'Nothing' });

/** Serves an endpoint of an API as it is declared. The handler answers with what is declared, or throws a Problem. */
export function serve<const E extends Endpoint>(
  app: HttpServer,
  endpoint: E,
  answer: (request: Asked<E>, reply: FastifyReply) => AnswerOf<E> | Promise<AnswerOf<E>>,
  { rateLimit, countedHere = false, bodyLimit }: ServeOptions = {},
): void {
  const { method, path, access, params, request: body } = endpoint;
  const expected = new Set<ProblemType>([...problemsOf(endpoint), ...ofTheServer]);
  app.route({
    method,
    url: path,
    config: { access, endpoint, answer, countedHere, ...(rateLimit && { rateLimit }) },
    ...(bodyLimit !== undefined && { bodyLimit }),
    schema: {
      ...(params && { params }),
      ...(body && { body }),
      response: {
        ...(endpoint.answer && { 200: endpoint.answer }),
        ...((endpoint.answer === undefined || endpoint.orNothing) && { 204: nothing }),
      },
    },
    handler: async (request, reply) => {
      try {
        const given = await answer(request as unknown as Asked<E>, reply);
        return given === undefined ? reply.code(204).send(null) : given;
      } catch (error) {
        if (error instanceof Problem && !expected.has(error.type)) {
          request.log.error({ endpoint: path, problem: error.type }, undeclaredProblem);
        }
        throw error;
      }
    },
  });
}
