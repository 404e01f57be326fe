import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { Entity } from '../contract.ts';
import { seal, unseal } from '../sealed.ts';
import { type Findable, placeIn, valuesIn } from '../order.ts';
import { asStored, versionOf } from '../versions.ts';
import { indexColumns, type IndexColumn, type IndexValueRow, type RecordRow } from './tables.ts';

const placeOfMessages = Buffer.from('message');

/**
 * Turns records into rows and back. Ids are among what must not be read in the database: of a token the id is the token.
 * Equal index values of one collection make equal digests, which is all that the database learns of them.
 */
export class RowCipher {
  readonly #sealing: KeyObject;
  readonly #digesting: KeyObject;

  /** @param key of the store, 32 bytes */
  constructor(key: Buffer) {
    const derive = (purpose: string) =>
      createSecretKey(Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, 32)));
    this.#sealing = derive('postgres/records');
    this.#digesting = derive('postgres/digests');
  }

  /** @param definition without a version of a record as it is kept */
  row<T extends Entity>(definition: Findable<T> & { readonly version?: number }, record: T): RecordRow {
    const { name } = definition;
    const key = this.keyOf(name, record.id);
    const stored = asStored(definition.version, record);
    const sealed = this.sealText(JSON.stringify(stored), key);
    return { collection: name, key, sealed, version: versionOf(stored), ...this.indexesOf(definition, record) };
  }

  keyOf(collection: string, id: string): Buffer {
    return this.#digest(['id', collection, id]);
  }

  indexOf(collection: string, index: string, value: unknown): Buffer {
    return this.#digest(value === undefined ? ['index', collection, index] : ['index', collection, index, value]);
  }

  sealText(text: string, key: Buffer): Buffer {
    return seal(this.#sealing, text, key);
  }

  /** @returns the text, of a record its JSON @throws UnreadableError when the row was changed, moved, or sealed under another key */
  open({ key, sealed }: Pick<RecordRow, 'key' | 'sealed'>): string {
    return unseal(this.#sealing, sealed, key);
  }

  /** What processes say to each other passes through the database, and is none of its business either. */
  sealMessage(text: string): string {
    return seal(this.#sealing, text, placeOfMessages).toString('base64');
  }

  /** @returns undefined where it is nobody's who has the key */
  openMessage(sealed: string): string | undefined {
    try {
      return unseal(this.#sealing, Buffer.from(sealed, 'base64'), placeOfMessages);
    } catch {
      return undefined;
    }
  }

  indexesOf<T extends Entity>({ name, indexes }: Findable<T>, record: T): Record<IndexColumn, Buffer | null> {
    const digests = indexes.map((index) => this.indexOf(name, index, record[index]));
    return Object.fromEntries(indexColumns.map((column, place) => [column, digests[place] ?? null])) as Record<
      IndexColumn,
      Buffer | null
    >;
  }

  /** @throws where a field is not what the definition says of it */
  valuesOf<T extends Entity>(definition: Findable<T>, record: T): Pick<IndexValueRow, 'digest' | 'place'>[] {
    const { name, indexes, several = [], order } = definition;
    const place = placeIn(definition, record) ?? null;
    const ofOne = order === undefined ? [] : indexes.map((index) => this.indexOf(name, index, record[index]));
    const ofSeveral = several.flatMap((index) =>
      valuesIn(definition, index, record).map((value) => this.indexOf(name, index, value)),
    );
    return [...ofOne, ...ofSeveral].map((digest) => ({ digest, place }));
  }

  /** JSON tells every text from every other, also where UTF-8 would not. */
  #digest(what: readonly unknown[]): Buffer {
    return createHmac('sha256', this.#digesting).update(JSON.stringify(what)).digest();
  }
}
