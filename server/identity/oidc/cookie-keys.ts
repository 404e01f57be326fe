import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { Keys } from '../../keys/keys.ts';
import { acceptedKeys, prepareKey, rotateKey, type RotatingKey } from '../../keys/rotating.ts';
import { defineCollection, type Store } from '../../store/contract.ts';
import { randomToken } from '../../keys/tokens.ts';

interface CookieKey extends RotatingKey {
  readonly secret: string;
}

const definition = defineCollection<CookieKey>()({ name: 'cookie-keys', lifetime: 'lasting', indexes: [] });

/** What the OpenID Connect provider's cookies are signed with: the first signs, all of them are accepted. */
export async function cookieKeys(store: Store, keys: Keys, clock: Clock): Promise<string[]> {
  const rotated = await acceptedKeys(definition, store, clock.now());
  return rotated.length > 0 ? rotated.map(({ secret }) => secret) : [firstSecret(keys)];
}

/** Servers use the new one, or the one that was prepared, from their next start on. */
export async function rotateCookieKey(store: Store, keys: Keys, clock: Clock): Promise<void> {
  await keepFirst(store, keys);
  await rotateKey(definition, store, { next: newKey(), now: clock.now() });
}

/** Servers accept it from their next start on. */
export async function prepareCookieKey(store: Store, keys: Keys, clock: Clock): Promise<boolean> {
  await keepFirst(store, keys);
  return prepareKey(definition, store, { next: newKey(), now: clock.now() });
}

/** The first one is kept nowhere before, being derived. */
async function keepFirst(store: Store, keys: Keys): Promise<void> {
  const records = store.collection(definition);
  if ((await records.count()) === 0) await records.insert({ id: 'first', secret: firstSecret(keys) });
}

function newKey(): CookieKey {
  return { id: randomUUID(), secret: randomToken() };
}

function firstSecret(keys: Keys): string {
  return keys.derive('oidc/cookies').toString('base64url');
}
