import type { FastifyBaseLogger } from 'fastify';
import Provider, {
  type Configuration,
  type Interaction,
  interactionPolicy,
  type JWK,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { type ApplicationId, isApplicationId } from '../../../shared/applications.ts';
import { limits } from '../../../shared/limits.ts';
import { plainPage } from '../../http/plain-page.ts';
import type { Keys } from '../../keys/keys.ts';
import type { Account } from '../accounts/account.ts';
import type { OidcRecords } from './adapter.ts';
import { type Entry, type EntryDeps, entryTo } from './entry.ts';

/** One application that signs on through this server. */
export interface RegisteredClient {
  readonly id: ApplicationId;
  readonly secret: string;
  readonly origin: string;
}

export interface ProviderOptions extends EntryDeps {
  /** Also the portal's origin. */
  readonly issuer: string;
  readonly clients: readonly RegisteredClient[];
  readonly records: OidcRecords;
  readonly signingKey: JWK;
  readonly keys: Keys;
  readonly sessionCookieName: string;
  readonly log: FastifyBaseLogger;
}

const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);

export function createProvider(options: ProviderOptions): Provider {
  const provider: Provider = new Provider(
    options.issuer,
    configuration(options, () => provider),
  );
  provider.on('server_error', (_ctx, error) => options.log.error({ err: error }, 'OpenID Connect request failed'));
  return provider;
}

function configuration(options: ProviderOptions, provider: () => Provider): Configuration {
  const { issuer, clients, records, signingKey, keys, accounts, sessions } = options;
  return {
    adapter: (model) => records.adapterFor(model),
    clients: clients.map(({ id, secret, origin }) => ({
      client_id: id,
      client_secret: secret,
      token_endpoint_auth_method: 'client_secret_basic',
      redirect_uris: [`${origin}/sign-in/callback`],
      post_logout_redirect_uris: [`${issuer}/`],
      backchannel_logout_uri: `${origin}/backchannel-logout`,
      backchannel_logout_session_required: true,
      grant_types: ['authorization_code'],
      response_types: ['code'],
      id_token_signed_response_alg: 'ES256',
    })),
    jwks: { keys: [signingKey] },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: ['openid'],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'roles', 'sites'] },
    // Opaque and bound to the session: when that ends, they end.
    expiresWithSession: () => true,
    ttl: {
      AuthorizationCode: seconds(limits.tokens.authorizationCode),
      AccessToken: seconds(limits.tokens.accessToken),
      IdToken: seconds(limits.tokens.idToken),
      Grant: seconds(limits.session.absolute),
      Session: seconds(limits.session.absolute),
      Interaction: seconds(limits.signIn.pendingAuthorization),
    },
    cookies: {
      keys: [keys.derive('oidc/cookies').toString('base64url')],
      names: { session: 'oidc_session', interaction: 'oidc_interaction', resume: 'oidc_resume' },
    },
    routes: {
      authorization: '/oidc/authorize',
      token: '/oidc/token',
      userinfo: '/oidc/userinfo',
      jwks: '/oidc/jwks',
      end_session: '/oidc/end-session',
      introspection: '/oidc/introspect',
      revocation: '/oidc/revoke',
    },
    features: {
      devInteractions: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      backchannelLogout: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource, postLogoutSuccessSource },
    },
    // oidc-provider refuses to call loopback and private addresses, where every clinic's applications are. Only
    // registered back-channel addresses are ever called, and they may not redirect elsewhere.
    fetch: async (input, init) => {
      const { href, origin } = new URL(input instanceof Request ? input.url : input);
      if (!clients.some((client) => client.origin === origin)) throw new Error('not an address of a registered client');
      const { dispatcher: _, ...rest }: RequestInit & { dispatcher?: unknown } = init ?? {};
      return fetch(href, { ...rest, redirect: 'error' });
    },
    interactions: {
      policy: portalPolicy(options),
      url: (_ctx: unknown, interaction: Interaction) => `/interaction/${interaction.uid}`,
    },
    findAccount: async (_ctx, id) => {
      const account = await accounts.get(id);
      return account && { accountId: id, claims: () => claimsOf(account) };
    },
    // Whoever gets this far was let in by the portal; there is nothing to consent to among one's own applications.
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const portalSession = await sessions.find(portalCookie(ctx, options));
      // So that ending the portal's session finds everything that hangs on it.
      if (portalSession) await sessions.attachOidcSession(portalSession.id, session.uid);
      const known = session.grantIdFor(client.clientId);
      const present = known ? await provider().Grant.find(known) : undefined;
      if (present) return present;
      const grant = new (provider().Grant)({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = plainPage({
        title: 'The application could not be opened',
        text: `The request to sign on was not valid (${out.error}). Go back to the Enterprise Portal and open the application from there.`,
        markup: '<a class="button" href="/">Enterprise Portal</a>',
      });
    },
  };
}

function portalCookie(ctx: KoaContextWithOIDC, { sessionCookieName }: ProviderOptions): string | undefined {
  return ctx.cookies.get(sessionCookieName, { signed: false });
}

function claimsOf({ id, name, username, roles, sites }: Account) {
  return { sub: id, name, preferred_username: username, roles: [...roles], sites: [...sites] };
}

/**
 * The portal's session is the truth: an authorization request passes only while its cookie may enter this application,
 * and an OpenID Connect session of its own never suffices.
 */
function portalPolicy(options: ProviderOptions) {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  policy.get('login')!.checks.add(
    new interactionPolicy.Check('portal_session', 'The Enterprise Portal has to let this person in', async (ctx) => {
      const client = ctx.oidc.client!.clientId;
      const entry: Entry = isApplicationId(client)
        ? await entryTo(client, portalCookie(ctx, options), options)
        : { decision: 'sign-in' };
      const passes = entry.decision === 'granted' && entry.session.accountId === ctx.oidc.session!.accountId;
      return passes ? interactionPolicy.Check.NO_NEED_TO_PROMPT : interactionPolicy.Check.REQUEST_PROMPT;
    }),
  );
  return policy;
}

function logoutSource(ctx: KoaContextWithOIDC, form: string): void {
  ctx.type = 'html';
  ctx.body = plainPage({
    title: 'Sign out',
    text: 'This signs you out of the Enterprise Portal and of every application.',
    markup: `${form}<button type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>Sign Out</button>`,
  });
}

function postLogoutSuccessSource(ctx: KoaContextWithOIDC): void {
  ctx.type = 'html';
  ctx.body = plainPage({
    title: 'You are signed out',
    text: 'You are signed out of the Enterprise Portal and of every application.',
    markup: '<a class="button" href="/">Enterprise Portal</a>',
  });
}
