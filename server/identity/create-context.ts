import { Registry } from 'prom-client';
import { cookieName, portalSessionCookie } from '../../shared/identity/cookies.ts';
import { Jobs } from '../jobs.ts';
import { MailOutbox } from '../mail/outbox.ts';
import { accounts as accountsDefinition } from './accounts/account.ts';
import { Acceptances } from './agreements/acceptable-use.ts';
import { shippingOf } from './audit/syslog/shipping-of.ts';
import type { IdentityContext, IdentityOptions } from './context.ts';
import { isLiveCode } from './live-code.ts';
import { OidcRecords } from './oidc/adapter.ts';
import { cookieKeys } from './oidc/cookie-keys.ts';
import { algorithmsOf, createProvider } from './oidc/provider.ts';
import { signingKeys } from './oidc/signing-key.ts';
import { endOutbox } from './sessions/end-outbox.ts';
import { logoutOutbox } from './sessions/logout-outbox.ts';
import { OpenIdSessions } from './sessions/openid-sessions.ts';
import { PortalSessions } from './sessions/portal-sessions.ts';
import { SessionEvents } from './sessions/session-events.ts';
import { signInCounter } from './sign-in/counted-sign-ins.ts';

/** Makes what the capabilities share. Nothing of it does anything by itself yet: the server starts it. */
export async function createContext(options: IdentityOptions): Promise<IdentityContext> {
  const { origin, store, keys, clock, audit, clients, deployment, settings } = options;
  const log = options.log.child({ server: 'identity' });
  const { passwordProfile, timeZone } = deployment;
  const accounts = store.collection(accountsDefinition);
  const sessions = new PortalSessions(store, clock, deployment.session);
  const openIdSessions = new OpenIdSessions(store, sessions);
  const acceptances = new Acceptances(store, { clock, timeZone });
  const records = new OidcRecords(store, clock, openIdSessions);
  const mail = new MailOutbox({
    store,
    clock,
    log,
    transport: options.mailTransport,
    isLive: (code) => isLiveCode(code, { store, clock, accounts }),
  });
  const provider = createProvider({
    store,
    clock,
    log,
    audit,
    accounts,
    sessions,
    openIdSessions,
    acceptances,
    records,
    clients,
    passwordProfile,
    issuer: origin,
    deploymentId: deployment.id,
    sessionCookieName: cookieName(origin, portalSessionCookie, deployment.id),
    signingKeys: await signingKeys(store, clock, algorithmsOf(clients)),
    cookieKeys: await cookieKeys(store, keys, clock),
  });
  const registry = new Registry();
  return {
    ...options,
    log,
    accounts,
    sessions,
    openIdSessions,
    records,
    provider,
    acceptances,
    mail,
    registry,
    passwordProfile,
    timeZone,
    events: await SessionEvents.of(store),
    logouts: logoutOutbox({ store, clock, log, provider }),
    ends: endOutbox({ store, clock, log, audit }),
    shipping: await shippingOf(settings, { audit, store, clock, log }),
    jobs: new Jobs({ store, clock, log }),
    countSignIn: signInCounter(registry),
    decoyHash: options.hashing.decoy(),
    defaultLauncher: settings.launcher ?? 'icons',
  };
}
