import { randomBytes } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfPresent, replaceFile } from '../store/lowdb/durable-file.ts';

export class KeyFileError extends Error {}

/**
 * The master key of a server that no shell hands one to: a file beside the data that only its user reads, made at the
 * first start.
 * @throws KeyFileError when the data is there but its key is not, or when others may read it
 */
export async function masterKeyFromFile(directory: string): Promise<Buffer> {
  const file = join(directory, 'master.key');
  const content = await readIfPresent(file);
  if (content === undefined) {
    if (await exists(join(directory, 'identity', 'records.db'))) {
      throw new KeyFileError(
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
    throw new KeyFileError(`${file} can be read by others; make it yours alone (chmod 600) and start again`);
  }
  const key = Buffer.from(content.toString('utf8').trim(), 'base64');
  if (key.length !== 32) throw new KeyFileError(`${file} does not hold a key; put it back from your backup`);
  return key;
}

export async function writeMasterKey(directory: string, key: Buffer): Promise<void> {
  await replaceFile(join(directory, 'master.key'), masterKeyText(key));
}

export function masterKeyText(key: Buffer): Buffer {
  return Buffer.from(`${key.toString('base64')}\n`);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
