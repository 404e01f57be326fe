import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isMoved, markMoved } from '../../store/lowdb/moved.ts';
import type { Stores } from '../../store/open-stores.ts';
import { type AuditOptions, AuditTrail, chainKey } from './audit-trail.ts';
import { FileTrail } from './file-trail.ts';
import type { PostgresTrail } from './postgres-trail.ts';
import { trailFiles, unchainedFile } from './trail-files.ts';

/** The schema's name, and what its key is derived for. */
export const trailStore = 'audit';

export interface TrailPlace extends AuditOptions {
  readonly data: string;
  readonly stores: Pick<Stores, 'database'>;
}

/**
 * The trail of a deployment: in the files of its data folder, or where the records are in a database, there, one for all
 * processes on it. By one process at a time.
 */
export async function openTrail({ data, stores: { database }, ...options }: TrailPlace): Promise<AuditTrail> {
  const { keys, log } = options;
  const directory = join(data, 'audit');
  if (database === undefined) return AuditTrail.open({ directory, ...options });
  const { PostgresTrail } = await import('./postgres-trail.ts');
  const storage = new PostgresTrail(await database.openInUse(trailStore, keys.derive(`store/${trailStore}`)), {
    keys,
    directory,
    log,
  });
  await bringIn(directory, storage, database.name, options);
  return AuditTrail.over(storage, options);
}

/** A trail that was kept in files before goes on in the database, so that there is one chain; once. */
async function bringIn(directory: string, storage: PostgresTrail, to: string, options: AuditOptions): Promise<void> {
  const { keys, clock, log } = options;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  if (await isMoved(directory)) return;
  if (await holdsTrail(directory)) {
    const files = await FileTrail.open({ directory, key: chainKey(keys), clock, log });
    try {
      const head = await files.head();
      if (await storage.isEmpty()) await storage.takeOver(directory, head);
      else if (!(await storage.holds(head))) {
        log?.warn(
          { directory },
          'the audit trail in this folder is not part of the one in the database; it stays there',
        );
        return;
      }
    } finally {
      await files.close();
    }
  }
  await markMoved(directory, { to, at: new Date(clock.now()).toISOString() });
}

export async function holdsTrail(directory: string): Promise<boolean> {
  const names = await readdir(directory).catch((): string[] => []);
  return names.includes(unchainedFile) || (names.length > 0 && (await trailFiles(directory)).length > 0);
}
