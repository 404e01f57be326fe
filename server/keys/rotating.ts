import { type CollectionDefinition, type Collections, type Store } from '../store/contract.ts';
import { limits } from '../../shared/contract/limits.ts';

/** A key that is used until it is replaced, and still accepted for a while then. */
export interface RotatingKey {
  readonly id: string;
  /** Milliseconds since 1970; of one that is replaced. */
  readonly retiredAt?: number;
  /** The next one, which is not used yet, but accepted. */
  readonly preparedAt?: number;
}

/** Those that are accepted, the one in use first, then the one that is prepared. */
export async function acceptedKeys<T extends RotatingKey>(
  definition: CollectionDefinition<T>,
  collections: Collections,
  now: number,
): Promise<T[]> {
  const all = await collections.collection(definition).list();
  return all
    .filter(({ retiredAt }) => retiredAt === undefined || now < retiredAt + limits.keys.acceptedAfterRotation)
    .toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf({ retiredAt, preparedAt }: RotatingKey): number {
  if (retiredAt !== undefined) return -retiredAt;
  return preparedAt === undefined ? Number.NEGATIVE_INFINITY : -Number.MAX_VALUE;
}

/**
 * Makes the next key known, so that every server accepts it before the first one uses it; several servers need that, as
 * they are not started anew at the same moment. @returns false where one is prepared already
 */
export async function prepareKey<T extends RotatingKey>(
  definition: CollectionDefinition<T>,
  store: Store,
  { next, now }: { next: T; now: number },
): Promise<boolean> {
  return store.transaction(async (collections) => {
    const records = collections.collection(definition);
    if ((await records.list()).some(isPrepared)) return false;
    return records.insert({ ...next, preparedAt: now });
  });
}

/** Retires what was in use, forgets what is accepted no more, and takes the next one into use, all in one step. */
export async function rotateKey<T extends RotatingKey>(
  definition: CollectionDefinition<T>,
  store: Store,
  /** `next`, where none is prepared. */
  { next, now }: { next: T; now: number },
): Promise<void> {
  await store.transaction(async (collections) => {
    const records = collections.collection(definition);
    const accepted = await acceptedKeys(definition, collections, now);
    const { preparedAt: _, ...taken } = accepted.find(isPrepared) ?? next;
    for (const key of await records.list()) {
      if (!accepted.some(({ id }) => id === key.id)) await records.delete(key.id);
      else if (key.retiredAt === undefined) await records.put({ ...key, retiredAt: now });
    }
    await records.put(taken as T);
  });
}

function isPrepared({ preparedAt }: RotatingKey): boolean {
  return preparedAt !== undefined;
}
