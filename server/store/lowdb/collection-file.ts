import { type Adapter, Low } from 'lowdb';
import type { Entity } from '../contract.ts';
import { readIfPresent, replaceFile } from './durable-file.ts';
import { seal, UnreadableError, unsealWithAny } from '../sealed.ts';

export type Records = Record<string, Entity>;

interface Content {
  readonly format: 1;
  readonly collections: Record<string, Records>;
}

/** One change in memory, and how to take it back. */
export interface Change {
  apply(): void;
  undo(): void;
}

class SealedFile implements Adapter<Content> {
  readonly #file: string;
  readonly #keys: readonly Buffer[];

  constructor(file: string, keys: readonly Buffer[]) {
    this.#file = file;
    this.#keys = keys;
  }

  async read(): Promise<Content | null> {
    const sealed = await readIfPresent(this.#file);
    if (sealed === undefined) return null;
    try {
      const content = JSON.parse(unsealWithAny(this.#keys, sealed)) as Content;
      if (content.format !== 1) throw new UnreadableError(`of a newer format (${content.format})`);
      return content;
    } catch (error) {
      throw new UnreadableError(`${this.#file}: ${(error as Error).message}`);
    }
  }

  write(content: Content): Promise<void> {
    return replaceFile(this.#file, seal(this.#keys[0]!, JSON.stringify(content)));
  }
}

/**
 * The collections of one file, held in memory by lowdb. Changes apply in memory at once and are acknowledged when a
 * write that contains them is on disk; writes that come while one is under way share the next (group commit). When a
 * write fails, every change since the last good one is taken back and refused, so memory never runs ahead of the disk.
 */
export class CollectionFile {
  readonly #low: Low<Content>;
  #unwritten: Change[] = [];
  #flushing: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  private constructor(low: Low<Content>) {
    this.#low = low;
  }

  /** @param keys the first encrypts, any of them may open */
  static async open(file: string, keys: readonly Buffer[]): Promise<CollectionFile> {
    const low = new Low<Content>(new SealedFile(file, keys), { format: 1, collections: {} });
    await low.read();
    return new CollectionFile(low);
  }

  records(collection: string): Records {
    const { collections } = this.#low.data;
    collections[collection] ??= Object.create(null) as Records;
    return collections[collection];
  }

  /** Of the collections that something was ever kept in. */
  names(): string[] {
    return Object.keys(this.#low.data.collections);
  }

  /** @returns when the changes are durable @throws the file system's error, with the changes taken back */
  commit(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return this.settled();
    for (const change of changes) change.apply();
    this.#unwritten.push(...changes);
    this.#next ??= this.#afterCurrent();
    return this.#next;
  }

  /** Resolves when all that was accepted so far is on disk (or was refused to those who asked for it). */
  async settled(): Promise<void> {
    await Promise.allSettled([this.#flushing, this.#next]);
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
    const included = this.#unwritten.length;
    try {
      await this.#low.write();
      this.#unwritten.splice(0, included);
    } catch (error) {
      for (const change of this.#unwritten.splice(0).toReversed()) change.undo();
      throw error;
    } finally {
      this.#flushing = undefined;
    }
  }
}
