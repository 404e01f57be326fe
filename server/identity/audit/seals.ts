import { createECDH, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { Keys } from '../../keys/keys.ts';
import { replaceFile } from '../../store/lowdb/durable-file.ts';
import type { Link } from './chain.ts';

/**
 * A signed word on how far the trail went. A chain alone cannot show that its newest entries are missing; a seal that is
 * kept elsewhere can [R4].
 */
export const Seal = Type.Object(
  {
    format: Type.Literal(1),
    /** The last entry's, UTC. */
    day: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }),
    sequence: Type.Integer({ minimum: 1 }),
    mac: Type.String(),
    /** So that a seal can be checked without the server's keys too (ES256 over the members before `signature`). */
    key: Type.Object({ kty: Type.String(), crv: Type.String(), x: Type.String(), y: Type.String() }),
    signature: Type.String(),
  },
  { additionalProperties: false },
);
export type Seal = Static<typeof Seal>;

/** A seal as it stands where it is kept. */
export interface KeptSeal {
  readonly name: string;
  readonly text: string;
}

/** Its message is written for people. */
export class SealError extends Error {}

export class Sealing {
  readonly #private: KeyObject;
  readonly #public: KeyObject;

  constructor(keys: Keys) {
    this.#private = privateKeyFrom(keys);
    this.#public = createPublicKey(this.#private);
  }

  seal({ n, at, mac }: Link): Seal {
    const { kty, crv, x, y } = this.#public.export({ format: 'jwk' }) as Seal['key'];
    const content = { format: 1, day: at.slice(0, 10), sequence: n, mac, key: { kty, crv, x, y } } as const;
    const signature = sign('sha256', signed(content), { key: this.#private, dsaEncoding: 'ieee-p1363' });
    return { ...content, signature: signature.toString('base64url') };
  }

  /** @throws SealError where this is no seal, or none of this server's */
  async read(file: string): Promise<Seal> {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new SealError(`${file} cannot be read (${error.code}).`);
    });
    return this.check({ name: file, text });
  }

  /** @throws SealError where this is no seal, or none of this server's */
  check({ name: file, text }: KeptSeal): Seal {
    const seal = parsed(text);
    if (seal === undefined) throw new SealError(`${file} is not a seal.`);
    const { signature, ...content } = seal;
    const key = { key: this.#public, dsaEncoding: 'ieee-p1363' as const };
    const genuine =
      // Two spellings of the same signature, or of the same JSON, are not both ours.
      verify('sha256', signed(content), key, Buffer.from(signature, 'base64url')) && text === written(seal);
    if (!genuine) throw new SealError(`${file} was changed, or is the seal of another server.`);
    return seal;
  }
}

/** Named by the number it seals up to and its day. */
export function keptAs(seal: Seal): KeptSeal {
  return { name: `seal-${String(seal.sequence).padStart(9, '0')}-${seal.day}.json`, text: written(seal) };
}

/** Writes a file, never over another. @returns the file */
export async function keepSeal(directory: string, seal: Seal): Promise<string> {
  const folder = sealFolder(directory);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { name, text } = keptAs(seal);
  const file = join(folder, name);
  if (!(await readdir(folder)).includes(name)) await replaceFile(file, Buffer.from(text));
  return file;
}

/** Files, by how far they seal. */
export async function keptSeals(directory: string): Promise<string[]> {
  const names = await readdir(sealFolder(directory)).catch(() => []);
  return names
    .filter((name) => /^seal-.*\.json$/.test(name))
    .toSorted()
    .map((name) => join(sealFolder(directory), name));
}

/** Only those that this server signed. */
export function newestSeal(seals: readonly KeptSeal[], sealing: Sealing): Seal | undefined {
  for (const kept of seals.toReversed()) {
    try {
      return sealing.check(kept);
    } catch {
      // Perhaps the one before.
    }
  }
  return undefined;
}

function sealFolder(directory: string): string {
  return join(directory, 'seals');
}

function written(seal: Seal): string {
  return `${JSON.stringify(seal)}\n`;
}

function parsed(text: string): Seal | undefined {
  try {
    const content: unknown = JSON.parse(text);
    return Value.Check(Seal, content) ? content : undefined;
  } catch {
    return undefined;
  }
}

function signed({ format, day, sequence, mac, key }: Omit<Seal, 'signature'>): Buffer {
  return Buffer.from(JSON.stringify({ format, day, sequence, mac, key }));
}

/** A P-256 key is a number below the order of its curve; once in some four thousand million a derived one is not. */
function privateKeyFrom(keys: Keys): KeyObject {
  for (let attempt = 0; ; attempt++) {
    try {
      const curve = createECDH('prime256v1');
      const d = keys.derive(`audit/seal/${attempt}`);
      curve.setPrivateKey(d);
      const point = curve.getPublicKey();
      const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
      return createPrivateKey({
        key: { kty: 'EC', crv: 'P-256', x: x!, y: y!, d: d.toString('base64url') },
        format: 'jwk',
      });
    } catch (error) {
      if (attempt > 8) throw error;
    }
  }
}
