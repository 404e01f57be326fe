import swagger from '@fastify/swagger';
import type { HttpServer } from './server.ts';

/**
 * Describes the API from the schemas that its routes check with; to be registered before the routes.
 * Served at `/api/openapi.json`.
 */
export async function describeApi(app: HttpServer, title: string): Promise<void> {
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title, version: '1' } },
    // Pages and the OpenID Connect endpoints are described elsewhere (discovery).
    transform: ({ schema, url, route }) => ({
      schema: {
        ...schema,
        hide: schema?.hide === true || !url.startsWith('/api/'),
        description: `Access: ${route.config?.access}`,
      },
      url,
    }),
  });
  app.get('/api/openapi.json', { config: { access: 'anyone' }, schema: { hide: true } }, async () => app.swagger());
}
