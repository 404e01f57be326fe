import { createSecretKey, type KeyObject, randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { FastifyBaseLogger } from 'fastify';
import { type Adapter, Low } from 'lowdb';
import { limits } from '../../../shared/contract/limits.ts';
import type { Keeper } from './collection-file.ts';
import { replaceFile } from './durable-file.ts';
import { sealFrame } from './frames.ts';
import { Journal } from './journal.ts';
import { type Entry, openFiles, type Opened } from './opened-files.ts';
import { type Change, type Content, recordsIn, Unwritten, walkThrough } from './records.ts';
import { sealSnapshot, type SnapshotHead } from './snapshot.ts';
import type { StoreFiles } from './store-folders.ts';

export interface JournaledOptions {
  /** The first encrypts, any of them may open. */
  readonly keys: readonly Buffer[];
  readonly log?: FastifyBaseLogger | undefined;
  /** Instead of the usual: once the journal has so many bytes its changes go into the snapshot. */
  readonly journalBytes?: number | undefined;
}

/** What lowdb reads from and writes to: a sealed file that it writes in pieces, beside the going work. */
class SnapshotFile implements Adapter<Content> {
  readonly #files: StoreFiles;
  readonly #keys: readonly Buffer[];
  /** What is written is sealed under it. */
  readonly key: KeyObject;
  readonly unwritten = new Unwritten();
  opened: Opened | undefined;
  /** Of what is on disk; undefined until there is a snapshot that a journal can follow. */
  head: SnapshotHead | undefined;
  bytes = 0;
  /** The number of the journal's newest frame. */
  last = 0;

  constructor(files: StoreFiles, keys: readonly Buffer[]) {
    this.#files = files;
    this.#keys = keys;
    this.key = createSecretKey(keys[0]!);
  }

  async read(): Promise<Content> {
    this.opened = await openFiles(this.#files, this.#keys);
    ({ head: this.head, snapshotBytes: this.bytes, last: this.last } = this.opened);
    return this.opened.content;
  }

  async write(content: Content): Promise<void> {
    const head: SnapshotHead = { journal: this.head?.journal ?? randomUUID(), upTo: this.last };
    const records = walkThrough(content, this.unwritten);
    const pieces = sealSnapshot(this.key, head, records, () => this.last);
    await replaceFile(this.#files.snapshot, pieces, this.#files.previous?.snapshot);
    this.bytes = (await stat(this.#files.snapshot)).size;
    this.head = head;
  }
}

/**
 * Collections in two files: a snapshot, and a journal of what changed since, one frame for each write. A change costs as
 * much as itself, whatever else is kept. From time to time lowdb, which holds them, writes the snapshot anew, and the journal
 * then loses what is in it. Frames count on for ever and the snapshot says up to which it has them, so wherever a crash comes
 * between the two nothing is lost and nothing counts twice.
 */
export class JournaledFile implements Keeper {
  readonly #low: Low<Content>;
  readonly #snapshot: SnapshotFile;
  readonly #journal: Journal;
  readonly #options: JournaledOptions;
  #writingSnapshot: Promise<void> | undefined;
  /** So many bytes of the journal are in the snapshot by now. */
  #included = 0;
  #snapshotAt: number;

  private constructor(low: Low<Content>, snapshot: SnapshotFile, journal: Journal, options: JournaledOptions) {
    this.#low = low;
    this.#snapshot = snapshot;
    this.#journal = journal;
    this.#options = options;
    this.#snapshotAt = this.#limit;
  }

  /** Reads and writes nothing. @throws UnreadableError, or the file system's error */
  static async open(files: StoreFiles, options: JournaledOptions): Promise<JournaledFile> {
    const snapshot = new SnapshotFile(files, options.keys);
    const low = new Low<Content>(snapshot, new Map());
    await low.read();
    const { length, torn } = snapshot.opened!;
    snapshot.opened = undefined;
    if (torn) {
      options.log?.warn({ file: files.journal }, 'the last write was not finished, as after a crash; it is left out');
    }
    return new JournaledFile(low, snapshot, new Journal(files, { length, torn }), options);
  }

  get content(): Content {
    return this.#low.data;
  }

  get unwritten(): Unwritten {
    return this.#snapshot.unwritten;
  }

  async keep(changes: readonly Change[]): Promise<void> {
    if (this.#snapshot.head === undefined) await this.#writeSnapshot();
    if (this.#included > 0) await this.#dropIncluded().catch((error: unknown) => this.#postpone(error));
    if (this.#journal.length >= this.#snapshotAt && this.#writingSnapshot === undefined) {
      this.#writingSnapshot = this.#writeSnapshot()
        .catch((error: unknown) => this.#postpone(error))
        .finally(() => {
          this.#writingSnapshot = undefined;
        });
    }
    const entries = changes.map(
      ({ collection, id, to }): Entry => [collection, to ? recordsIn(this.content, collection).stored(to) : id],
    );
    const frame = { number: this.#snapshot.last + 1, text: JSON.stringify(entries) };
    await this.#journal.append(sealFrame(this.#snapshot.key, this.#snapshot.head!.journal, frame));
    this.#snapshot.last = frame.number;
  }

  /** Leaves all in the snapshot, so that the next start has less to read. Where that fails, the journal has the rest. */
  async close(): Promise<void> {
    await this.#writingSnapshot;
    try {
      if (this.#journal.length > 0 || this.#journal.torn) {
        await this.#writeSnapshot();
        await this.#dropIncluded();
      }
    } catch (error) {
      this.#postpone(error);
    } finally {
      await this.#journal.close();
    }
  }

  /** All of it under the first key, also what is kept of before. @throws the file system's error */
  async encryptAnew(): Promise<void> {
    if (this.#snapshot.bytes === 0) return;
    // What is there becomes what was before, so that this is done twice.
    for (const _ of ['now', 'before']) {
      await this.#writeSnapshot();
      await this.#dropIncluded();
    }
    await this.#journal.close();
  }

  /** Never less than the snapshot, so that writing that anew costs a change no more the more there is. */
  get #limit(): number {
    return this.#options.journalBytes ?? Math.max(limits.lowdb.journalBytes, this.#snapshot.bytes);
  }

  async #writeSnapshot(): Promise<void> {
    const included = this.#journal.length;
    await this.#low.write();
    this.#included = included;
  }

  /** The journal goes on with what came while the snapshot was written. */
  async #dropIncluded(): Promise<void> {
    await this.#journal.cut(this.#included);
    this.#included = 0;
    this.#snapshotAt = this.#limit;
  }

  /** Nothing is lost: the journal still has it all, and grows until it can be done. */
  #postpone(error: unknown): void {
    this.#options.log?.warn({ err: error, file: this.#journal.file }, 'the journal could not be shortened');
    this.#included = 0;
    this.#snapshotAt = this.#journal.length + this.#limit;
  }
}
