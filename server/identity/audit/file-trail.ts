import type { KeyObject } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { limits } from '../../../shared/contract/limits.ts';
import type { Clock } from '../../clock.ts';
import { syncDirectory } from '../../store/lowdb/durable-file.ts';
import { requireNotMoved } from '../../store/lowdb/moved.ts';
import { lockDirectory } from '../../store/lowdb/process-lock.ts';
import type { Link } from './chain.ts';
import { type KeptSeal, keepSeal, keptSeals, type Seal } from './seals.ts';
import {
  currentFile,
  findEnd,
  linesBackwards,
  linesForwards,
  nameOfPast,
  recoverIncompleteLine,
  startOf,
  takeOverUnchained,
  trailContents,
  type TrailEnd,
} from './trail-files.ts';
import type { Appended, FoundEnd, TrailRange, TrailReader, TrailStorage } from './trail-storage.ts';

export interface FileTrailOptions {
  /** Made when it is missing, for this user only. */
  readonly directory: string;
  /** The chain's. */
  readonly key: KeyObject;
  readonly clock: Clock;
  readonly log?: FastifyBaseLogger | undefined;
}

/** A trail in files, as it is; a server may be writing it. */
export function trailInFiles(directory: string): TrailReader {
  return {
    start: () => startOf(directory),
    contents: () => trailContents(directory),
    seals: () => sealsIn(directory),
    end: async () => undefined,
  };
}

/** Seals under `seals/`, by how far they seal. */
export async function sealsIn(directory: string): Promise<KeptSeal[]> {
  const files = await keptSeals(directory);
  return Promise.all(files.map(async (file) => ({ name: basename(file), text: await readFile(file, 'utf8') })));
}

/** Files that only grow, written by one process. */
export class FileTrail implements TrailStorage {
  readonly #directory: string;
  readonly #lock: { release(): Promise<void> };
  readonly #reader: TrailReader;
  #file: FileHandle | undefined;
  #end: TrailEnd;
  /** What a write that failed may have left behind is cut off before the next. */
  #torn = false;
  #closed = false;

  private constructor(directory: string, lock: { release(): Promise<void> }, end: TrailEnd) {
    this.#directory = directory;
    this.#lock = lock;
    this.#end = end;
    this.#reader = trailInFiles(directory);
  }

  /** Recovers from a crash. @throws InUseError, StoreNotOpenedError where it was moved, or the file system's error */
  static async open({ directory, key, clock, log }: FileTrailOptions): Promise<FileTrail> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const lock = await lockDirectory(directory);
    try {
      await requireNotMoved(directory);
      await takeOverUnchained(directory);
      if (await recoverIncompleteLine(directory, key, new Date(clock.now()).toISOString())) {
        log?.warn('the last line of the audit trail was incomplete; it was moved aside');
      }
      return new FileTrail(directory, lock, await findEnd(directory, key));
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  start(): Promise<Link> {
    return this.#reader.start();
  }

  contents(): AsyncIterable<{ file: string; content: Buffer }> {
    return this.#reader.contents();
  }

  seals(): Promise<readonly KeptSeal[]> {
    return this.#reader.seals();
  }

  end(): Promise<Link | undefined> {
    return this.#reader.end();
  }

  backwards(range: TrailRange): AsyncIterable<readonly Buffer[]> {
    return linesBackwards(this.#directory, range);
  }

  async *forwards(from: number): AsyncGenerator<readonly Buffer[]> {
    const { begins, length } = this.#end;
    const current = await openIfPresent(join(this.#directory, currentFile));
    try {
      // Another file was begun just now: it is all in its place at the next look.
      if (this.#end.begins !== begins) return;
      yield* linesForwards(this.#directory, { from, begins, current, length });
    } finally {
      await current?.close();
    }
  }

  async findEnd(): Promise<FoundEnd> {
    const { head, foreign } = this.#end;
    return { head, foreign, missing: 0 };
  }

  async head(): Promise<Link> {
    return this.#end.head;
  }

  async append(next: (head: Link) => Appended): Promise<void> {
    const before = this.#end.head;
    const { lines, head, seal } = next(before);
    if (seal) await this.keepSeal(seal);
    const { length } = this.#end;
    const full = length >= limits.audit.fileBytes || (length > 0 && monthOf(head) > monthOf(before));
    if (full && before.at !== '') await this.#beginFile();
    await this.#write(lines.map((line) => `${line}\n`).join(''));
    this.#end = { ...this.#end, head, foreign: 0 };
  }

  async keepSeal(seal: Seal): Promise<void> {
    await keepSeal(this.#directory, seal);
  }

  /** The trail itself only grows, so the try is made beside it, with a block, which a full disk refuses. */
  async tryOut(): Promise<void> {
    const file = join(this.#directory, 'probe');
    try {
      const handle = await open(file, 'w', 0o600);
      try {
        await handle.writeFile(Buffer.alloc(4096));
        await handle.sync();
      } finally {
        await handle.close();
      }
    } finally {
      await unlink(file).catch(() => {});
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#file?.close();
    this.#file = undefined;
    await this.#lock.release();
  }

  async #write(lines: string): Promise<void> {
    this.#file ??= await this.#openFile();
    if (this.#torn) await this.#cutOff(this.#file);
    try {
      await this.#file.appendFile(lines);
      await this.#file.datasync();
    } catch (error) {
      this.#torn = true;
      // The caller hears of the write; whatever this one says is met again before the next.
      await this.#cutOff(this.#file).catch(() => {});
      throw error;
    }
    this.#end = { ...this.#end, length: this.#end.length + Buffer.byteLength(lines) };
  }

  async #openFile(): Promise<FileHandle> {
    if (this.#closed) throw new Error('the audit trail is closed');
    const file = await open(join(this.#directory, currentFile), 'a', 0o600);
    // A new name, or the one that a full file has now, has to last too.
    await syncDirectory(this.#directory);
    return file;
  }

  async #cutOff(file: FileHandle): Promise<void> {
    await file.truncate(this.#end.length);
    await file.datasync();
    this.#torn = false;
  }

  async #beginFile(): Promise<void> {
    const { head, begins } = this.#end;
    if (this.#torn && this.#file) await this.#cutOff(this.#file);
    await this.#file?.close();
    this.#file = undefined;
    await rename(join(this.#directory, currentFile), join(this.#directory, nameOfPast(head, begins)));
    this.#end = { ...this.#end, begins: head.n + 1, length: 0 };
  }
}

async function openIfPresent(file: string): Promise<FileHandle | undefined> {
  return open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

function monthOf({ at }: Link): string {
  return at.slice(0, 7);
}
