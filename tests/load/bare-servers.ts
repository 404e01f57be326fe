import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { Provider } from 'oidc-provider';
import { PasswordHashing } from '../../server/identity/accounts/password-hashing.ts';
import { trainingPassword } from '../support/training.ts';
import { benchClient } from './flows.ts';

// What the product is measured against, in a process of its own: a Fastify route that only answers, and oidc-provider with
// its own memory adapter, which lets in whoever has the password and keeps nothing.

const hashing = new PasswordHashing(randomBytes(32));
const passwordHash = await hashing.hash(trainingPassword);

const app = fastify();
const response = {
  200: {
    type: 'object',
    properties: { name: { type: 'string' }, roles: { type: 'array', items: { type: 'string' } } },
  },
};
app.get('/api/session', { schema: { response } }, async () => ({ name: 'Maria Garcia', roles: ['clinic-staff'] }));
await app.listen({ host: '127.0.0.1', port: 0 });
const portOf = (address: unknown) => (address as AddressInfo).port;

// The port has to be known before the issuer is; the provider takes requests once it is there.
const front = fastify();
await front.register(async (endpoints) => {
  endpoints.removeAllContentTypeParsers();
  endpoints.addContentTypeParser('*', (_request, _body, done) => done(null));
  endpoints.all('/oidc/*', (request, reply) => {
    reply.hijack();
    return provider.callback()(request.raw, reply.raw);
  });
  endpoints.get<{ Params: { uid: string } }>('/interaction/:uid', async (request, reply) => {
    if (!request.headers.cookie?.includes('signed_in=')) {
      return reply.redirect(`/sign-in?continue=/interaction/${request.params.uid}`, 303);
    }
    reply.hijack();
    await provider.interactionFinished(request.raw, reply.raw, { login: { accountId: 'somebody', remember: false } });
  });
});
front.post<{ Body: { password: string } }>('/api/sign-in', async ({ body }, reply) => {
  if (!(await hashing.verify(passwordHash, body.password))) return reply.code(403).send();
  return reply.header('set-cookie', 'signed_in=yes; Path=/').send({});
});
await front.listen({ host: '127.0.0.1', port: 0 });
const issuer = `http://127.0.0.1:${portOf(front.server.address())}`;
const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
// What it has to say about its defaults is known, and no part of the report.
console.info = console.warn = () => {};
const provider: Provider = new Provider(issuer, {
  clients: [
    {
      client_id: benchClient.id,
      client_secret: benchClient.secret,
      redirect_uris: benchClient.redirectUris,
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      id_token_signed_response_alg: 'ES256',
    },
  ],
  jwks: { keys: [{ ...key, use: 'sig', alg: 'ES256' }] },
  enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
  pkce: { required: () => true },
  cookies: { keys: ['bench'] },
  rotateRefreshToken: true,
  issueRefreshToken: () => true,
  routes: { authorization: '/oidc/authorize', token: '/oidc/token' },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: async (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  loadExistingGrant: async (ctx) => {
    const known = ctx.oidc.session!.grantIdFor(benchClient.id);
    const present = known ? await provider.Grant.find(known) : undefined;
    if (present) return present;
    const grant = new provider.Grant({ clientId: benchClient.id, accountId: ctx.oidc.session!.accountId! });
    grant.addOIDCScope('openid');
    await grant.save();
    return grant;
  },
});
process.send!({ fastify: `http://127.0.0.1:${portOf(app.server.address())}`, provider: issuer });
