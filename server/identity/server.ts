import { randomBytes } from 'node:crypto';
import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import { Registry } from 'prom-client';
import type { Deployment } from '../../shared/identity/api/identity.ts';
import type { KioskPlace } from '../../shared/kiosk/embedded-server.ts';
import type { Settings } from '../../shared/kiosk/settings.ts';
import { permissions } from '../../shared/identity/permissions.ts';
import type { Role } from '../../shared/identity/roles.ts';
import type { Clock } from '../clock.ts';
import { cookieName, portalSessionCookie } from '../../shared/identity/cookies.ts';
import { administrationPaths, changePasswordPath } from '../../shared/identity/portal-paths.ts';
import { deploymentInDocument } from '../../shared/identity/sign-in-address.ts';
import { describeApi } from '../http/openapi.ts';
import type { EventLoop } from '../http/event-loop.ts';
import { healthRoutes } from '../http/health.ts';
import { measureProcess, serveMetrics } from '../http/metrics.ts';
import { monitoringAccess } from '../http/monitoring-access.ts';
import { servePages } from '../http/pages.ts';
import { Problem } from '../http/problem.ts';
import { type AccessCheck, createHttpServer, type HttpServer } from '../http/server.ts';
import { Jobs } from '../jobs.ts';
import type { Tls } from '../http/tls.ts';
import type { Keys } from '../keys/keys.ts';
import { MailOutbox } from '../mail/outbox.ts';
import type { MailTransport } from '../mail/transport.ts';
import type { Store } from '../store/contract.ts';
import { accounts as accountsDefinition } from './accounts/account.ts';
import { PasswordHashing } from './accounts/password-hashing.ts';
import { Acceptances } from './agreements/acceptable-use.ts';
import { agreementRoutes } from './agreements/routes.ts';
import { AuditTrail } from './audit/audit-trail.ts';
import { auditRoutes } from './audit/routes.ts';
import { recordAddresses } from './audit/source-address.ts';
import { shippingOf } from './audit/syslog/shipping-of.ts';
import { openControl } from '../control/control-endpoint.ts';
import { answerCommand } from './commands/commands.ts';
import { announcementRoutes } from './announcements/routes.ts';
import { approvalRoutes } from './approvals/routes.ts';
import { administrationRoutes } from './administration/routes.ts';
import { announceCapacity } from './capacity.ts';
import { callerOf, type IdentityContext } from './context.ts';
import { healthChecks } from './health.ts';
import { importRoutes } from './import/routes.ts';
import { measureIdentity, signInCounter } from './metrics.ts';
import { helpRoutes } from './help/routes.ts';
import { learningRoutes } from './learning/routes.ts';
import { noticeRoutes } from './notices/routes.ts';
import { homeRoutes } from './notifications/routes.ts';
import { cookieKeys } from './oidc/cookie-keys.ts';
import { OidcRecords } from './oidc/adapter.ts';
import { pendingStep } from './oidc/entry.ts';
import type { LaunchedApplication, RegisteredClient } from './oidc/clients.ts';
import { algorithmsOf, createProvider } from './oidc/provider.ts';
import { oidcRoutes } from './oidc/routes.ts';
import { signingKeys } from './oidc/signing-key.ts';
import { overviewRoutes } from './overview/routes.ts';
import { passwordRoutes } from './passwords/routes.ts';
import { questionRoutes } from './questions/routes.ts';
import { isLiveCode } from './live-code.ts';
import { recoveryRoutes } from './recovery/routes.ts';
import { supportRoutes } from './support/routes.ts';
import { registrationRoutes } from './registrations/routes.ts';
import { roleRoutes } from './roles/routes.ts';
import { serviceAccess } from './services/service-access.ts';
import { sessionOfAccessToken } from './sessions/access-token-session.ts';
import { serverStateRoutes } from './server-state/routes.ts';
import { endWithOpenIdSession } from './sessions/application-sign-out.ts';
import { endOutbox } from './sessions/end-outbox.ts';
import { logoutOutbox } from './sessions/logout-outbox.ts';
import { OpenIdSessions } from './sessions/openid-sessions.ts';
import { type PortalSession, PortalSessions } from './sessions/portal-sessions.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { SessionEvents } from './sessions/session-events.ts';
import { startSweeping } from './sessions/sweep.ts';
import { AddressAttempts } from './sign-in/address-attempts.ts';
import { languageRoutes, pageLanguage } from './sign-in/language.ts';
import { setUpRoutes } from './setup/routes.ts';
import type { SetUp } from './setup/pending.ts';
import { codeOfUnopened, setUpBySettings, type ShownCode } from './setup/set-up.ts';
import { siteRoutes } from './sites/routes.ts';
import { saidByDocument, signInRoutes } from './sign-in/routes.ts';
import { queueRoutes } from './queues/routes.ts';
import { workstationRoutes } from './workstations/routes.ts';

export interface IdentityOptions {
  readonly origin: string;
  readonly tls?: Tls | undefined;
  /** The certificate that is shown now, PEM: it may be renewed. */
  readonly certificate: () => string | undefined;
  readonly proxies: readonly string[];
  readonly store: Store;
  readonly keys: Keys;
  readonly hashing: PasswordHashing;
  readonly audit: AuditTrail;
  readonly clients: readonly RegisteredClient[];
  /** What the launcher leads to. */
  readonly applications: readonly LaunchedApplication[];
  readonly deployment: Deployment;
  /** Where nobody has set the server up yet. */
  readonly setUp: SetUp | undefined;
  /** Whether an administrator who has never signed in gets another code: of a kiosk that was closed too early. */
  readonly opensAnew: boolean;
  /** Told the first administrator's code, for the screen on which the server starts. */
  readonly show: (shown: ShownCode) => void;
  readonly settings: Settings;
  /** Where a kiosk runs the server for itself. */
  readonly kiosk?: KioskPlace | undefined;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  /** How mail leaves, where the deployment has a way. */
  readonly mailTransport: MailTransport | undefined;
  /** The built renderer. */
  readonly pages: string;
  readonly eventLoop: EventLoop;
  /** So many the store holds well; undefined where it has no such limit. */
  readonly comfortableAccounts: number | undefined;
  /** The folder of the data. */
  readonly data: string;
  /** Where the store is written, if it is in files. */
  readonly storeFolder: string;
}

/** Addresses of the portal's pages. The longest is the one that people have bookmarked. */
const pagePaths = [
  ...['/', '/sign-in', '/agreement', '/password', '/recovery', '/accounts', '/enroll', '/setup'],
  ...['/profile', '/profile/questions', changePasswordPath, '/profile/compromised'],
  ...['/help', '/learning', '/learning/certificate'],
  '/iam/portal/Home/portalHome/notifications/',
];

/** The identity server: the portal, its sessions, and the OpenID Connect provider behind every application. */
export async function createIdentity(options: IdentityOptions): Promise<HttpServer> {
  const { origin, store, keys, clock, hashing, audit, clients } = options;
  const log = options.log.child({ server: 'identity' });
  const { passwordProfile, timeZone } = options.deployment;
  const sessionCookieName = cookieName(origin, portalSessionCookie, options.deployment.id);

  const accounts = store.collection(accountsDefinition);
  const sessions = new PortalSessions(store, clock, options.deployment.session);
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
    accounts,
    sessions,
    acceptances,
    records,
    clients,
    sessionCookieName,
    log,
    passwordProfile,
    clock,
    store,
    audit,
    openIdSessions,
    deploymentId: options.deployment.id,
    issuer: origin,
    signingKeys: await signingKeys(store, clock, algorithmsOf(clients)),
    cookieKeys: await cookieKeys(store, keys, clock),
  });
  const registry = new Registry();
  const logouts = logoutOutbox({ store, clock, log, provider });
  const ends = endOutbox({ store, clock, log, audit });
  const shipping = await shippingOf(options.settings, { audit, store, clock, log });
  const context: IdentityContext = {
    origin,
    clock,
    log,
    accounts,
    sessions,
    openIdSessions,
    acceptances,
    hashing,
    audit,
    shipping,
    provider,
    clients,
    logouts,
    ends,
    mail,
    store,
    keys,
    passwordProfile,
    timeZone,
    events: await SessionEvents.of(store),
    settings: options.settings,
    kiosk: options.kiosk,
    setUp: options.setUp,
    countSignIn: signInCounter(registry),
    decoyHash: await hashing.hash(randomBytes(16).toString('base64url')),
    deployment: options.deployment,
    applications: options.applications,
    defaultLauncher: options.settings.launcher ?? 'icons',
  };
  const shown = options.setUp
    ? await setUpBySettings(options.setUp, options.settings, context)
    : options.opensAnew && (await codeOfUnopened(context));
  if (shown) options.show(shown);
  const jobs = new Jobs({ store, clock, log });
  const stopSweeping = await startSweeping({ ...context, records });
  endWithOpenIdSession(context);

  const attempts = await AddressAttempts.of(store, clock);
  const app = await createHttpServer({
    origin,
    deploymentId: options.deployment.id,
    tls: options.tls,
    proxies: options.proxies,
    log,
    eventLoop: options.eventLoop,
    attempts: attempts.counter,
    access: {
      ...accessChecks(context, sessionCookieName),
      ...serviceAccess(context),
      monitoring: await monitoringAccess(options.settings, origin),
    },
  });
  if (options.settings.audit?.sourceAddresses) recordAddresses(app);
  app.decorateRequest('signedIn', null);
  app.decorateRequest('service', null);
  app.addHook('onClose', async () => {
    context.events.close();
    attempts.close();
    await jobs.close();
    await stopSweeping();
    await logouts.close();
    await ends.close();
    await mail.close();
    await shipping?.close();
  });
  healthRoutes(app, healthChecks({ store, hashing, audit }), log);
  serveMetrics(app, registry);
  measureProcess(registry, options.eventLoop);
  const { storeFolder, certificate } = options;
  measureIdentity(registry, { ...context, storeFolder, certificate });
  await describeApi(app, 'Enterprise Portal identity server');
  await announceCapacity(app, { accounts, comfortableAccounts: options.comfortableAccounts, log });
  approvalRoutes(app, jobs, context);
  await oidcRoutes(app, context);
  signInRoutes(app, context);
  setUpRoutes(app, options, context);
  languageRoutes(app, context);
  sessionRoutes(app, context);
  agreementRoutes(app, context);
  homeRoutes(app, context);
  helpRoutes(app, context);
  learningRoutes(app, context);
  noticeRoutes(app, jobs, context);
  announcementRoutes(app, jobs, context);
  overviewRoutes(app, { ...context, comfortableAccounts: options.comfortableAccounts, data: options.data });
  registrationRoutes(app, context);
  queueRoutes(app, jobs, context);
  siteRoutes(app, context);
  serverStateRoutes(app, context, options.data);
  auditRoutes(app, context);
  roleRoutes(app, context);
  passwordRoutes(app, context);
  questionRoutes(app, context);
  recoveryRoutes(app, context);
  supportRoutes(app, context);
  administrationRoutes(app, context);
  importRoutes(app, context);
  workstationRoutes(app, context);
  // Where password managers look for it (W3C, A Well-Known URL for Changing Passwords).
  app.get('/.well-known/change-password', { config: { access: 'anyone' } }, (_request, reply) =>
    reply.redirect(changePasswordPath, 303),
  );
  await servePages(app, {
    root: options.pages,
    page: 'portal',
    paths: pagePaths,
    besides: { administration: Object.values(administrationPaths) },
    access: 'anyone',
    training: context.deployment.kind === 'training',
    languageOf: (request) => pageLanguage(request, context),
    said: { as: deploymentInDocument, to: (request) => saidByDocument(request, context) },
  });
  mail.start();
  logouts.start();
  ends.start();
  shipping?.start();
  jobs.start();
  const answer = (asked: unknown) => answerCommand(asked, { ...context, running: context }, { atOnce: 1 });
  const control = await openControl({ folder: options.data, key: keys.derive('control'), log, answer });
  app.addHook('preClose', () => control.close());
  return app;
}

function accessChecks(context: IdentityContext, sessionCookieName: string): Record<string, AccessCheck> {
  const { sessions, accounts } = context;
  const callIn = async (request: FastifyRequest, session: PortalSession | undefined) => {
    const account = session && (await accounts.get(session.accountId));
    if (session === undefined || account?.status !== 'active') throw new Problem('sign-in-required');
    request.signedIn = { session, account };
  };
  const signedIn: AccessCheck = async (request) =>
    callIn(request, await sessions.find(request.cookies[sessionCookieName]));
  /** A page of the portal asks, or an application for whoever is signed on to it. */
  const session: AccessCheck = async (request, reply) => {
    if (request.headers.authorization === undefined) return signedIn(request, reply);
    const id = await sessionOfAccessToken(request, context);
    return callIn(request, id === undefined ? undefined : await sessions.get(id));
  };
  const complete: AccessCheck = async (request, reply) => {
    await signedIn(request, reply);
    const pending = await pendingStep(callerOf(request).account, context);
    if (pending === 'agreement') throw new Problem('agreement-required');
    if (pending === 'password') throw new Problem('password-change-required');
  };
  const withRole =
    (...allowed: Role[]): AccessCheck =>
    async (request, reply) => {
      await complete(request, reply);
      if (!callerOf(request).account.roles.some((role) => allowed.includes(role))) throw new Problem('not-permitted');
    };
  return {
    anyone: () => {},
    session,
    'signed-in': signedIn,
    complete,
    ...Object.fromEntries(Object.entries(permissions).map(([name, allowed]) => [name, withRole(...allowed)])),
  };
}
