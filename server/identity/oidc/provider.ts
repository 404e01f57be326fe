import type { FastifyBaseLogger } from 'fastify';
import Provider, { type Configuration, type JWK, type KoaContextWithOIDC } from 'oidc-provider';
import { boundName } from '../../../shared/identity/cookies.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { localFetch } from '../../../shared/contract/local-fetch.ts';
import { applicationOfScope, offeredScopes } from '../../../shared/applications/applications.ts';
import { type CallerOfApplication, serviceScopes } from '../../../shared/identity/api/services.ts';
import type { SigningAlgorithm } from '../../../shared/kiosk/settings.ts';
import { authorizationPath } from '../../../shared/identity/sign-in-address.ts';
import { plainPage } from '../../http/plain-page.ts';
import { isOutOfDescriptors } from '../../http/problem.ts';
import { type Store, StoreUnavailableError } from '../../store/contract.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { OpenIdSessions } from '../sessions/openid-sessions.ts';
import type { OidcRecords } from './adapter.ts';
import { wasInterrupted } from '../sessions/interruptions.ts';
import { claimsByScope, claimsOf } from './claims.ts';
import type { RegisteredClient } from './clients.ts';
import { CookieSignatures } from './cookie-signatures.ts';
import { type Entry, type EntryDeps, entryTo } from './entry.ts';
import { allowFormsTo } from './form-action.ts';
import { PortalFirst, portalPolicy } from './portal-first.ts';
import { signOnByThePortal } from './portal-sign-on.ts';
import { signOnId } from './sign-on-id.ts';

type CallerClaims = Pick<CallerOfApplication, 'client_name' | 'sites'>;

export interface ProviderOptions extends EntryDeps {
  /** Also the portal's origin. */
  readonly issuer: string;
  readonly clients: readonly RegisteredClient[];
  readonly records: OidcRecords;
  readonly store: Store;
  readonly audit: AuditTrail;
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
  signOnByThePortal(provider, (ctx) => portalCookie(ctx, options), options);
  provider.on('server_error', (ctx, error) => {
    options.log.error({ err: error }, 'OpenID Connect request failed');
    if (!(error instanceof StoreUnavailableError) && !isOutOfDescriptors(error)) return;
    // As every other route answers it: not broken, but to be asked again.
    ctx.status = 503;
    ctx.set('Retry-After', String(limits.overload.retryAfterSeconds));
  });
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
  provider.use(async (ctx, next) => {
    await next();
    const { client, params } = ctx.oidc ?? {};
    if (params?.['response_mode'] !== 'form_post' || !ctx.response.is('html')) return;
    const address = params['redirect_uri'] as string | undefined;
    if (address !== undefined && client?.redirectUriAllowed(address)) allowFormsTo(address, ctx);
  });
  return provider;
}

function configuration(options: ProviderOptions, provider: () => Provider): Configuration {
  const { clients, records, signingKeys, cookieKeys, accounts, openIdSessions, deploymentId } = options;
  const entryOf = entries(options);
  const backchannelAddresses = new Set(
    clients.flatMap(({ metadata: { backchannel_logout_uri: uri } }) => (uri === undefined ? [] : new URL(uri).href)),
  );
  return {
    adapter: (model) => records.adapterFor(model),
    clients: clients.map(({ metadata, signing }) => ({
      ...metadata,
      response_types: metadata.redirect_uris?.length === 0 ? [] : ['code'],
      id_token_signed_response_alg: signing,
      require_auth_time: true,
    })),
    jwks: { keys: [...signingKeys] },
    enabledJWA: { idTokenSigningAlgValues: algorithmsOf(clients) },
    responseTypes: ['code'],
    pkce: { required: (_ctx, { clientId }) => !clients.find(({ id }) => id === clientId)?.withoutPkce },
    scopes: ['openid', 'offline_access', ...serviceScopes, ...offeredScopes],
    // What an application learns of who calls it; the registration as it is while the server runs.
    extraTokenClaims: (_ctx, { kind, clientId }) =>
      kind === 'ClientCredentials' ? callerClaims(clients, clientId) : undefined,
    claims: claimsByScope,
    // Opaque and bound to the session: when that ends, they end. Refreshing extends nothing.
    expiresWithSession: () => true,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    // A grant is its session's, and ends with it; what is revoked is a sign-on (see the adapter).
    revokeGrantPolicy: () => false,
    ttl: {
      AuthorizationCode: seconds(limits.tokens.authorizationCode),
      IdToken: seconds(limits.tokens.idToken),
      // No longer than any session can last; each ends with its session, which is looked at whenever they are used.
      AccessToken: longest,
      ClientCredentials: seconds(limits.services.tokenLifetime),
      RefreshToken: longest,
      Grant: longest,
      Session: longest,
    },
    cookies: {
      keys: new CookieSignatures(cookieKeys),
      names: { session: boundName('oidc_session', deploymentId) },
    },
    routes: {
      authorization: authorizationPath,
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
      // Only clients that are registered for a service have the grant.
      clientCredentials: { enabled: true },
      introspection: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => isOwnToken(client, token) || isSentTo(client, token),
      },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => isOwnToken(client, token) },
      rpInitiatedLogout: { enabled: true, logoutSource, postLogoutSuccessSource },
      // A request may name one (RFC 8707, and older libraries by themselves); tokens are for one audience here whatever it says.
      resourceIndicators: { enabled: false },
    },
    // Pages of an application ask who it is; everything else is a matter of servers.
    clientBasedCORS: ({ oidc }, origin, { clientId }) =>
      oidc.route === 'userinfo' && clients.find(({ id }) => id === clientId)?.ownOrigins.includes(origin) === true,
    // oidc-provider refuses to call loopback and private addresses, where every clinic's applications are. Only
    // registered back-channel addresses are ever called, and they may not redirect elsewhere.
    fetch: async (input, init) => {
      const { href } = new URL(input instanceof Request ? input.url : input);
      if (!backchannelAddresses.has(href)) throw new Error('not a registered back-channel address');
      const { dispatcher: _, ...rest }: RequestInit & { dispatcher?: unknown } = init ?? {};
      return localFetch(href, { ...rest, redirect: 'error' });
    },
    interactions: {
      policy: portalPolicy({ ...options, entryOf, portalCookieOf: (ctx) => portalCookie(ctx, options) }),
    },
    findAccount: async (_ctx, id, token) => {
      const account = await accounts.get(id);
      if (account?.status !== 'active') return undefined;
      const uid = token && 'sessionUid' in token ? token.sessionUid : undefined;
      const session = uid === undefined ? undefined : await openIdSessions.livePortalSessionOf(uid);
      const claims = async (use: string) =>
        claimsOf(account, {
          ...(session && { workstation: session.workstation }),
          // Read where it is answered, which is not at every token.
          ...(session && use === 'userinfo' && { interrupted: await wasInterrupted(session, options) }),
        });
      return { accountId: id, claims };
    },
    // Whoever gets this far was let in by the portal; there is nothing to consent to among one's own applications.
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      if (!client || !session?.accountId) return undefined;
      const entry = await entryOf(ctx);
      if (entry.decision !== 'granted' || entry.session.accountId !== session.accountId) return undefined;
      // Every ID token names its session, so that signing out by it needs no question.
      ctx.oidc.claims.id_token = { ...ctx.oidc.claims.id_token, sid: null };
      const id = signOnId(session.uid, client.clientId);
      if (session.sidFor(client.clientId) === undefined) session.sidFor(client.clientId, id);
      const present = await provider().Grant.find(id);
      if (present) return present;
      const grant = new (provider().Grant)({ clientId: client.clientId, accountId: session.accountId });
      grant.jti = id;
      grant.addOIDCScope(ofPeople(client.scope ?? 'openid'));
      await grant.save();
      return grant;
    },
    renderError: (ctx, out, error) => {
      if (error instanceof PortalFirst) {
        ctx.status = 303;
        ctx.redirect(error.address);
        return;
      }
      showNotOpened(
        ctx,
        `The request to sign on was not valid (${out.error}). Go back to the Enterprise Portal and open the application from there.`,
      );
    },
  };
}

/** What an application may do by itself is in no token that it gets for a person. */
function ofPeople(scope: string): string {
  const isOwn = (each: string) => [...serviceScopes, ...offeredScopes].includes(each);
  return scope
    .split(' ')
    .filter((each) => !isOwn(each))
    .join(' ');
}

interface Token {
  readonly kind: string;
  readonly clientId?: string | undefined;
  readonly scope?: string | undefined;
}

/** Whether a token is good, and its end, are its own client's business … */
function isOwnToken(client: { clientId: string }, token: Pick<Token, 'clientId'>): boolean {
  return token.clientId === client.clientId;
}

/** … and whether it is good, that of the application whose scope it has. A person's token is never sent to another one. */
function isSentTo({ clientId }: { clientId: string }, { kind, scope = '' }: Token): boolean {
  return kind === 'ClientCredentials' && scope.split(' ').some((each) => applicationOfScope(each) === clientId);
}

function callerClaims(clients: readonly RegisteredClient[], clientId: string | undefined): CallerClaims | undefined {
  const client = clients.find(({ id }) => id === clientId);
  if (client?.services.applications === undefined) return undefined;
  const { sites = [] } = client.services.applications;
  return { client_name: client.name, sites: sites === 'all' ? sites : [...sites] };
}

/** ES256 first, which discovery names in any case. */
export function algorithmsOf(clients: readonly RegisteredClient[]): SigningAlgorithm[] {
  return [...new Set<SigningAlgorithm>(['ES256', ...clients.map(({ signing }) => signing)])];
}

/** What stands between a request and its application, looked up once for each. */
function entries(options: ProviderOptions): (ctx: KoaContextWithOIDC) => Promise<Entry> {
  const known = new WeakMap<object, Promise<Entry>>();
  return (ctx) => {
    const client = options.clients.find(({ id }) => id === ctx.oidc.client!.clientId);
    if (client === undefined) return Promise.resolve({ decision: 'sign-in' });
    const entry = known.get(ctx) ?? entryTo(client, portalCookie(ctx, options), options);
    known.set(ctx, entry);
    return entry;
  };
}

function portalCookie(ctx: KoaContextWithOIDC, { sessionCookieName }: ProviderOptions): string | undefined {
  return ctx.cookies.get(sessionCookieName, { signed: false });
}

function showNotOpened(ctx: Pick<KoaContextWithOIDC, 'type' | 'body'>, text: string): void {
  ctx.type = 'html';
  ctx.body = plainPage({
    title: 'The application could not be opened',
    text,
    markup: '<a class="button" href="/">Enterprise Portal</a>',
  });
}

/** Asked only where the request does not prove that it comes from this very session; see `application-sign-out.ts`. */
function logoutSource(ctx: KoaContextWithOIDC, form: string): void {
  const back = ctx.oidc.params?.['post_logout_redirect_uri'] as string | undefined;
  if (back !== undefined) allowFormsTo(back, ctx);
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
