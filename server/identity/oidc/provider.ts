import type { FastifyBaseLogger } from 'fastify';
import Provider, {
  type Configuration,
  type Interaction,
  interactionPolicy,
  type JWK,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { boundName } from '../../../shared/cookies.ts';
import { limits } from '../../../shared/limits.ts';
import { localFetch } from '../../../shared/local-fetch.ts';
import { plainPage } from '../../http/plain-page.ts';
import { digestOf } from '../../tokens.ts';
import type { Account } from '../accounts/account.ts';
import type { OpenIdSessions } from '../sessions/openid-sessions.ts';
import type { OidcRecords } from './adapter.ts';
import type { RegisteredClient } from './clients.ts';
import { type Entry, type EntryDeps, entryTo } from './entry.ts';

export interface ProviderOptions extends EntryDeps {
  /** Also the portal's origin. */
  readonly issuer: string;
  readonly clients: readonly RegisteredClient[];
  readonly records: OidcRecords;
  readonly openIdSessions: OpenIdSessions;
  /** The first signs, all are published. */
  readonly signingKeys: readonly JWK[];
  /** The first signs, all are accepted. */
  readonly cookieKeys: readonly string[];
  readonly sessionCookieName: string;
  readonly deploymentId: string;
  readonly log: FastifyBaseLogger;
}

const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);
const longest = limits.session.absoluteHours.maximum * 3600;

export function createProvider(options: ProviderOptions): Provider {
  const provider: Provider = new Provider(
    options.issuer,
    configuration(options, () => provider),
  );
  provider.on('server_error', (_ctx, error) => options.log.error({ err: error }, 'OpenID Connect request failed'));
  provider.use(async (ctx, next) => {
    try {
      await options.records.together(next);
    } catch (error) {
      // The library answers its own errors; this one comes after it has prepared an answer that must not go out.
      options.log.error({ err: error }, 'what an OpenID Connect request changed could not be kept');
      for (const name of ctx.res.getHeaderNames()) if (/^(location|set-cookie)$/.test(name)) ctx.remove(name);
      ctx.status = 503;
      ctx.set('Retry-After', String(limits.overload.retryAfterSeconds));
      if (ctx.accepts('json', 'html') === 'html') {
        showNotOpened(ctx, 'The server cannot store anything just now, so it lets nobody in. Try again in a moment.');
      } else {
        ctx.body = { error: 'temporarily_unavailable', error_description: 'the server cannot store anything just now' };
      }
    }
  });
  return provider;
}

function configuration(options: ProviderOptions, provider: () => Provider): Configuration {
  const { clients, records, signingKeys, cookieKeys, accounts, sessions, openIdSessions, deploymentId } = options;
  const backchannelAddresses = new Set(
    clients.flatMap(({ metadata: { backchannel_logout_uri: uri } }) => (uri === undefined ? [] : new URL(uri).href)),
  );
  return {
    adapter: (model) => records.adapterFor(model),
    clients: clients.map(({ metadata }) => ({
      ...metadata,
      response_types: ['code'],
      id_token_signed_response_alg: 'ES256',
    })),
    jwks: { keys: [...signingKeys] },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: ['openid', 'offline_access'],
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username', 'roles', 'sites'],
      email: ['email'],
      workstation: ['workstation'],
    },
    // Opaque and bound to the session: when that ends, they end. Refreshing extends nothing.
    expiresWithSession: () => true,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    ttl: {
      AuthorizationCode: seconds(limits.tokens.authorizationCode),
      IdToken: seconds(limits.tokens.idToken),
      // No longer than any session can last; each ends with its session, which is looked at whenever they are used.
      AccessToken: longest,
      RefreshToken: longest,
      Grant: longest,
      Session: longest,
      Interaction: seconds(limits.signIn.pendingAuthorization),
    },
    cookies: {
      keys: [...cookieKeys],
      names: {
        session: boundName('oidc_session', deploymentId),
        interaction: boundName('oidc_interaction', deploymentId),
        resume: boundName('oidc_resume', deploymentId),
      },
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
      introspection: {
        enabled: true,
        // Whether a token is good is only its own client's business.
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource, postLogoutSuccessSource },
    },
    // oidc-provider refuses to call loopback and private addresses, where every clinic's applications are. Only
    // registered back-channel addresses are ever called, and they may not redirect elsewhere.
    fetch: async (input, init) => {
      const { href } = new URL(input instanceof Request ? input.url : input);
      if (!backchannelAddresses.has(href)) throw new Error('not a registered back-channel address');
      const { dispatcher: _, ...rest }: RequestInit & { dispatcher?: unknown } = init ?? {};
      return localFetch(href, { ...rest, redirect: 'error' });
    },
    interactions: {
      policy: portalPolicy(options),
      url: (_ctx: unknown, interaction: Interaction) => `/interaction/${interaction.uid}`,
    },
    findAccount: async (_ctx, id, token) => {
      const account = await accounts.get(id);
      if (account?.status !== 'active') return undefined;
      const uid = token && 'sessionUid' in token ? token.sessionUid : undefined;
      const session = uid === undefined ? undefined : await openIdSessions.livePortalSessionOf(uid);
      return { accountId: id, claims: () => claimsOf(account, session?.workstation) };
    },
    // Whoever gets this far was let in by the portal; there is nothing to consent to among one's own applications.
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const portalSession = await sessions.find(portalCookie(ctx, options));
      if (portalSession?.accountId !== session.accountId) return undefined;
      if (!(await openIdSessions.attach(session.uid, portalSession.id))) return undefined;
      // The same for every window that signs on at the same time; each would else undo what the others were granted.
      const id = digestOf(`${session.uid} ${client.clientId}`);
      if (session.sidFor(client.clientId) === undefined) session.sidFor(client.clientId, id);
      const present = await provider().Grant.find(id);
      if (present) return present;
      const grant = new (provider().Grant)({ clientId: client.clientId, accountId: session.accountId });
      grant.jti = id;
      grant.addOIDCScope(client.scope ?? 'openid');
      await grant.save();
      return grant;
    },
    renderError: (ctx, out) =>
      showNotOpened(
        ctx,
        `The request to sign on was not valid (${out.error}). Go back to the Enterprise Portal and open the application from there.`,
      ),
  };
}

function portalCookie(ctx: KoaContextWithOIDC, { sessionCookieName }: ProviderOptions): string | undefined {
  return ctx.cookies.get(sessionCookieName, { signed: false });
}

function claimsOf({ id, name, username, email, roles, sites }: Account, workstation: string | undefined) {
  return { sub: id, name, preferred_username: username, email, roles: [...roles], sites: [...sites], workstation };
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
      const client = options.clients.find(({ id }) => id === ctx.oidc.client!.clientId);
      const entry: Entry = client
        ? await entryTo(client, portalCookie(ctx, options), options)
        : { decision: 'sign-in' };
      const passes = entry.decision === 'granted' && entry.session.accountId === ctx.oidc.session!.accountId;
      return passes ? interactionPolicy.Check.NO_NEED_TO_PROMPT : interactionPolicy.Check.REQUEST_PROMPT;
    }),
  );
  return policy;
}

function showNotOpened(ctx: Pick<KoaContextWithOIDC, 'type' | 'body'>, text: string): void {
  ctx.type = 'html';
  ctx.body = plainPage({
    title: 'The application could not be opened',
    text,
    markup: '<a class="button" href="/">Enterprise Portal</a>',
  });
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
