import { X509Certificate } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import { gauge, measureProcess, serveMetrics } from '../http/metrics.ts';
import { monitoringAccess } from '../http/monitoring-access.ts';
import type { Capability } from './capability.ts';
import type { PasswordHashing } from './accounts/password-hashing.ts';

/** What programs that watch the server read [R5]. */
export const metrics: Capability = {
  async access({ settings, origin }) {
    return { monitoring: await monitoringAccess(settings, origin) };
  },
  routes(app, context) {
    serveMetrics(app, context.registry);
    measureProcess(context.registry, context.eventLoop);
    measureIdentity(context);
  },
};

interface Counted {
  count(): Promise<number>;
}

interface MeasuredIdentity {
  readonly registry: Registry;
  readonly sessions: Counted;
  readonly accounts: Counted;
  readonly hashing: Pick<PasswordHashing, 'load'>;
  readonly storeFolder: string;
  readonly mail: Counted;
  /** Absent where the settings name no log collector. */
  readonly shipping: Counted | undefined;
  readonly clock: Clock;
  /** The certificate that is shown now, PEM; undefined where there is none. */
  readonly certificate: () => string | undefined;
}

/** How much there is, and how much waits. */
function measureIdentity(measured: MeasuredIdentity): void {
  const { registry, sessions, accounts, hashing, storeFolder, mail, shipping, clock, certificate } = measured;
  gauge(registry, 'portal_sessions', 'Sessions that last', () => sessions.count());
  gauge(registry, 'portal_accounts', 'Accounts', () => accounts.count());
  gauge(registry, 'portal_store_bytes', 'What the store takes on disk', () => sizeOf(storeFolder));
  gauge(registry, 'portal_mail_waiting', 'Mails that have not left yet', () => mail.count());
  if (shipping) {
    gauge(registry, 'portal_audit_waiting', 'Entries of the audit trail that the log collector does not have yet', () =>
      shipping.count(),
    );
  }
  if (certificate() !== undefined) {
    gauge(registry, 'portal_certificate_days', 'Days until the certificate ends', () =>
      daysLeft(certificate()!, clock.now()),
    );
  }
  gauge(registry, 'portal_hashing_running', 'Passwords being checked', () => hashing.load.running);
  gauge(registry, 'portal_hashing_waiting', 'Passwords waiting to be checked', () => hashing.load.waiting);
}

/** Negative once it is over. */
function daysLeft(certificate: string, now: number): number {
  return (Date.parse(new X509Certificate(certificate).validTo) - now) / (24 * 3_600_000);
}

/** The size of the files in a folder, bytes. */
async function sizeOf(folder: string): Promise<number> {
  // One that is replaced right now counts with the next look.
  const size = (name: string) =>
    stat(join(folder, name)).then(
      ({ size: bytes }) => bytes,
      () => 0,
    );
  return (await Promise.all((await readdir(folder)).map(size))).reduce((sum, bytes) => sum + bytes, 0);
}
