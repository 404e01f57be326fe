import { type Adapter, Low } from 'lowdb';
import { readIfPresent, replaceFile } from './durable-file.ts';
import type { Content, Keeper } from './collection-file.ts';
import type { Entity } from '../contract.ts';
import { contentOf } from './snapshot.ts';
import { seal, UnreadableError, unsealWithAny } from '../sealed.ts';

interface Kept {
  readonly format: 1;
  readonly collections: Record<string, Record<string, Entity>>;
}

/** The file as it is written, of collections that come from elsewhere. */
export function sealWhole(key: Buffer, collections: Content): Buffer {
  return seal(key, JSON.stringify(asKept(collections)));
}

function asKept(content: Content): Kept {
  const collections = [...content].map(
    ([name, records]) =>
      [name, Object.fromEntries([...records].map(([id, each]) => [id, records.stored(each)]))] as const,
  );
  return { format: 1, collections: Object.fromEntries(collections) };
}

/** What the file held before its last change lies beside it, for whoever finds the file damaged. */
export const previousOf = (file: string) => `${file}.previous`;

class SealedFile implements Adapter<Kept> {
  readonly #file: string;
  readonly #keys: readonly Buffer[];

  constructor(file: string, keys: readonly Buffer[]) {
    this.#file = file;
    this.#keys = keys;
  }

  async read(): Promise<Kept | null> {
    const sealed = await readIfPresent(this.#file);
    if (sealed === undefined) {
      if (await this.#previousOpens()) throw await this.#unreadable('missing');
      return null;
    }
    let kept: Kept;
    try {
      kept = this.#open(sealed);
    } catch (error) {
      throw await this.#unreadable((error as Error).message);
    }
    if (kept.format === 1) return kept;
    throw new UnreadableError(`${this.#file}: of a newer format (${kept.format as number}); use the newer version`);
  }

  write(kept: Kept): Promise<void> {
    return replaceFile(this.#file, seal(this.#keys[0]!, JSON.stringify(kept)), previousOf(this.#file));
  }

  #open(sealed: Buffer): Kept {
    return JSON.parse(unsealWithAny(this.#keys, sealed)) as Kept;
  }

  async #previousOpens(): Promise<boolean> {
    const sealed = await readIfPresent(previousOf(this.#file));
    try {
      return sealed !== undefined && this.#open(sealed).format === 1;
    } catch {
      return false;
    }
  }

  /** Says what is wrong, and what whoever starts the server can do about it. */
  async #unreadable(what: string): Promise<UnreadableError> {
    const backup = 'restore your newest backup (npm run restore)';
    const previous = previousOf(this.#file);
    const wayOut = (await this.#previousOpens())
      ? `${previous} is whole and holds all but the last change: copy it to ${this.#file} and start again, or ${backup}.`
      : `If master.key is the one that it was written with, ${backup}.`;
    return new UnreadableError(`${this.#file}: ${what}. Nothing was changed. ${wayOut}`);
  }
}

/** Collections in one file, held by lowdb and written whole at each change. */
export class WholeFile implements Keeper {
  readonly #low: Low<Kept>;
  readonly content: Content;

  private constructor(low: Low<Kept>) {
    this.#low = low;
    this.content = contentOf(low.data);
  }

  /**
   * @param keys the first encrypts, any of them may open
   * @throws UnreadableError, or the file system's error
   */
  static async open(file: string, keys: readonly Buffer[]): Promise<WholeFile> {
    const low = new Low<Kept>(new SealedFile(file, keys), { format: 1, collections: {} });
    await low.read();
    return new WholeFile(low);
  }

  keep(): Promise<void> {
    this.#low.data = asKept(this.content);
    return this.#low.write();
  }

  async close(): Promise<void> {}
}
