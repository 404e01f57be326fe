import { randomUUID } from 'node:crypto';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { limits } from '../../../shared/contract/limits.ts';
import type { Entity } from '../contract.ts';
import { UnreadableError } from '../sealed.ts';
import { type Change, type Content, type Keeper, recordsIn, type Snapshot } from './collection-file.ts';
import { replaceFile, syncDirectory } from './durable-file.ts';
import { holdsFrame, readFrames, sealFrame } from './frames.ts';
import { readSnapshot, sealSnapshot, type SnapshotHead } from './snapshot.ts';

export interface JournaledOptions {
  /** The first encrypts, any of them may open. */
  readonly keys: readonly Buffer[];
  readonly log?: FastifyBaseLogger | undefined;
  /** Instead of the usual: once the journal has so many bytes its changes go into the snapshot. */
  readonly journalBytes?: number | undefined;
}

/** A record that was put, or the id of one that was deleted. */
type Entry = readonly [collection: string, put: Entity | string];

/**
 * Collections in two files: a snapshot, and a journal of what changed since, one frame for each write. A change costs as
 * much as itself, whatever else is kept. From time to time the snapshot is written anew, beside the going work, and the
 * journal then loses what is in it. Frames count on for ever and the snapshot says up to which it has them, so wherever a
 * crash comes between the two nothing is lost and nothing counts twice.
 */
export class JournaledFile implements Keeper {
  readonly content: Content;
  readonly #snapshotFile: string;
  readonly #journalFile: string;
  readonly #options: JournaledOptions;
  /** Undefined until there is a snapshot that a journal can follow. */
  #head: SnapshotHead | undefined;
  /** The number of the newest frame. */
  #last: number;
  #length: number;
  /** What a crash or a write that failed left behind the good frames; it is cut off before the next. */
  #torn: boolean;
  #journal: FileHandle | undefined;
  #writingSnapshot: Promise<void> | undefined;
  /** So many bytes of the journal are in the snapshot by now. */
  #included = 0;
  #snapshotBytes: number;
  #snapshotAt: number;

  private constructor(files: { snapshot: string; journal: string }, options: JournaledOptions, opened: Opened) {
    this.#snapshotFile = files.snapshot;
    this.#journalFile = files.journal;
    this.#options = options;
    this.content = opened.content;
    this.#head = opened.head;
    this.#last = opened.last;
    this.#length = opened.length;
    this.#torn = opened.torn;
    this.#snapshotBytes = opened.snapshotBytes;
    this.#snapshotAt = this.#limit;
  }

  /** Reads and writes nothing. @throws UnreadableError, or the file system's error */
  static async open(directory: string, options: JournaledOptions): Promise<JournaledFile> {
    const files = { snapshot: join(directory, 'sessions.db'), journal: join(directory, 'sessions.journal') };
    try {
      const opened = await openBoth(files, options.keys);
      if (opened.torn) {
        options.log?.warn({ file: files.journal }, 'the last write was not finished, as after a crash; it is left out');
      }
      return new JournaledFile(files, options, opened);
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      throw new UnreadableError(
        `${error.message}. Nothing was changed. Without ${files.snapshot} and ${files.journal} the server starts: move both elsewhere. Everybody signs in again then, locks on signing in are open, and work that was not submitted is gone; accounts and records are not in them.`,
      );
    }
  }

  async keep(changes: readonly Change[], kept: () => Snapshot): Promise<void> {
    if (this.#head === undefined) await this.#writeSnapshot(kept());
    if (this.#included > 0) await this.#dropIncluded().catch((error: unknown) => this.#postpone(error));
    if (this.#length >= this.#snapshotAt && this.#writingSnapshot === undefined) {
      this.#writingSnapshot = this.#writeSnapshot(kept())
        .catch((error: unknown) => this.#postpone(error))
        .finally(() => {
          this.#writingSnapshot = undefined;
        });
    }
    await this.#append(changes);
  }

  /** Leaves all in the snapshot, so that the next start has less to read. Where that fails, the journal has the rest. */
  async close(kept: () => Snapshot): Promise<void> {
    await this.#writingSnapshot;
    try {
      if (this.#length > 0 || this.#torn) await this.writeAnew(kept());
    } catch (error) {
      this.#postpone(error);
    } finally {
      await this.#journal?.close();
      this.#journal = undefined;
    }
  }

  /** All of it into the snapshot, under the first key, and nothing into the journal. @throws the file system's error */
  async writeAnew(kept: Snapshot): Promise<void> {
    if (this.#head === undefined && kept.size === 0) return;
    await this.#writeSnapshot(kept);
    await this.#dropIncluded();
  }

  /** Never less than the snapshot, so that writing that anew costs a change no more the more there is. */
  get #limit(): number {
    return this.#options.journalBytes ?? Math.max(limits.lowdb.journalBytes, this.#snapshotBytes);
  }

  async #writeSnapshot(kept: Snapshot): Promise<void> {
    const head: SnapshotHead = { journal: this.#head?.journal ?? randomUUID(), upTo: this.#last };
    const included = this.#length;
    await replaceFile(this.#snapshotFile, sealSnapshot(this.#options.keys[0]!, head, kept));
    this.#snapshotBytes = (await stat(this.#snapshotFile)).size;
    this.#head = head;
    this.#included = included;
  }

  /** The journal goes on with what came while the snapshot was written. */
  async #dropIncluded(): Promise<void> {
    if (this.#journal === undefined && this.#length === 0 && this.#included === 0 && !this.#torn) return;
    const later = await readPart(this.#journalFile, this.#included, this.#length);
    await this.#journal?.close();
    this.#journal = undefined;
    try {
      await replaceFile(this.#journalFile, later);
    } catch (error) {
      // Where only making the new name last failed, it is there. Opening it tries that again, before the next frame.
      if ((await stat(this.#journalFile)).size !== later.length) throw error;
    }
    this.#included = 0;
    this.#torn = false;
    this.#length = later.length;
    this.#snapshotAt = this.#limit;
  }

  /** Nothing is lost: the journal still has it all, and grows until it can be done. */
  #postpone(error: unknown): void {
    this.#options.log?.warn({ err: error, file: this.#snapshotFile }, 'the journal could not be shortened');
    this.#included = 0;
    this.#snapshotAt = this.#length + this.#limit;
  }

  async #append(changes: readonly Change[]): Promise<void> {
    const entries = changes.map(
      ({ collection, id, to }): Entry => [collection, to ? recordsIn(this.content, collection).stored(to) : id],
    );
    const frame = { number: this.#last + 1, text: JSON.stringify(entries) };
    const bytes = sealFrame(this.#options.keys[0]!, this.#head!.journal, frame);
    this.#journal ??= await openToAppend(this.#journalFile);
    if (this.#torn) await this.#cutOff(this.#journal);
    try {
      await this.#journal.appendFile(bytes);
      await this.#journal.datasync();
    } catch (error) {
      this.#torn = true;
      // The caller hears of the write; whatever this one says is met again before the next.
      await this.#cutOff(this.#journal).catch(() => {});
      throw error;
    }
    this.#last = frame.number;
    this.#length += bytes.length;
  }

  async #cutOff(journal: FileHandle): Promise<void> {
    await journal.truncate(this.#length);
    await journal.datasync();
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

interface Opened {
  readonly content: Content;
  readonly head: SnapshotHead | undefined;
  readonly snapshotBytes: number;
  readonly last: number;
  readonly length: number;
  readonly torn: boolean;
}

async function openBoth(files: { snapshot: string; journal: string }, keys: readonly Buffer[]): Promise<Opened> {
  const { content, head } = await readSnapshot(files.snapshot, keys);
  const sizeOf = async (file: string) => (await stat(file).catch(() => undefined))?.size;
  const [snapshotBytes = 0, bytes] = [await sizeOf(files.snapshot), await sizeOf(files.journal)];
  const nothing = { content, head, snapshotBytes, last: head?.upTo ?? 0, length: 0, torn: false };
  if (head === undefined) {
    if (bytes) throw new UnreadableError(`${files.snapshot}: missing, or older than the journal beside it`);
    return nothing;
  }
  if (bytes === undefined) {
    // Before the first change there never was one.
    if (head.upTo > 0) throw new UnreadableError(`${files.journal}: missing`);
    return nothing;
  }
  const [first, last, read] = await readJournal(files.journal, { keys, of: head.journal }, (number, entries) => {
    if (number > head.upTo) for (const entry of entries) apply(entry, content);
  });
  if (holdsFrame(read.rest, { keys, of: head.journal })) {
    throw new UnreadableError(`${files.journal}: damaged after its first ${read.good} bytes`);
  }
  const fits = first === undefined || (first <= head.upTo + 1 && last! >= head.upTo);
  if (!fits) throw new UnreadableError(`${files.journal}: changes are missing between it and ${files.snapshot}`);
  return { ...nothing, last: last ?? head.upTo, length: read.good, torn: read.rest.length > 0 };
}

async function readJournal(
  file: string,
  place: { keys: readonly Buffer[]; of: string },
  take: (number: number, entries: Entry[]) => void,
): Promise<[first: number | undefined, last: number | undefined, read: { good: number; rest: Buffer }]> {
  let [first, last]: (number | undefined)[] = [];
  const read = await readFrames(file, place, ({ number, text }) => {
    first ??= number;
    last = number;
    take(number, JSON.parse(text) as Entry[]);
  });
  return [first, last, read];
}

function apply([collection, entry]: Entry, content: Content): void {
  const records = recordsIn(content, collection);
  if (typeof entry === 'string') records.delete(entry);
  else records.set(entry.id, entry);
}
