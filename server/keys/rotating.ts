import { type CollectionDefinition, type Collections, type Store } from '../store/contract.ts';
import { limits } from '../../shared/limits.ts';

/** A key that is used until it is replaced, and still accepted for a while then. */
export interface RotatingKey {
  readonly id: string;
  /** Milliseconds since 1970; of one that is replaced. */
  readonly retiredAt?: number;
}

/** Those that are accepted, the one in use first. */
export async function acceptedKeys<T extends RotatingKey>(
  definition: CollectionDefinition<T>,
  collections: Collections,
  now: number,
): Promise<T[]> {
  const all = await collections.collection(definition).list();
  return all
    .filter(({ retiredAt }) => retiredAt === undefined || now < retiredAt + limits.keys.acceptedAfterRotation)
    .toSorted((a, b) => (b.retiredAt ?? Number.POSITIVE_INFINITY) - (a.retiredAt ?? Number.POSITIVE_INFINITY) || 0);
}

/** Retires what was in use, forgets what is accepted no more, and takes the next one into use, all in one step. */
export async function rotateKey<T extends RotatingKey>(
  definition: CollectionDefinition<T>,
  store: Store,
  { next, now }: { next: T; now: number },
): Promise<void> {
  await store.transaction(async (collections) => {
    const records = collections.collection(definition);
    const accepted = await acceptedKeys(definition, collections, now);
    for (const key of await records.list()) {
      if (!accepted.some(({ id }) => id === key.id)) await records.delete(key.id);
      else if (key.retiredAt === undefined) await records.put({ ...key, retiredAt: now });
    }
    await records.insert(next);
  });
}
