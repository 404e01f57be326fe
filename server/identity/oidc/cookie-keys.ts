import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { Keys } from '../../keys/keys.ts';
import { acceptedKeys, rotateKey, type RotatingKey } from '../../keys/rotating.ts';
import { defineCollection, type Store } from '../../store/contract.ts';
import { randomToken } from '../../tokens.ts';

interface CookieKey extends RotatingKey {
  readonly secret: string;
}

const definition = defineCollection<CookieKey>()({ name: 'cookie-keys', lifetime: 'lasting', indexes: [] });

/** What the OpenID Connect provider's cookies are signed with: the first signs, all of them are accepted. */
export async function cookieKeys(store: Store, keys: Keys, clock: Clock): Promise<string[]> {
  const rotated = await acceptedKeys(definition, store, clock.now());
  return rotated.length > 0 ? rotated.map(({ secret }) => secret) : [firstSecret(keys)];
}

/** Servers use the new one from their next start on. */
export async function rotateCookieKey(store: Store, keys: Keys, clock: Clock): Promise<void> {
  const records = store.collection(definition);
  // The first one is kept nowhere, being derived.
  if ((await records.count()) === 0) await records.insert({ id: 'first', secret: firstSecret(keys) });
  await rotateKey(definition, store, { next: { id: randomUUID(), secret: randomToken() }, now: clock.now() });
}

function firstSecret(keys: Keys): string {
  return keys.derive('oidc/cookies').toString('base64url');
}
