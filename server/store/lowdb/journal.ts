import { type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isThere, replaceFile, syncDirectory } from './durable-file.ts';
import type { StoreFiles } from './store-folders.ts';

/** A file that frames are appended to, and that loses its beginning once that is elsewhere. */
export class Journal {
  readonly file: string;
  readonly #previous: string | undefined;
  #length: number;
  /** What a crash or a write that failed left behind the good frames; it is cut off before the next. */
  #torn: boolean;
  #handle: FileHandle | undefined;

  constructor({ journal, previous }: StoreFiles, found: { readonly length: number; readonly torn: boolean }) {
    this.file = journal;
    this.#previous = previous?.journal;
    this.#length = found.length;
    this.#torn = found.torn;
  }

  get length(): number {
    return this.#length;
  }

  get torn(): boolean {
    return this.#torn;
  }

  /** @returns when it is durable @throws the file system's error; nothing of it is there then */
  async append(frame: Buffer): Promise<void> {
    this.#handle ??= await openToAppend(this.file);
    if (this.#torn) await this.#cutOff(this.#handle);
    try {
      await this.#handle.appendFile(frame);
      await this.#handle.datasync();
    } catch (error) {
      this.#torn = true;
      // The caller hears of the write; whatever this one says is met again before the next.
      await this.#cutOff(this.#handle).catch(() => {});
      throw error;
    }
    this.#length += frame.length;
  }

  /** Drops so many bytes of its beginning. @throws the file system's error; it is as it was then */
  async cut(bytes: number): Promise<void> {
    if (this.#handle === undefined && !(await isThere(this.file))) return;
    const later = await readPart(this.file, bytes, this.#length);
    await this.close();
    try {
      await replaceFile(this.file, later, this.#previous);
    } catch (error) {
      // Where only making the new name last failed, it is there. Opening it tries that again, before the next frame.
      if ((await stat(this.file)).size !== later.length) throw error;
    }
    this.#torn = false;
    this.#length = later.length;
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }

  async #cutOff(handle: FileHandle): Promise<void> {
    await handle.truncate(this.#length);
    await handle.datasync();
    this.#torn = false;
  }
}

async function openToAppend(file: string): Promise<FileHandle> {
  const handle = await open(file, 'a', 0o600);
  try {
    // A new file's name has to last too.
    await syncDirectory(dirname(file));
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readPart(file: string, begin: number, end: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(end - begin), 0, end - begin, begin);
    if (bytesRead < end - begin) throw new Error(`${file} is shorter than what was written`);
    return buffer;
  } finally {
    await handle.close();
  }
}
