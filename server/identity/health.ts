import { type Checks, healthRoutes } from '../http/health.ts';
import { defineCollection, type Store } from '../store/contract.ts';
import type { Capability } from './capability.ts';
import type { AuditTrail } from './audit/audit-trail.ts';
import { HashingBusyError, type PasswordHashing } from './accounts/password-hashing.ts';

const probes = defineCollection<{ id: string; at: number }>()({ name: 'probes', lifetime: 'session', indexes: [] });

export interface HealthDeps {
  readonly store: Store;
  readonly hashing: PasswordHashing;
  readonly audit: Pick<AuditTrail, 'tryOut'>;
}

export const health: Capability = {
  routes: (app, context) => healthRoutes(app, healthChecks(context), context.log),
};

/** Each does a small piece of the real work, because that is what tells a full or a read-only disk. */
export function healthChecks({ store, hashing, audit }: HealthDeps): Checks {
  const written = store.collection(probes);
  return {
    store: async () => {
      await written.put({ id: 'probe', at: Date.now() });
      return 'ok';
    },
    hashing: () =>
      hashing.hash('a try').then(
        () => 'ok' as const,
        (error: unknown) => {
          if (error instanceof HashingBusyError) return 'busy' as const;
          throw error;
        },
      ),
    audit: async () => {
      await audit.tryOut();
      return 'ok';
    },
  };
}
