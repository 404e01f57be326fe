import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import type { Registry } from 'prom-client';
import type { Deployment, LauncherStyle } from '../../shared/identity/api/identity.ts';
import type { PasswordProfileId } from '../../shared/identity/password-policy.ts';
import type { KioskPlace } from '../../shared/kiosk/embedded-server.ts';
import type { Settings } from '../../shared/kiosk/settings.ts';
import type { Clock } from '../clock.ts';
import type { EventLoop } from '../http/event-loop.ts';
import type { Tls } from '../http/tls.ts';
import type { Jobs } from '../jobs.ts';
import type { Keys } from '../keys/keys.ts';
import type { MailOutbox } from '../mail/outbox.ts';
import type { MailTransport } from '../mail/transport.ts';
import type { Store } from '../store/contract.ts';
import { Problem } from '../http/problem.ts';
import type { Collection } from '../store/contract.ts';
import type { Account, AccountIndex } from './accounts/account.ts';
import type { PasswordHashing } from './accounts/password-hashing.ts';
import type { Acceptances } from './agreements/acceptable-use.ts';
import type { AuditTrail } from './audit/audit-trail.ts';
import type { Shipping } from './audit/syslog/shipping.ts';
import type { SignInOutcome } from './sign-in/counted-sign-ins.ts';
import type { OidcRecords } from './oidc/adapter.ts';
import type { LaunchedApplication, RegisteredClient } from './oidc/clients.ts';
import type { Outbox } from '../outbox.ts';
import type { UnrecordedEnd } from './sessions/end-outbox.ts';
import type { PendingLogout } from './sessions/logout-outbox.ts';
import type { OpenIdSessions } from './sessions/openid-sessions.ts';
import type { SetUp, ShownCode } from './setup/pending.ts';
import type { SessionEvents } from './sessions/session-events.ts';
import type { PortalSession, PortalSessions } from './sessions/portal-sessions.ts';

/** What the identity server is started with. */
export interface IdentityOptions {
  /** The portal's own origin, which is the issuer too. */
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
  /** What the launcher leads to, with who may open it. */
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

/** All that there is for the capabilities; each takes the few things that it uses. */
export interface IdentityContext extends IdentityOptions {
  readonly accounts: Collection<Account, AccountIndex>;
  readonly sessions: PortalSessions;
  readonly openIdSessions: OpenIdSessions;
  /** What the OpenID Connect provider keeps. */
  readonly records: OidcRecords;
  readonly provider: Provider;
  readonly acceptances: Acceptances;
  readonly events: SessionEvents;
  readonly mail: MailOutbox;
  readonly logouts: Outbox<PendingLogout>;
  readonly ends: Outbox<UnrecordedEnd>;
  /** Where the settings name a log collector. */
  readonly shipping: Shipping | undefined;
  readonly jobs: Jobs;
  readonly registry: Registry;
  readonly countSignIn: (outcome: SignInOutcome) => void;
  /** Checked where there is no account, so that it takes the same time. */
  readonly decoyHash: string;
  /** The deployment's. */
  readonly passwordProfile: PasswordProfileId;
  /** The deployment's. */
  readonly timeZone: string;
  readonly defaultLauncher: LauncherStyle;
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
