import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { limits } from '../../shared/contract/limits.ts';
import { equalInConstantTime } from '../keys/tokens.ts';

/**
 * A file of files, encrypted under a passphrase: a first line that says what this is, a line of JSON (the header), then
 * chunks of AES-256-GCM, each with its 16 bytes of tag. The header and the place of a chunk are authenticated with it, and
 * what is encrypted says where it ends, so that nothing can be cut, swapped or put together from two backups.
 */

const magic = 'Enterprise Portal Kiosk backup\n';
const chunkBytes = 64 * 1024;
const tagBytes = 16;
const headerLimit = 1024;

export interface BackupHeader {
  readonly format: 1;
  /** ISO 8601, UTC. */
  readonly made: string;
  /** base64url. */
  readonly salt: string;
  /** Over the members before it: tells a wrong passphrase from a damaged file. */
  readonly check: string;
}

export interface ArchivedFile {
  /** Its path inside the data folder, with `/`. */
  readonly path: string;
  readonly content: Buffer;
}

/** Its message is written for people. */
export class BackupError extends Error {}

/** @param handle a new, empty file */
export async function writeArchive(
  handle: FileHandle,
  { passphrase, made }: { passphrase: string; made: string },
  files: AsyncIterable<ArchivedFile>,
): Promise<void> {
  const salt = randomBytes(16).toString('base64url');
  const keys = await keysOf(passphrase, salt);
  const claim = { format: 1, made, salt } as const;
  const header = `${magic}${JSON.stringify({ ...claim, check: checkOf(claim, keys.check) })}\n`;
  await handle.writeFile(header);
  let index = 0;
  let waiting: Buffer = Buffer.alloc(0);
  const put = (plain: Buffer) => handle.writeFile(encrypt(keys.content, header, index++, plain));
  for await (const piece of framed(files)) {
    waiting = Buffer.concat([waiting, piece]);
    let from = 0;
    for (; waiting.length - from >= chunkBytes; from += chunkBytes) {
      await put(waiting.subarray(from, from + chunkBytes));
    }
    waiting = waiting.subarray(from);
  }
  if (waiting.length > 0) await put(waiting);
}

/** @throws BackupError in words: foreign, damaged, cut, or another passphrase */
export async function openArchive(file: string, passphrase: string) {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new BackupError(`${file} cannot be read: ${error.code === 'ENOENT' ? 'there is no such file' : error.code}.`);
  });
  try {
    const { text, header } = await readHeader(handle, file);
    const keys = await keysOf(passphrase, header.salt);
    const { check, ...claim } = header;
    if (!equalInConstantTime(check, checkOf(claim, keys.check))) {
      throw new BackupError('The passphrase is not the one of this backup (or its first lines are damaged).');
    }
    return {
      header,
      files: () => unframed(decrypted(handle, keys.content, text, file), file),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readHeader(handle: FileHandle, file: string): Promise<{ text: string; header: BackupHeader }> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(headerLimit), 0, headerLimit, 0);
  const start = buffer.toString('latin1', 0, bytesRead);
  if (!start.startsWith(magic)) throw new BackupError(`${file} is not a backup of this product.`);
  const end = start.indexOf('\n', magic.length);
  try {
    const header = JSON.parse(start.slice(magic.length, end)) as BackupHeader;
    if ((header.format as number) > 1)
      throw new BackupError(`${file} was made by a newer version; restore it with that.`);
    if (typeof header.salt !== 'string' || typeof header.check !== 'string') throw new Error('members are missing');
    return { text: start.slice(0, end + 1), header };
  } catch (error) {
    if (error instanceof BackupError) throw error;
    throw new BackupError(`${file} is damaged at its beginning.`);
  }
}

async function* decrypted(handle: FileHandle, key: Buffer, header: string, file: string): AsyncGenerator<Buffer> {
  const { size } = await handle.stat();
  const full = chunkBytes + tagBytes;
  let position = header.length;
  for (let index = 0; position < size; index++) {
    const length = Math.min(full, size - position);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, position);
    position += length;
    try {
      yield decrypt(key, header, index, buffer);
    } catch {
      throw new BackupError(`${file} is damaged or incomplete. Nothing was restored; use another backup.`);
    }
  }
}

function encrypt(key: Buffer, header: string, index: number, plain: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index)).setAAD(Buffer.from(header));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, header: string, index: number, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(index), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(header)).setAuthTag(sealed.subarray(-tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
}

/** Never twice under one key: every backup has a salt, and so a key, of its own. */
function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(index), 4);
  return nonce;
}

/** Each file: the length of its description, the description, its bytes. A length of zero ends them. */
async function* framed(files: AsyncIterable<ArchivedFile>): AsyncGenerator<Buffer> {
  for await (const { path, content } of files) {
    const description = Buffer.from(JSON.stringify({ path, bytes: content.length }));
    yield Buffer.concat([lengthOf(description), description]);
    yield content;
  }
  yield Buffer.alloc(4);
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return length;
}

async function* unframed(chunks: AsyncGenerator<Buffer>, file: string): AsyncGenerator<ArchivedFile> {
  let waiting: Buffer = Buffer.alloc(0);
  const take = async (bytes: number) => {
    const pieces = [waiting];
    let present = waiting.length;
    while (present < bytes) {
      const { value, done } = await chunks.next();
      if (done)
        throw new BackupError(`${file} is incomplete: it ends too early. Nothing was restored; use another backup.`);
      pieces.push(value);
      present += value.length;
    }
    const all = Buffer.concat(pieces);
    waiting = all.subarray(bytes);
    return all.subarray(0, bytes);
  };
  for (;;) {
    const length = (await take(4)).readUInt32BE();
    if (length === 0) break;
    const { path, bytes } = JSON.parse((await take(length)).toString('utf8')) as { path: string; bytes: number };
    yield { path, content: await take(bytes) };
  }
  // It is read to the very end, so that what is cut or appended there is seen.
  if (waiting.length > 0 || !(await chunks.next()).done) throw new BackupError(`${file} has more in it than it says.`);
}

async function keysOf(passphrase: string, salt: string): Promise<{ content: Buffer; check: Buffer }> {
  const { N, r, p } = limits.backup.scrypt;
  const both = await new Promise<Buffer>((resolve, reject) => {
    const options = { N, r, p, maxmem: 256 * N * r };
    scrypt(passphrase.normalize('NFC'), Buffer.from(salt, 'base64url'), 64, options, (error, derived) =>
      error ? reject(error) : resolve(derived),
    );
  });
  return { content: both.subarray(0, 32), check: both.subarray(32) };
}

function checkOf({ format, made, salt }: Omit<BackupHeader, 'check'>, key: Buffer): string {
  return createHmac('sha256', key).update(JSON.stringify({ format, made, salt })).digest('base64url');
}
