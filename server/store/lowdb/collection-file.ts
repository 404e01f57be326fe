import { type Change, type Content, type Records, recordsIn, type Unwritten } from './records.ts';

/** How collections are kept on disk. */
export interface Keeper {
  /** What is on disk at first, and in memory from then on. */
  readonly content: Content;
  readonly unwritten: Unwritten;
  /**
   * Called for one set of changes after the other; all of them are among the unwritten.
   * @returns when they are durable @throws the file system's error; nothing of them is kept then
   */
  keep(changes: readonly Change[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Collections held in memory. Changes apply there at once and are acknowledged when they are on disk; those that come
 * while others are being written share the next write (group commit). When a write fails, every change since the last good
 * one is taken back and refused, so memory never runs ahead of the disk.
 */
export class CollectionFile {
  readonly #keeper: Keeper;
  #flushing: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  /** Of what is held since the last write began. */
  #held: PromiseWithResolvers<void> | undefined;

  constructor(keeper: Keeper) {
    this.#keeper = keeper;
  }

  records(collection: string): Records {
    return recordsIn(this.#keeper.content, collection);
  }

  /** @returns when the changes are durable @throws the file system's error, with the changes taken back */
  commit(changes: readonly Change[]): Promise<void> {
    // Whoever asked may have read what is not on disk yet.
    if (changes.length === 0) return this.flush();
    this.#keeper.unwritten.apply(changes);
    return this.#write();
  }

  /** The same with the next write, whoever asks for that. @returns when the changes are durable */
  hold(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return this.#settled();
    this.#keeper.unwritten.apply(changes);
    this.#held ??= Promise.withResolvers();
    return this.#held.promise;
  }

  /** Writes what is held and not on its way. Whoever holds it hears how that ends. */
  release(): void {
    if (this.#held) this.#write().catch(() => {});
  }

  /** When all that was accepted so far is on disk (or was refused to those who asked for it). */
  flush(): Promise<void> {
    this.release();
    return this.#settled();
  }

  async close(): Promise<void> {
    await this.flush();
    await this.#keeper.close();
  }

  async #settled(): Promise<void> {
    await Promise.allSettled([this.#flushing, this.#next, this.#held?.promise]);
  }

  #write(): Promise<void> {
    this.#next ??= this.#afterCurrent();
    return this.#next;
  }

  async #afterCurrent(): Promise<void> {
    try {
      // A predecessor that fails has taken back all changes, ours among them, so its error is ours too.
      await this.#flushing;
      this.#flushing = this.#flush();
    } finally {
      this.#next = undefined;
    }
    return this.#flushing;
  }

  async #flush(): Promise<void> {
    const { unwritten } = this.#keeper;
    const included = unwritten.all.slice();
    const held = this.#takeHeld();
    try {
      await this.#keeper.keep(included);
      unwritten.written(included.length);
      held?.resolve();
    } catch (error) {
      unwritten.takeBack();
      // What came since is taken back too.
      for (const each of [held, this.#takeHeld()]) each?.reject(error);
      throw error;
    } finally {
      this.#flushing = undefined;
    }
  }

  #takeHeld(): PromiseWithResolvers<void> | undefined {
    const held = this.#held;
    this.#held = undefined;
    return held;
  }
}
