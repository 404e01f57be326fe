import type { Kysely } from 'kysely';

/** How many indexes one collection can have; more need a migration that adds columns. */
export const indexColumns = ['index_1', 'index_2', 'index_3', 'index_4'] as const;
export type IndexColumn = (typeof indexColumns)[number];

/** A record as the database sees it: nothing of it can be read or guessed without the store's key. */
export type RecordRow = {
  readonly collection: string;
  /** Keyed digest of collection and id. */
  readonly key: Buffer;
  /** The record's JSON, AES-256-GCM. */
  readonly sealed: Buffer;
  /** Of the record, so that an older process does not write over a newer one's; what is sealed says it too. */
  readonly version: number;
} & {
  /** Keyed digests of what the declared indexes find, in their order. */
  readonly [Column in IndexColumn]: Buffer | null;
};

/**
 * What finds a record beside its own row: each value of an index that may have several, and in a collection with an order
 * each value of every index, with the record's place in it.
 */
export interface IndexValueRow {
  /** Keyed digest of collection, index and value. */
  readonly digest: Buffer;
  /** Null where it is on no page. */
  readonly place: number | null;
  readonly collection: string;
  readonly key: Buffer;
}

/** The tables of one store, in a schema of its own. */
export interface Tables {
  readonly records: RecordRow;
  readonly index_values: IndexValueRow;
  /** Which indexes, which order and which version of records what finds the rows of a collection was made with. */
  readonly collections: {
    readonly name: string;
    readonly indexes: string[];
    readonly several: string[];
    readonly ordered: string;
    readonly version: number;
  };
  /** What the store says of itself, sealed. */
  readonly about: { readonly name: string; readonly value: Buffer };
}

/** Bound to one store's schema; either the pool, or the connection of one transaction. */
export type Connection = Kysely<Tables>;
