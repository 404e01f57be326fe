import { type Endpoint, problemsOf } from '../../shared/contract/endpoint.ts';
import { problems } from '../../shared/contract/problems.ts';
import type { HttpServer } from './server.ts';
import swagger from '@fastify/swagger';

/**
 * Describes the API as its endpoints are declared; to be registered before the routes.
 * Served at `/api/openapi.json`.
 */
export async function describeApi(app: HttpServer, title: string): Promise<void> {
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title, version: '1' } },
    // Pages, streams and the OpenID Connect endpoints are described elsewhere (discovery).
    transform: ({ schema, url, route }) => {
      const { access, endpoint } = route.config ?? {};
      const response = { ...(schema?.response as object), ...(endpoint && refusals(endpoint)) };
      return {
        schema: { ...schema, response, hide: endpoint === undefined, description: `Access: ${access}` },
        url,
      };
    },
  });
  app.get('/api/openapi.json', { config: { access: 'anyone' }, schema: { hide: true } }, async () => app.swagger());
}

/** What an endpoint answers with instead, by status. */
function refusals(endpoint: Endpoint): Record<number, object> {
  const byStatus = Object.groupBy(problemsOf(endpoint), (type) => problems[type].status);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, alike]) => [
      status,
      {
        description: alike.map((type) => `${type}: ${problems[type].title}`).join('. '),
        content: { 'application/problem+json': { schema: problemDetails } },
      },
    ]),
  );
}

const problemDetails = {
  type: 'object',
  description: 'Problem details (RFC 9457); fields names what cannot be used, as the request named it',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          field: { type: 'string' },
          message: { type: 'string' },
          code: { type: 'string' },
          parameters: { type: 'array', items: { type: ['string', 'number'] } },
        },
      },
    },
  },
};
