import { createHash, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { hashRaw } from '@node-rs/argon2';
import { decodeBase64 as decodeBcryptBase64, encodeBase64 as encodeBcryptBase64, hash as bcrypt } from 'bcryptjs';

export type ShaName = 'sha1' | 'sha256' | 'sha512';
export type Argon2Name = 'argon2d' | 'argon2i' | 'argon2id';

/**
 * How another system hashed a password: the scheme with its salt (base64) and cost. The digest is not part of it; it is
 * wrapped in argon2id at import, so that no weak hash stays at rest.
 */
export type ForeignScheme =
  | { readonly scheme: 'bcrypt'; readonly cost: number; readonly salt: string }
  | { readonly scheme: 'pbkdf2'; readonly hash: ShaName; readonly iterations: number; readonly salt: string }
  | { readonly scheme: 'sha'; readonly hash: ShaName; readonly salt: string; readonly saltAt: 'start' | 'end' }
  | {
      readonly scheme: 'argon2';
      readonly variant: Argon2Name;
      readonly version: 16 | 19;
      readonly memoryKiB: number;
      readonly passes: number;
      readonly lanes: number;
      readonly bytes: number;
      readonly salt: string;
    };

/** How long the digests of these hashes are. */
export const digestBytes: Readonly<Record<ShaName, number>> = { sha1: 20, sha256: 32, sha512: 64 };

/** bcrypt keeps 23 of its 24 bytes. */
export const bcryptBytes = { salt: 16, digest: 23 } as const;

const pbkdf2Async = promisify(pbkdf2);

/**
 * What the old system would have kept for this password (base64), to be compared through its argon2id wrapping. The
 * password is taken as typed, in UTF-8, as the old systems did; bcrypt reads no more than its first 72 bytes.
 * Nothing here holds up other requests: PBKDF2 and argon2 run on the thread pool, bcrypt in slices of 100 ms.
 */
export async function foreignDigest(scheme: ForeignScheme, password: string): Promise<string> {
  const salt = Buffer.from(scheme.salt, 'base64');
  return (await digestOf(scheme, salt, password)).toString('base64');
}

async function digestOf(scheme: ForeignScheme, salt: Buffer, password: string): Promise<Buffer> {
  switch (scheme.scheme) {
    case 'bcrypt':
      return bcryptDigest(scheme.cost, salt, password);
    case 'pbkdf2':
      return pbkdf2Async(password, salt, scheme.iterations, digestBytes[scheme.hash], scheme.hash);
    case 'sha': {
      const text = Buffer.from(password, 'utf8');
      const parts = scheme.saltAt === 'start' ? [salt, text] : [text, salt];
      return createHash(scheme.hash).update(Buffer.concat(parts)).digest();
    }
    case 'argon2':
      return hashRaw(password, {
        // The library's enumerations exist for the compiler only.
        algorithm: { argon2d: 0, argon2i: 1, argon2id: 2 }[scheme.variant],
        version: scheme.version === 16 ? 0 : 1,
        memoryCost: scheme.memoryKiB,
        timeCost: scheme.passes,
        parallelism: scheme.lanes,
        outputLen: scheme.bytes,
        salt,
      });
  }
}

/** 2a, 2b and 2y are one algorithm here: they differ only in faults of old implementations. */
async function bcryptDigest(cost: number, salt: Buffer, password: string): Promise<Buffer> {
  const setting = `$2b$${String(cost).padStart(2, '0')}$${encodeBcryptBase64([...salt], bcryptBytes.salt)}`;
  const hashed = await bcrypt(password, setting);
  return Buffer.from(decodeBcryptBase64(hashed.slice(setting.length), bcryptBytes.digest));
}
