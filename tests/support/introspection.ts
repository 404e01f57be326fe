import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json, text } from 'node:stream/consumers';
import { type ProblemType, problems, problemUri } from '../../shared/contract/problems.ts';

export interface Trail {
  /** What it says of tokens that other systems send; of one that is not there, that a person's is good. */
  readonly callers: Map<string, object>;
  readonly recorded: unknown[];
  /** What the next entries are answered with instead; those with nothing here are taken. */
  readonly refusals: (ProblemType | undefined)[];
}

const problem = (type: ProblemType) => ({ type: problemUri(type) });

/**
 * As much of an OpenID provider as an application asks when somebody is signed on: its discovery document, and whether
 * an access token is still good. Here it always is. What the application writes into the audit trail is kept.
 */
export async function startIntrospection(): Promise<{ issuer: string; trail: Trail; close(): Promise<void> }> {
  const trail: Trail = { callers: new Map(), recorded: [], refusals: [] };
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/.well-known/openid-configuration') {
      response.end(
        JSON.stringify({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          introspection_endpoint: `${issuer}/introspect`,
          jwks_uri: `${issuer}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['ES256'],
        }),
      );
    } else if (request.url === '/token') {
      response.end(JSON.stringify({ access_token: 'its own', token_type: 'Bearer', expires_in: 600 }));
    } else if (request.url === '/api/audit/entries') {
      void json(request).then((entry) => {
        const refusal = trail.refusals.shift();
        if (refusal) return void response.writeHead(problems[refusal].status).end(JSON.stringify(problem(refusal)));
        trail.recorded.push(entry);
        response.writeHead(204).end();
      });
    } else if (request.url === '/introspect') {
      void text(request).then((asked) => {
        const token = new URLSearchParams(asked).get('token') ?? '';
        response.end(JSON.stringify(trail.callers.get(token) ?? { active: true }));
      });
    } else response.end(JSON.stringify({ active: true }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    trail,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
