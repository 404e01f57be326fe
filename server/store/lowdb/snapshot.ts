import { type KeyObject, randomUUID } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import type { Entity } from '../contract.ts';
import { magic, UnreadableError, unsealWithAny } from '../sealed.ts';
import type { Stored } from '../versions.ts';
import { readFrames, sealFrame } from './frames.ts';
import { type Content, Records, recordsIn } from './records.ts';

/** What a snapshot says of itself. */
export interface SnapshotHead {
  /** Which journal it goes with. */
  readonly journal: string;
  /** The number of the last frame of it whose changes it all has. */
  readonly upTo: number;
}

/** The frames of a snapshot: its head, records of one collection in each of the next, and that it ends. */
type Part =
  | ({ readonly format: 2 } & SnapshotHead)
  | { readonly collection: string; readonly records: readonly Entity[] }
  /** With the number of the last frame of which it may have something. */
  | { readonly end: true; readonly seen?: number };

/** One sealed piece, written whole at each change. */
interface FirstFormat {
  readonly collections: Readonly<Record<string, Readonly<Record<string, Entity>>>>;
}

const of = 'snapshot';
/** Pieces are about so large, so that neither writing nor reading one needs much memory or holds up other work. */
const pieceCharacters = 64 * 1024;

/**
 * Piece by piece: nothing is made, nor any record asked for, before the piece is.
 * @param seen asked at the end: the last frame of which there may be something in the records
 */
export function* sealSnapshot(
  key: Buffer | KeyObject,
  head: SnapshotHead,
  records: Iterable<readonly [collection: string, record: Stored]>,
  seen: () => number,
): Generator<Buffer> {
  const snapshot = randomUUID();
  let number = 0;
  const part = (json: string) => sealFrame(key, of, { number: number++, text: `["${snapshot}",${json}]` });
  yield part(JSON.stringify({ format: 2, ...head } satisfies Part));
  for (const piece of pieces(records)) yield part(piece);
  yield part(JSON.stringify({ end: true, seen: seen() } satisfies Part));
}

/** A snapshot that needs no journal. */
export function sealAlone(key: Buffer, content: Content): Buffer {
  const all = function* () {
    for (const [collection, records] of content) {
      for (const record of records.values()) yield [collection, records.stored(record)] as const;
    }
  };
  return Buffer.concat([...sealSnapshot(key, { journal: randomUUID(), upTo: 0 }, all(), () => 0)]);
}

function* pieces(records: Iterable<readonly [collection: string, record: Stored]>): Generator<string> {
  let [name, piece]: [string | undefined, string] = [undefined, ''];
  const whole = () => `{"collection":${JSON.stringify(name)},"records":[${piece}]}`;
  for (const [collection, record] of records) {
    if (piece && (collection !== name || piece.length >= pieceCharacters)) {
      yield whole();
      piece = '';
    }
    name = collection;
    piece += `${piece && ','}${JSON.stringify(record)}`;
  }
  if (piece) yield whole();
}

export interface ReadSnapshot {
  readonly content: Content;
  /** Undefined where there is none, or one of the format that had no journal. */
  readonly head: SnapshotHead | undefined;
  readonly seen: number;
}

/** @throws UnreadableError */
export async function readSnapshot(file: string, keys: readonly Buffer[]): Promise<ReadSnapshot> {
  try {
    const begin = await firstBytes(file);
    if (begin === undefined) return { content: new Map(), head: undefined, seen: 0 };
    if (begin.equals(magic)) return { content: await readFirstFormat(file, keys), head: undefined, seen: 0 };
    return await readParts(file, keys);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    throw new UnreadableError(`${file}: ${error.message}`);
  }
}

async function readParts(file: string, keys: readonly Buffer[]): Promise<ReadSnapshot> {
  const content: Content = new Map();
  let [snapshot, head, seen]: [string?, SnapshotHead?, number?] = [];
  const { good, rest } = await readFrames(file, { keys, of }, ({ number, text }) => {
    const [from, part] = JSON.parse(text) as [string, Part];
    snapshot ??= from;
    const isMisplaced = from !== snapshot || seen !== undefined || (number === 0) !== 'format' in part;
    if (isMisplaced) throw new UnreadableError('put together');
    if ('format' in part) head = headOf(part);
    else if ('end' in part) seen = part.seen ?? 0;
    else {
      const records = recordsIn(content, part.collection);
      for (const record of part.records) records.set(record.id, record);
    }
  });
  if (good === 0) throw new UnreadableError('not a file of this product, damaged, or encrypted with another key');
  if (rest.length > 0 || seen === undefined || !head) throw new UnreadableError('damaged');
  return { content, head, seen };
}

function headOf({ format, journal, upTo }: { readonly format: number } & SnapshotHead): SnapshotHead {
  if (format !== 2) throw new UnreadableError(`of a newer format (${format}); use the newer version`);
  return { journal, upTo };
}

async function readFirstFormat(file: string, keys: readonly Buffer[]): Promise<Content> {
  const { format, collections } = JSON.parse(unsealWithAny(keys, await readFile(file))) as FirstFormat & {
    readonly format: number;
  };
  if (format !== 1) throw new UnreadableError(`of a newer format (${format}); use the newer version`);
  return new Map(Object.entries(collections).map(([name, records]) => [name, new Records(Object.entries(records))]));
}

async function firstBytes(file: string): Promise<Buffer | undefined> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  try {
    return handle && (await handle.read(Buffer.alloc(magic.length))).buffer;
  } finally {
    await handle?.close();
  }
}
