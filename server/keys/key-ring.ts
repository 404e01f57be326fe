import { join } from 'node:path';
import { readIfPresent, replaceFile } from '../store/lowdb/durable-file.ts';
import { seal, UnreadableError, unseal } from '../store/sealed.ts';
import { MasterKeyError } from './key-file.ts';
import { deriveFrom, type KeyRing, Keys } from './keys.ts';

/**
 * `keys.db`, once the master key was rotated: the key ring, encrypted under the master key. While a rotation is under way
 * it is there twice, under the old one and under the new, so that whichever is in `master.key` opens it.
 */

export const ringFile = 'keys.db';

interface Content {
  readonly format: 1;
  /** Each is the same ring under another master key. */
  readonly wrapped: readonly string[];
}

/** @throws MasterKeyError where the ring is there and this is not its master key */
export async function openKeys(data: string, master: Buffer): Promise<Keys> {
  return keysFrom(master, await readIfPresent(join(data, ringFile)), join(data, ringFile));
}

/** @param stored what stands in `keys.db` */
export function keysFrom(master: Buffer, stored: Buffer | undefined, file: string): Keys {
  return new Keys(master, ringOf(master, stored, file));
}

export function ringOf(master: Buffer, stored: Buffer | undefined, file: string): KeyRing {
  if (stored === undefined) return { root: master, database: [master] };
  for (const wrapped of contentOf(stored, file).wrapped) {
    try {
      const ring = JSON.parse(unseal(wrappingKey(master), Buffer.from(wrapped, 'base64'))) as Record<string, string[]>;
      const [root] = buffers(ring['root']!);
      return { root: root!, database: buffers(ring['database']!) };
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
    }
  }
  throw new MasterKeyError(`${file} does not belong to this master key; put back the master.key that was beside it`);
}

export async function writeRing(data: string, ring: KeyRing, masters: readonly Buffer[]): Promise<void> {
  const text = JSON.stringify({ root: base64([ring.root]), database: base64(ring.database) });
  const wrapped = masters.map((master) => seal(wrappingKey(master), text).toString('base64'));
  await replaceFile(join(data, ringFile), Buffer.from(`${JSON.stringify({ format: 1, wrapped } satisfies Content)}\n`));
}

function contentOf(stored: Buffer, file: string): Content {
  try {
    const content = JSON.parse(stored.toString('utf8')) as Content;
    if (content.format === 1 && Array.isArray(content.wrapped)) return content;
  } catch {
    // Said below.
  }
  throw new MasterKeyError(`${file} is damaged or of a newer version; put it back from your backup`);
}

function wrappingKey(master: Buffer): Buffer {
  return deriveFrom(master, 'key-ring');
}

function base64(keys: readonly Buffer[]): string[] {
  return keys.map((key) => key.toString('base64'));
}

function buffers(keys: readonly string[]): Buffer[] {
  return keys.map((key) => Buffer.from(key, 'base64'));
}
