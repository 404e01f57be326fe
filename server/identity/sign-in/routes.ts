import type { RateLimitOptions } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import {
  type Deployment,
  identityApi,
  type PortalApplication,
  type Session,
} from '../../../shared/identity/api/identity.ts';
import { mayOpen } from '../../../shared/applications/applications.ts';
import { portalSessionCookie } from '../../../shared/identity/cookies.ts';
import { ownCookie } from '../../http/cookies.ts';
import { limits } from '../../../shared/contract/limits.ts';
import type { Role } from '../../../shared/identity/roles.ts';
import type { Settings } from '../../../shared/kiosk/settings.ts';
import { randomToken } from '../../keys/tokens.ts';
import { Problem } from '../../http/problem.ts';
import { type Asked, serve } from '../../http/serve.ts';
import { inOneWait } from '../../store/contract.ts';
import type { HttpServer } from '../../http/server.ts';
import { type Account, factsOf } from '../accounts/account.ts';
import { HashingBusyError } from '../accounts/password-hashing.ts';
import { knowsApprovals } from '../approvals/records.ts';
import type { Capability } from '../capability.ts';
import { callerOf, type IdentityContext } from '../context.ts';
import { pendingStep } from '../oidc/entry.ts';
import { endSession } from '../sessions/end-session.ts';
import { announceEvent } from '../sessions/session-events.ts';
import { noteConcurrentUse } from '../sessions/concurrent-use.ts';
import { wordedProblem } from '../worded-problem.ts';
import { noteUse } from '../workstations/enrolment.ts';
import { verifyCredentials, type VerifyDeps } from './sign-in.ts';
import { keepLanguage } from './language.ts';
import { workstationId } from './lockout.ts';
import { lockedProblem } from './locked-problem.ts';
import { presentedTicket, setWorkstation } from './workstation-cookie.ts';

/** What is told of who is signed in. */
export type SessionDeps = Pick<
  IdentityContext,
  'acceptances' | 'applications' | 'clock' | 'defaultLauncher' | 'passwordProfile' | 'settings' | 'store'
>;

type DeploymentDeps = Pick<IdentityContext, 'accounts' | 'deployment' | 'setUp'>;

type Deps = VerifyDeps &
  SessionDeps &
  Pick<IdentityContext, 'countSignIn' | 'deployment' | 'origin' | 'setUp' | 'timeZone'>;

type Begun =
  | { readonly account: Account; readonly token: string }
  /** A session that goes on, by its id. */
  | { readonly account: Account; readonly extended: string };

/** Signing in and out, and who is signed in. */
export const signingIn: Capability = { routes: signInRoutes };

function signInRoutes(app: HttpServer, context: Deps): void {
  const { origin, sessions, audit, deployment, applications, countSignIn } = context;
  const sessionCookie = ownCookie(origin, portalSessionCookie, deployment.id);

  serve(app, identityApi.deployment, () => whatThisIs(context));

  serve(app, identityApi.applications, async () => applications.map(({ launched }) => launched));

  serve(
    app,
    identityApi.signIn,
    async (request, reply) => {
      const ticket = presentedTicket(request, context) ?? randomToken();
      // One wait for the disk, before anything is said: nobody learns anything of a try that is not written down.
      const begun = await inOneWait(context.store, () => beginSession(request, workstationId(ticket)));
      countSignIn('succeeded');
      if ('extended' in begun) {
        await announceEvent(begun.extended, { type: 'extended' }, context.store);
        return sessionOf(begun.account, context);
      }
      reply.setCookie(sessionCookie.name, begun.token, sessionCookie.options);
      setWorkstation(reply, context, ticket);
      return sessionOf(await keepLanguage(request, reply, begun.account, context), context);
    },
    { rateLimit: perAddress(context) },
  );

  serve(app, identityApi.session, async (request) => sessionOf(callerOf(request).account, context));

  serve(app, identityApi.signOut, async (request, reply) => {
    await endSession(callerOf(request).session.id, 'signed out', context);
    reply.clearCookie(sessionCookie.name, sessionCookie.options);
  });

  /** @throws Problem where they may not sign in */
  async function beginSession(request: Asked<typeof identityApi.signIn>, workstation: string): Promise<Begun> {
    const verdict = await verifyCredentials(request.body, workstation, context).catch((error: unknown) => {
      if (!(error instanceof HashingBusyError)) throw error;
      countSignIn('busy');
      throw new Problem('busy');
    });
    if (verdict.outcome === 'wrong') {
      countSignIn('refused');
      await audit.record({ event: 'sign-in.refused', workstation });
      throw wordedProblem('sign-in-refused', { contact: deployment.support }, context);
    }
    if (verdict.outcome === 'locked') {
      countSignIn('locked');
      const { began, account, until } = verdict;
      await audit.record({
        event: began ? 'sign-in.locked' : 'sign-in.refused',
        workstation,
        ...(account && { account: account.id }),
      });
      throw lockedProblem(until, context);
    }
    if (verdict.outcome === 'workstation not enrolled') {
      countSignIn('workstation not enrolled');
      throw new Problem('workstation-not-enrolled');
    }
    const { account } = verdict;
    const previous = await sessions.find(request.cookies[sessionCookie.name]);
    if (request.body.again && previous?.accountId === account.id && (await sessions.noteProof(previous.id))) {
      const whose = { account: account.id, workstation: previous.workstation };
      await audit.record({ event: 'sign-in.succeeded', ...whose, detail: { again: 'yes' } });
      return { account, extended: previous.id };
    }
    // A new id at every sign-in, and whatever was open in this browser ends, whoever's it was.
    if (previous) await endSession(previous.id, 'another sign-in here', context);
    await noteUse(workstation, context);
    await noteConcurrentUse(account, workstation, context);
    await audit.record({ event: 'sign-in.succeeded', account: account.id, workstation });
    const { token } = await sessions.begin(account.id, workstation);
    return { account, token };
  }
}

/** What this server is, which anyone may know. */
async function whatThisIs(context: DeploymentDeps): Promise<Deployment> {
  return {
    ...context.deployment,
    ...((await context.setUp?.isPending(context)) && { setUp: 'pending' as const }),
  };
}

/**
 * The same for a document of the portal, where the browser shows by its cookies that nobody is signed in: then the page to
 * sign in on has nothing to ask for. Where the store does not answer, the page finds that out by itself.
 */
export async function saidByDocument(
  request: FastifyRequest,
  context: DeploymentDeps & Pick<IdentityContext, 'origin'>,
): Promise<Deployment | undefined> {
  const cookie = ownCookie(context.origin, portalSessionCookie, context.deployment.id);
  if (request.cookies[cookie.name] !== undefined) return undefined;
  return whatThisIs(context).catch(() => undefined);
}

/** On top of the limit by name, against one password tried on many names. */
export function perAddress({ settings }: Pick<IdentityContext, 'settings'>): RateLimitOptions {
  return limited(attemptsPerMinute(settings));
}

/** From one network address: whoever signs in opens several applications, some of them again and again. */
export function signOnsPerMinute(settings: Settings): number {
  return limits.signIn.perAddress.signOnsForEachAttempt * attemptsPerMinute(settings);
}

export function signOnsPerAddress({ settings }: Pick<IdentityContext, 'settings'>): RateLimitOptions {
  return limited(signOnsPerMinute(settings));
}

function attemptsPerMinute({ signIn }: Settings): number {
  return signIn?.attemptsPerAddressPerMinute ?? limits.signIn.perAddress.attempts;
}

function limited(max: number): RateLimitOptions {
  return {
    max,
    timeWindow: limits.signIn.perAddress.window,
    errorResponseBuilder: () => new Problem('too-many-requests'),
  };
}

function mayBeOpened(
  roles: readonly Role[],
  { applications }: Pick<IdentityContext, 'applications'>,
): PortalApplication[] {
  return applications.filter((application) => mayOpen(application, roles)).map(({ launched }) => launched);
}

export async function sessionOf(account: Account, context: SessionDeps): Promise<Session> {
  const { launcher, language, density, tour } = account;
  const pending = await pendingStep(account, context);
  return {
    account: {
      ...factsOf(account),
      launcher: launcher ?? context.defaultLauncher,
      ...(language && { language }),
      ...(density && { density }),
      ...(tour && { tour }),
    },
    pending,
    ...(account.password.closed && { wasReset: true as const }),
    ...((await knowsApprovals(account, context)) && { approvals: true as const }),
    applications: pending === 'none' ? mayBeOpened(account.roles, context) : [],
  };
}
