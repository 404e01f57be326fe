import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { randomUUID } from 'node:crypto';
import { defineCollection, type Store } from '../../store/contract.ts';

interface SigningKey {
  readonly id: string;
  readonly jwk: JWK;
}

const definition = defineCollection<SigningKey>()({ name: 'signing-keys', lifetime: 'lasting', indexes: [] });

/** The ES256 key that signs ID and logout tokens, made at the first start and kept in the encrypted store. */
export async function signingKey(store: Store): Promise<JWK> {
  const records = store.collection(definition);
  const present = (await records.list())[0];
  if (present) return present.jwk;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'ES256', use: 'sig' };
  await records.insert({ id: jwk.kid, jwk });
  return jwk;
}
