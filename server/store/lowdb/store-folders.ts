import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CollectionDefinition, Entity } from '../contract.ts';

export type Lifetime = CollectionDefinition<Entity>['lifetime'];

export interface FilePair {
  readonly snapshot: string;
  readonly journal: string;
}

export interface StoreFiles extends FilePair {
  /** What both were before they were last written anew: for whoever finds one damaged. */
  readonly previous: FilePair | undefined;
}

/** Whether a name is that of a store's file, also of one that is left of what is damaged. */
export function isStoreFile(name: string): boolean {
  return /^(records|sessions)\.(db|journal)(\.previous)?$/.test(name);
}

export const snapshotNames = { lasting: 'records.db', session: 'sessions.db' } as const;
const journalNames = { lasting: 'records.journal', session: 'sessions.journal' } as const;

export function filesOf(directory: string, lifetime: Lifetime): StoreFiles {
  const [snapshot, journal] = [join(directory, snapshotNames[lifetime]), join(directory, journalNames[lifetime])];
  const previous = { snapshot: `${snapshot}.previous`, journal: `${journal}.previous` };
  // Sessions that are damaged cost everybody a sign-in; they are not worth as much space again.
  return { snapshot, journal, previous: lifetime === 'lasting' ? previous : undefined };
}

/** Names of the folders of a data folder that are stores. */
export async function storesIn(data: string): Promise<string[]> {
  const stores: string[] = [];
  for (const entry of await readdir(data, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    if ((await readdir(join(data, entry.name))).some(isStoreFile)) stores.push(entry.name);
  }
  return stores.toSorted();
}
