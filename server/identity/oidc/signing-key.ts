import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { randomUUID } from 'node:crypto';
import type { SigningAlgorithm } from '../../../shared/kiosk/settings.ts';
import type { Clock } from '../../clock.ts';
import { acceptedKeys, prepareKey, rotateKey, type RotatingKey } from '../../keys/rotating.ts';
import { defineCollection, type Store } from '../../store/contract.ts';

interface SigningKey extends RotatingKey {
  readonly jwk: JWK;
}

/** RS256 only where a client is registered for it. */
const definitions = {
  ES256: defineCollection<SigningKey>()({ name: 'signing-keys', lifetime: 'lasting', indexes: [] }),
  RS256: defineCollection<SigningKey>()({ name: 'signing-keys-rs256', lifetime: 'lasting', indexes: [] }),
};

/**
 * The keys that sign ID and logout tokens, for each algorithm: the one in use, made at the first start that needs it and
 * kept in the encrypted store, then the next, if it is prepared, and those before it, which are published and accepted as
 * long as anybody is signed in with their tokens.
 */
export async function signingKeys(
  store: Store,
  clock: Clock,
  algorithms: Iterable<SigningAlgorithm> = ['ES256'],
): Promise<JWK[]> {
  const keys: SigningKey[] = [];
  for (const algorithm of algorithms) keys.push(...(await keysFor(algorithm, store, clock)));
  return keys.map(({ jwk }) => jwk);
}

async function keysFor(algorithm: SigningAlgorithm, store: Store, clock: Clock): Promise<SigningKey[]> {
  const definition = definitions[algorithm];
  const known = await acceptedKeys(definition, store, clock.now());
  if (known.length > 0) return known;
  const first = await makeKey(algorithm);
  // One step does it, because several servers may start at once for the first time.
  return store.transaction(async (collections) => {
    const present = await acceptedKeys(definition, collections, clock.now());
    if (present.length > 0) return present;
    await collections.collection(definition).insert(first);
    return [first];
  });
}

/** Servers use the new ones, or those that were prepared, from their next start on. */
export async function rotateSigningKey(store: Store, clock: Clock): Promise<void> {
  for (const algorithm of await algorithmsIn(store)) {
    await rotateKey(definitions[algorithm], store, { next: await makeKey(algorithm), now: clock.now() });
  }
}

/** Servers publish them from their next start on. */
export async function prepareSigningKey(store: Store, clock: Clock): Promise<boolean> {
  let prepared = false;
  for (const algorithm of await algorithmsIn(store)) {
    const next = await makeKey(algorithm);
    if (await prepareKey(definitions[algorithm], store, { next, now: clock.now() })) prepared = true;
  }
  return prepared;
}

/** ES256, and what there are keys for beside it. */
async function algorithmsIn(store: Store): Promise<SigningAlgorithm[]> {
  const hasRsa = (await store.collection(definitions.RS256).count()) > 0;
  return hasRsa ? ['ES256', 'RS256'] : ['ES256'];
}

async function makeKey(algorithm: SigningAlgorithm): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const kid = randomUUID();
  return { id: kid, jwk: { ...(await exportJWK(privateKey)), kid, alg: algorithm, use: 'sig' } };
}
