import { randomUUID } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import type { Entity } from '../contract.ts';
import { magic, UnreadableError, unsealWithAny } from '../sealed.ts';
import { type Content, Records, recordsIn, type Snapshot } from './collection-file.ts';
import { readFrames, sealFrame } from './frames.ts';

/** What a snapshot says of itself. */
export interface SnapshotHead {
  /** Which journal it goes with. */
  readonly journal: string;
  /** The number of the last frame of it whose changes it has. */
  readonly upTo: number;
}

/** The frames of a snapshot: its head, records of one collection in each of the next, and that it ends. */
type Part =
  | ({ readonly format: 2 } & SnapshotHead)
  | { readonly collection: string; readonly records: readonly Entity[] }
  | { readonly end: true };

/** One sealed piece, written whole at each change. */
interface FirstFormat {
  readonly collections: Readonly<Record<string, Readonly<Record<string, Entity>>>>;
}

const of = 'snapshot';
/** Pieces are about so large, so that neither writing nor reading one needs much memory or holds up other work. */
const pieceCharacters = 128 * 1024;

/** Piece by piece: nothing is made before it is asked for. */
export function* sealSnapshot(key: Buffer, head: SnapshotHead, kept: Snapshot): Generator<Buffer> {
  const snapshot = randomUUID();
  let number = 0;
  const part = (json: string) => sealFrame(key, of, { number: number++, text: `["${snapshot}",${json}]` });
  yield part(JSON.stringify({ format: 2, ...head } satisfies Part));
  for (const [collection, records] of kept) {
    for (const piece of pieces(records)) {
      yield part(`{"collection":${JSON.stringify(collection)},"records":[${piece}]}`);
    }
  }
  yield part(JSON.stringify({ end: true } satisfies Part));
}

function* pieces(records: readonly Entity[]): Generator<string> {
  let piece = '';
  for (const record of records) {
    piece += `${piece && ','}${JSON.stringify(record)}`;
    if (piece.length < pieceCharacters) continue;
    yield piece;
    piece = '';
  }
  if (piece) yield piece;
}

/** @returns no head where there is none, or one of the format that had no journal @throws UnreadableError */
export async function readSnapshot(
  file: string,
  keys: readonly Buffer[],
): Promise<{ content: Content; head: SnapshotHead | undefined }> {
  try {
    const begin = await firstBytes(file);
    if (begin === undefined) return { content: new Map(), head: undefined };
    if (begin.equals(magic)) return { content: await readFirstFormat(file, keys), head: undefined };
    return await readParts(file, keys);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    throw new UnreadableError(`${file}: ${error.message}`);
  }
}

async function readParts(file: string, keys: readonly Buffer[]): Promise<{ content: Content; head: SnapshotHead }> {
  const content: Content = new Map();
  let [snapshot, head, ended]: [string?, SnapshotHead?, boolean?] = [];
  const { rest } = await readFrames(file, { keys, of }, ({ number, text }) => {
    const [from, part] = JSON.parse(text) as [string, Part];
    snapshot ??= from;
    if (from !== snapshot || ended || (number === 0) !== 'format' in part) throw new UnreadableError('put together');
    if ('format' in part) head = headOf(part);
    else if ('end' in part) ended = true;
    else {
      const records = recordsIn(content, part.collection);
      for (const record of part.records) records.set(record.id, record);
    }
  });
  if (rest.length > 0 || !ended || !head) throw new UnreadableError('damaged, or encrypted with another key');
  return { content, head };
}

function headOf({ format, journal, upTo }: { readonly format: number } & SnapshotHead): SnapshotHead {
  if (format !== 2) throw new UnreadableError(`of a newer format (${format}); use the newer version`);
  return { journal, upTo };
}

async function readFirstFormat(file: string, keys: readonly Buffer[]): Promise<Content> {
  return contentOf(JSON.parse(unsealWithAny(keys, await readFile(file))) as FirstFormat);
}

export function contentOf({ collections }: FirstFormat): Content {
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
