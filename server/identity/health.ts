import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checks } from '../http/health.ts';
import { defineCollection, type Store } from '../store/contract.ts';
import { HashingBusyError, type PasswordHashing } from './accounts/password-hashing.ts';

const probes = defineCollection<{ id: string; at: number }>()({ name: 'probes', lifetime: 'session', indexes: [] });

export interface HealthDeps {
  readonly store: Store;
  readonly hashing: PasswordHashing;
  /** The folder in which the audit trail is written. */
  readonly auditFolder: string;
}

/** Each does a small piece of the real work, because that is what tells a full or a read-only disk. */
export function healthChecks({ store, hashing, auditFolder }: HealthDeps): Checks {
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
      await writeAndDelete(join(auditFolder, 'probe'));
      return 'ok';
    },
  };
}

/** The trail itself only grows, so the try is made beside it, with a block, which a full disk refuses. */
async function writeAndDelete(file: string): Promise<void> {
  try {
    const handle = await open(file, 'w', 0o600);
    try {
      await handle.writeFile(Buffer.alloc(4096));
      await handle.sync();
    } finally {
      await handle.close();
    }
  } finally {
    await unlink(file).catch(() => {});
  }
}
