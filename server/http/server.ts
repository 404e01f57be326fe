import type { IncomingMessage, ServerResponse } from 'node:http';
import cookie from '@fastify/cookie';
import rateLimit, { type FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import helmet from 'helmet';
import { limits } from '../../shared/contract/limits.ts';
import { refuseDoubledCookies } from './cookies.ts';
import type { EventLoop } from './event-loop.ts';
import { shareConnections } from './connections.ts';
import { answerHeadAsGet } from './head.ts';
import { requireHost } from './host-name.ts';
import { lazySchemas } from './lazy-schemas.ts';
import { plainStyle } from './plain-page.ts';
import { type Tls, tlsOptions } from './tls.ts';
import { answerErrorsWithProblems, Problem, sendProblem } from './problem.ts';
import { answerUnreadable } from './unreadable.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route: a name in the server's table of access checks. A route without one stops the start. */
    access?: string;
    /** Monitors ask it: it is answered under any name of the machine, and when the server is overloaded. */
    probe?: boolean;
    /** A form of any other site may send people here, because the standard says so; what comes changes nothing by itself. */
    fromAnySite?: boolean;
    /** Its tries are counted by each process for itself: what it costs is time, not a guess. */
    countedHere?: boolean;
  }
}

/** Throws a Problem when the caller may not go on, or answers by itself (sends a person to sign in). */
export type AccessCheck = (request: FastifyRequest, reply: FastifyReply) => Promise<void> | void;

export interface HttpServerOptions {
  /** Scheme, host and port under which browsers reach this server. */
  readonly origin: string;
  /** Part of the names of all its cookies. */
  readonly deploymentId: string;
  /** What it shows of itself, where its scheme is https. */
  readonly tls?: Tls | undefined;
  /** Whose X-Forwarded-For is believed. */
  readonly proxies?: readonly string[] | undefined;
  readonly log: FastifyBaseLogger;
  readonly access: Readonly<Record<string, AccessCheck>>;
  readonly eventLoop: Pick<EventLoop, 'overloaded'>;
  /** Who counts the tries of each network address, where servers share that; else each counts its own. */
  readonly attempts?: FastifyRateLimitStoreCtor | undefined;
}

export type HttpServer = FastifyInstance<
  import('node:http').Server,
  import('node:http').IncomingMessage,
  import('node:http').ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** What every server of the product has in common: headers, who may call what, and one language for errors. */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const always = securityHeaders(options);
  const { headerBytes, checkEvery, tlsHandshake } = limits.http;
  const parsing = { maxHeaderSize: headerBytes, connectionsCheckingInterval: checkEvery };
  const app = fastify({
    loggerInstance: options.log,
    // A line for each request would name addresses, and addresses carry codes.
    logController: new LogController({ disableRequestLogging: true }),
    // Without one, the address of a caller is its connection's.
    trustProxy: options.proxies !== undefined && options.proxies.length > 0 && [...options.proxies],
    bodyLimit: limits.http.bodyBytes,
    requestTimeout: limits.http.requestTimeout,
    connectionTimeout: limits.http.silence,
    keepAliveTimeout: limits.http.keepAlive,
    maxRequestsPerSocket: limits.http.requestsPerConnection,
    ...(options.tls
      ? { https: { ...parsing, ...tlsOptions, ...options.tls, handshakeTimeout: tlsHandshake } }
      : { http: parsing }),
    clientErrorHandler: answerUnreadable,
    // An address that the router cannot read comes to no hook.
    frameworkErrors: (_error, request, reply) => {
      reply.raw.setHeaders(always);
      void sendProblem(request, reply, new Problem('request-unreadable'));
    },
    schemaController: { compilersFactory: lazySchemas },
    // HEAD is answered by the routes of GET; a second route for each is a sixth of a start.
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    return503OnClosing: true,
    ajv: {
      customOptions: {
        // A request is what its schema says; nothing is dropped or converted behind the caller's back.
        removeAdditional: false,
        coerceTypes: false,
        allErrors: true,
        // Types make the schemas; checking those at each start as well takes a tenth of it.
        validateSchema: false,
      },
    },
  }).withTypeProvider<TypeBoxTypeProvider>() as unknown as HttpServer;

  app.server.headersTimeout = limits.http.headerTimeout;
  app.server.maxHeadersCount = limits.http.headers;
  app.server.maxConnections = limits.http.connections;
  shareConnections(app.server, options.proxies ?? []);
  app.server.prependListener('request', answerHeadAsGet);
  answerErrorsWithProblems(app);
  await app.register(cookie);
  // Only routes that ask for it are limited.
  await app.register(rateLimit, { global: false, ...(options.attempts && { store: options.attempts }) });

  const origin = new URL(options.origin);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.raw.setHeaders(always);
    done();
  });
  app.addHook('onRoute', ({ url, config }) => {
    const access = config?.access;
    if (access === undefined || !Object.hasOwn(options.access, access)) {
      throw new Error(`route ${url} does not state who may call it (config.access)`);
    }
  });
  app.addHook('onRequest', async (request, reply) => {
    requireOneHost(request);
    const { access, probe, fromAnySite } = request.routeOptions.config;
    if (!probe) {
      if (options.eventLoop.overloaded()) throw new Problem('busy');
      const elsewhere = requireHost(request, origin);
      if (elsewhere !== undefined) return reply.redirect(elsewhere, 307);
      refuseDoubledCookies(request.headers.cookie, options.deploymentId);
    }
    if (!fromAnySite) requireOwnOrigin(request, options.origin);
    if (access !== undefined) await options.access[access]!(request, reply);
    return reply.sent ? reply : undefined;
  });
  return app;
}

/** Those of every answer, worked out once. */
function securityHeaders(options: HttpServerOptions): Map<string, string> {
  // Pages and answers hold people's data; only files named by their content are kept (see pages.ts).
  const headers = new Map([['cache-control', 'no-store']]);
  const answer = { setHeader: (name: string, value: string) => headers.set(name, value), removeHeader: () => {} };
  helmet(decided(options))({} as IncomingMessage, answer as unknown as ServerResponse, () => {});
  return headers;
}

function decided({ origin }: HttpServerOptions) {
  const secure = origin.startsWith('https:');
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", plainStyle],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
      },
    },
    // `no-referrer` would turn the Origin of our own forms into "null".
    referrerPolicy: { policy: 'same-origin' as const },
    xFrameOptions: { action: 'deny' as const },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: secure && { maxAge: 31_536_000, includeSubDomains: false },
    // Without TLS the browser ignores these and only warns about them.
    crossOriginOpenerPolicy: secure && { policy: 'same-origin' as const },
    originAgentCluster: secure,
  };
}

/** Node takes the first of several, what stands in front may take another (RFC 9112, 3.2). */
function requireOneHost({ raw: { rawHeaders } }: FastifyRequest): void {
  const hosts = rawHeaders.filter((text, n) => n % 2 === 0 && text.toLowerCase() === 'host');
  if (hosts.length > 1) throw new Problem('request-invalid', { detail: 'More than one Host header' });
}

const safeMethods = new Set(['GET', 'OPTIONS']);

/** Against cross-site requests: browsers always say where a state-changing request comes from. */
function requireOwnOrigin(request: FastifyRequest, origin: string): void {
  if (safeMethods.has(request.method)) return;
  const from = request.headers.origin;
  const site = request.headers['sec-fetch-site'];
  if ((from !== undefined && from !== origin) || (site !== undefined && site !== 'same-origin' && site !== 'none')) {
    throw new Problem('origin-refused');
  }
}
