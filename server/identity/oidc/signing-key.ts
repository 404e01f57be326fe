import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { acceptedKeys, prepareKey, rotateKey, type RotatingKey } from '../../keys/rotating.ts';
import { defineCollection, type Store } from '../../store/contract.ts';

interface SigningKey extends RotatingKey {
  readonly jwk: JWK;
}

const definition = defineCollection<SigningKey>()({ name: 'signing-keys', lifetime: 'lasting', indexes: [] });

/**
 * The ES256 keys that sign ID and logout tokens: the one in use, made at the first start and kept in the encrypted store,
 * then the next, if it is prepared, and those before it, which are published and accepted as long as anybody is signed in with their tokens.
 */
export async function signingKeys(store: Store, clock: Clock): Promise<JWK[]> {
  const first = await makeKey();
  // In one step, because several servers may start at once for the first time.
  const keys = await store.transaction(async (collections) => {
    const present = await acceptedKeys(definition, collections, clock.now());
    if (present.length > 0) return present;
    await collections.collection(definition).insert(first);
    return [first];
  });
  return keys.map(({ jwk }) => jwk);
}

/** Servers use the new one, or the one that was prepared, from their next start on. */
export async function rotateSigningKey(store: Store, clock: Clock): Promise<void> {
  await rotateKey(definition, store, { next: await makeKey(), now: clock.now() });
}

/** Servers publish it from their next start on. */
export async function prepareSigningKey(store: Store, clock: Clock): Promise<boolean> {
  return prepareKey(definition, store, { next: await makeKey(), now: clock.now() });
}

async function makeKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const kid = randomUUID();
  return { id: kid, jwk: { ...(await exportJWK(privateKey)), kid, alg: 'ES256', use: 'sig' } };
}
