import { randomBytes } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mending } from './secret-file.ts';
import { isThere, readIfPresent, replaceFile } from '../store/lowdb/durable-file.ts';

/** Its message is written for whoever starts the server. */
export class MasterKeyError extends Error {}

/**
 * The master key of a server that no shell hands one to: a file beside the data that only its user reads, made at the
 * first start.
 * @throws MasterKeyError when the data is there but its key is not, or when others may read it
 */
export async function masterKeyFromFile(directory: string): Promise<Buffer> {
  const file = keyFileOf(directory);
  const content = await readIfPresent(file);
  if (content === undefined) {
    if (await isThere(join(directory, 'identity', 'records.db'))) {
      throw new MasterKeyError(
        `${file} is missing, and without it the data cannot be read; put it back from your backup`,
      );
    }
    const key = randomBytes(32);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await writeMasterKey(directory, key);
    return key;
  }
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new MasterKeyError(`${file} can be read by others. ${mending(file)}`);
  }
  const key = masterKeyFromText(content.toString('utf8'));
  if (key === undefined) throw new MasterKeyError(`${file} does not hold a key; put it back from your backup`);
  return key;
}

export function keyFileOf(directory: string): string {
  return join(directory, 'master.key');
}

export async function writeMasterKey(directory: string, key: Buffer): Promise<void> {
  await replaceFile(keyFileOf(directory), masterKeyText(key));
}

export function masterKeyText(key: Buffer): Buffer {
  return Buffer.from(`${key.toString('base64')}\n`);
}

/** @returns undefined where it is not 32 bytes in base64 */
export function masterKeyFromText(text: string): Buffer | undefined {
  const word = text.trim();
  const key = /^[A-Za-z0-9+/]{43}=$/.test(word) ? Buffer.from(word, 'base64') : undefined;
  return key?.length === 32 ? key : undefined;
}
