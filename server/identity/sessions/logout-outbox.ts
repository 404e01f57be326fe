import type { FastifyBaseLogger } from 'fastify';
import type Provider from 'oidc-provider';
import { limits } from '../../../shared/contract/limits.ts';
import type { Clock } from '../../clock.ts';
import { Outbox, type Queued } from '../../outbox.ts';
import { defineCollection, type Store } from '../../store/contract.ts';

/** One application's sign-on that is over. */
export interface SignOn {
  readonly clientId: string;
  readonly accountId: string;
  /** As the application's ID token named it. */
  readonly sid: string;
}

/** That an application is still to be told (OpenID Connect Back-Channel Logout 1.0). */
export interface PendingLogout extends SignOn, Queued {}

export const pendingLogouts = defineCollection<PendingLogout>()({
  name: 'logout-outbox',
  lifetime: 'session',
  indexes: [],
});

const lookEvery = 1000;

/** The library's types leave this method out. */
interface LogoutClient {
  readonly backchannelLogoutUri?: string;
  backchannelLogout(accountId: string, sid: string): Promise<void>;
}

/** Tells applications of ended sessions, for as long as one could still believe in them. */
export function logoutOutbox(deps: { store: Store; clock: Clock; log: FastifyBaseLogger; provider: Provider }) {
  const { provider, clock, ...rest } = deps;
  const { retryAfter, givenUpAfter } = limits.backchannelLogout;
  return new Outbox<PendingLogout>({
    ...rest,
    clock,
    lookEvery,
    definition: pendingLogouts,
    what: 'a logout token',
    laneOf: ({ clientId }) => clientId,
    deliver: async ({ clientId, accountId, sid }) => {
      const client = (await provider.Client.find(clientId)) as LogoutClient | undefined;
      if (client?.backchannelLogoutUri) await client.backchannelLogout(accountId, sid);
    },
    waitAfter: ({ attempts, queuedAt }) =>
      clock.now() - queuedAt < givenUpAfter ? retryAfter[Math.min(attempts, retryAfter.length - 1)] : undefined,
  });
}
