import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import type { Deployment, LauncherStyle } from '../../shared/identity/api/identity.ts';
import type { PasswordProfileId } from '../../shared/identity/password-policy.ts';
import type { KioskPlace } from '../../shared/kiosk/embedded-server.ts';
import type { Settings } from '../../shared/kiosk/settings.ts';
import type { Clock } from '../clock.ts';
import type { Keys } from '../keys/keys.ts';
import type { MailOutbox } from '../mail/outbox.ts';
import type { Store } from '../store/contract.ts';
import { Problem } from '../http/problem.ts';
import type { Collection } from '../store/contract.ts';
import type { Account, AccountIndex } from './accounts/account.ts';
import type { PasswordHashing } from './accounts/password-hashing.ts';
import type { Acceptances } from './agreements/acceptable-use.ts';
import type { AuditTrail } from './audit/audit-trail.ts';
import type { Shipping } from './audit/syslog/shipping.ts';
import type { SignInOutcome } from './metrics.ts';
import type { LaunchedApplication, RegisteredClient } from './oidc/clients.ts';
import type { Outbox } from '../outbox.ts';
import type { UnrecordedEnd } from './sessions/end-outbox.ts';
import type { PendingLogout } from './sessions/logout-outbox.ts';
import type { OpenIdSessions } from './sessions/openid-sessions.ts';
import type { SetUp } from './setup/pending.ts';
import type { SessionEvents } from './sessions/session-events.ts';
import type { PortalSession, PortalSessions } from './sessions/portal-sessions.ts';

/** What the identity server's capabilities share. */
export interface IdentityContext {
  /** The portal's own origin, which is the issuer too. */
  readonly origin: string;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  readonly accounts: Collection<Account, AccountIndex>;
  readonly sessions: PortalSessions;
  readonly openIdSessions: OpenIdSessions;
  readonly events: SessionEvents;
  readonly logouts: Outbox<PendingLogout>;
  readonly ends: Outbox<UnrecordedEnd>;
  readonly clients: readonly RegisteredClient[];
  readonly acceptances: Acceptances;
  readonly hashing: PasswordHashing;
  readonly decoyHash: string;
  readonly audit: AuditTrail;
  /** Where the settings name a log collector. */
  readonly shipping: Shipping | undefined;
  readonly provider: Provider;
  readonly deployment: Deployment;
  /** What the launcher leads to, with who may open it. */
  readonly applications: readonly LaunchedApplication[];
  readonly defaultLauncher: LauncherStyle;
  readonly passwordProfile: PasswordProfileId;
  /** The deployment's. */
  readonly timeZone: string;
  readonly mail: MailOutbox;
  readonly store: Store;
  readonly keys: Keys;
  readonly settings: Settings;
  /** Where a kiosk runs the server for itself. */
  readonly kiosk?: KioskPlace | undefined;
  /** Where nobody has set the server up yet. */
  readonly setUp: SetUp | undefined;
  readonly countSignIn: (outcome: SignInOutcome) => void;
}

declare module 'fastify' {
  interface FastifyRequest {
    signedIn: { readonly session: PortalSession; readonly account: Account } | null;
  }
}

/** Who is calling. @throws Problem where the route's access check has not seen to that */
export function callerOf(request: FastifyRequest): { readonly session: PortalSession; readonly account: Account } {
  if (request.signedIn === null) throw new Problem('sign-in-required');
  return request.signedIn;
}
