import { setTimeout as delay } from 'node:timers/promises';
import type { Deployment } from '../../shared/identity/api/identity.ts';
import type { LoadFailure } from '../diagnostics/window-recovery.ts';
import type { Addresses } from '../security/origins.ts';
import type { PortalClient } from './portal-client.ts';
import { whyUnreachable } from './unreachable.ts';

export interface Connected {
  readonly deployment: Deployment;
  readonly applications: Addresses['applications'];
  /** The name under which the server has enrolled this workstation, or null. */
  readonly enrolledAs: string | null;
}

export interface ConnectDeps {
  readonly client: Pick<PortalClient, 'deployment' | 'applications' | 'enrolledAs'>;
  /** Told what the server is before it is asked for anything that depends on this workstation. */
  readonly met: (deployment: Deployment) => Promise<void>;
  /** Told at every failure. */
  readonly waiting: (why: LoadFailure) => void;
}

const retryEvery = 2000;

/** Waits for the server, however long that takes, and learns what it serves now [K7]. */
export async function connect({ client, met, waiting }: ConnectDeps): Promise<Connected> {
  for (;;) {
    try {
      const deployment = await client.deployment();
      await met(deployment);
      const [applications, enrolledAs] = await Promise.all([client.applications(), client.enrolledAs()]);
      return { deployment, applications, enrolledAs };
    } catch (error) {
      waiting(whyUnreachable(error));
      await delay(retryEvery);
    }
  }
}
