import type { FastifyBaseLogger } from 'fastify';
import { applicationApi } from '../../../shared/applications/api/application.ts';
import { type ApplicationId, applications } from '../../../shared/applications/applications.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { AnnouncementSettings } from '../../../shared/kiosk/settings.ts';
import type { ClinicTime } from '../../../shared/contract/time.ts';
import type { Clock } from '../../clock.ts';
import { ownCookie } from '../../http/cookies.ts';
import type { EventLoop } from '../../http/event-loop.ts';
import { servePages } from '../../http/pages.ts';
import { Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import { type AccessCheck, createHttpServer, type HttpServer } from '../../http/server.ts';
import { Jobs } from '../../jobs.ts';
import type { Tls } from '../../http/tls.ts';
import type { Store } from '../../store/contract.ts';
import { callerAccess } from './callers.ts';
import { draftRoutes } from './drafts.ts';
import type { MllpOptions } from './mllp-options.ts';
import { PortalServices } from './portal-services.ts';
import { OpenIdClient } from './relying-party/openid.ts';
import { relyingPartyRoutes } from './relying-party/routes.ts';
import { ApplicationSessions } from './relying-party/session.ts';
import { relaySession } from './relying-party/session-relay.ts';
import { forgetKeptAttempts, SignInAttempts } from './relying-party/sign-in-attempts.ts';

export interface PasswordHashing {
  hash(password: string): Promise<string>;
  verify(passwordHash: string, password: string): Promise<boolean>;
}

/** What a bundled application is given. It knows the identity server only as any OpenID Connect client would. */
export interface ApplicationOptions {
  /** This application's own origin. */
  readonly origin: string;
  readonly deploymentId: string;
  readonly tls?: Tls | undefined;
  readonly proxies?: readonly string[] | undefined;
  readonly eventLoop: Pick<EventLoop, 'overloaded'>;
  readonly issuer: string;
  readonly clientSecret: string;
  /** The portal's address, for the way back. */
  readonly portal: string;
  /** Where the others of this product are; one that a real application stands in for is not among them. */
  readonly applications: Readonly<Record<string, string>>;
  readonly store: Store;
  readonly log: FastifyBaseLogger;
  readonly clock: Clock;
  /** Whose today it is, IANA name. */
  readonly timeZone: string;
  /** The built renderer. */
  readonly pages: string;
  readonly training: boolean;
  /** What the clinic is called, where that is known. */
  readonly clinic?: string | undefined;
  /** What drafts are encrypted with, beside the store's own encryption. */
  readonly draftKey: Buffer;
  /** What a browser keeps of a sign-in that is under way is sealed with it. */
  readonly attemptKey: Buffer;
  /** How many may come from one network address. */
  readonly signOnsPerMinute: number;
  /** argon2id as everywhere in the product, one queue for all; it throws where that is full. */
  readonly hashing: PasswordHashing;
  /** Where ImmTrac2 takes messages over MLLP. */
  readonly mllp?: MllpOptions | undefined;
  /** Where a button that leads outside leads. */
  readonly links: { readonly forms: string; readonly userTraining: string };
  /** What ImmTrac2 tells everybody on their way in, in place of what it comes with. */
  readonly announcements?: readonly AnnouncementSettings[] | undefined;
}

/** One of the product's applications: a server of its own, and what a training deployment has in it from the start. */
export interface BundledApplication {
  create(options: ApplicationOptions): Promise<HttpServer>;
  seed(store: Store, time: ClinicTime): Promise<void>;
}

/** Its own interface, what it asks of the portal's, and what it does by itself. */
export type ApplicationServer = HttpServer & { readonly services: PortalServices; readonly jobs: Pick<Jobs, 'add'> };

/** A server of its own with sign-in in front of everything; the application adds its routes. */
export async function createApplicationServer(
  id: ApplicationId,
  options: ApplicationOptions,
  /** Further checks, which run for callers who are signed in. */
  checks: Readonly<Record<string, AccessCheck>> = {},
): Promise<ApplicationServer> {
  const { origin, deploymentId, issuer, clientSecret, portal, store, log, clock, pages } = options;
  const sessions = new ApplicationSessions(store, clock);
  const attempts = new SignInAttempts(options.attemptKey, clock);
  await forgetKeptAttempts(store);
  const { sweepEvery } = limits.applicationSessions;
  const jobs = new Jobs({ store, clock, log: log.child({ application: id }) });
  jobs.add({ name: 'ended-sessions', every: sweepEvery, run: () => sessions.deleteEnded() });
  const { name: cookieName } = ownCookie(origin, `${id}_session`, deploymentId);
  const redirectUri = new URL('/sign-in/callback', origin).href;
  const openId = new OpenIdClient({ issuer, clientId: id, clientSecret, redirectUri });

  const ownSession: AccessCheck = async (request) => {
    request.applicationSession = (await sessions.find(request.cookies[cookieName])) ?? null;
    if (request.applicationSession === null) throw new Problem('sign-in-required');
  };
  /** This application may not have heard yet that the session is over. */
  const signedIn: AccessCheck = async (request, reply) => {
    await ownSession(request, reply);
    const active = await openId.isActive(request.applicationSession!.accessToken).catch(() => {
      throw new Problem('portal-unreachable');
    });
    if (!active) throw new Problem('sign-in-required');
  };
  /** The page itself holds nobody's data; where the identity server does not answer, it says so itself. */
  const page: AccessCheck = async (request, reply) => {
    const session = await sessions.find(request.cookies[cookieName]);
    if (session && (await openId.isActive(session.accessToken).catch(() => true))) return;
    reply.redirect(`/sign-in?to=${encodeURIComponent(request.url)}`, 303);
  };
  const furtherChecks = Object.entries(checks).map(([name, check]): [string, AccessCheck] => [
    name,
    async (request, reply) => {
      await signedIn(request, reply);
      await check(request, reply);
    },
  ]);

  const app = await createHttpServer({
    origin,
    deploymentId,
    tls: options.tls,
    proxies: options.proxies,
    eventLoop: options.eventLoop,
    log: log.child({ application: id }),
    access: {
      anyone: () => {},
      page,
      'own-session': ownSession,
      'signed-in': signedIn,
      ...Object.fromEntries(furtherChecks),
      ...callerAccess(applications[id].offers ?? [], openId, clock),
    },
  });
  app.decorateRequest('applicationSession', null);
  app.decorateRequest('callingSystem', null);
  app.decorate('services', new PortalServices(openId, applications[id].services));
  app.decorate('jobs', jobs);
  // Once the application has added its own.
  app.addHook('onReady', async () => jobs.start());
  app.addHook('onClose', () => jobs.close());
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  const sendPage = await servePages(app, {
    root: pages,
    page: `applications/${id}`,
    paths: applications[id].pages,
    openPaths: applications[id].openPages,
    access: 'page',
    training: options.training,
  });
  const { signOnsPerMinute } = options;
  relyingPartyRoutes(app, {
    application: id,
    origin,
    deploymentId,
    portal,
    openId,
    sessions,
    attempts,
    signOnsPerMinute,
    sendPage,
  });
  relaySession(app, openId);
  draftRoutes(app, jobs, { ...options, forms: applications[id].draftForms });
  serve(app, applicationApi.place, async () => ({ training: options.training, portal }));
  serve(app, applicationApi.session, async (request) => {
    const { username, name, roles, sites, language, density } = request.applicationSession!.caller;
    const chosen = { ...(language && { language }), ...(density && { density }) };
    const caller = { username, name, roles: [...roles], sites: [...sites], ...chosen };
    const { training, clinic, links } = options;
    return { caller, training, ...(clinic !== undefined && { clinic }), portal, links };
  });
  return app as unknown as ApplicationServer;
}
