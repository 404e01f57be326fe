import { stat } from 'node:fs/promises';
import type { Entity } from '../contract.ts';
import { UnreadableError } from '../sealed.ts';
import { goesOnBehindFrame, holdsFrame, readFirstNumber, readFrames } from './frames.ts';
import { type Content, recordsIn } from './records.ts';
import { readSnapshot, type SnapshotHead } from './snapshot.ts';
import type { StoreFiles } from './store-folders.ts';

/** A record that was put, or the id of one that was deleted. */
export type Entry = readonly [collection: string, put: Entity | string];

export interface Opened {
  readonly content: Content;
  /** Undefined where there is no snapshot yet, or one of the format that had no journal. */
  readonly head: SnapshotHead | undefined;
  readonly snapshotBytes: number;
  /** The number of the newest frame. */
  readonly last: number;
  /** So many bytes of the journal are good. */
  readonly length: number;
  /** Whether a write that was not finished left something behind them. */
  readonly torn: boolean;
}

/** Writes nothing. @throws UnreadableError with what to do, or the file system's error */
export async function openFiles(files: StoreFiles, keys: readonly Buffer[]): Promise<Opened> {
  try {
    return await openPair(files, keys);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    throw new UnreadableError(`${error.message}. Nothing was changed. ${await wayOut(files, keys)}`);
  }
}

/**
 * Beside a server that may be writing both. One that is put in place between reading the one and the other is no damage.
 * @throws UnreadableError with what to do, or the file system's error
 */
export async function openBesideServer(files: StoreFiles, keys: readonly Buffer[]): Promise<Opened> {
  for (;;) {
    const before = await identityOf(files.snapshot);
    try {
      return await openFiles(files, keys);
    } catch (error) {
      if (!(error instanceof UnreadableError) || (await identityOf(files.snapshot)) === before) throw error;
    }
  }
}

async function openPair({ snapshot, journal, previous }: StoreFiles, keys: readonly Buffer[]): Promise<Opened> {
  const { content, head, seen } = await readSnapshot(snapshot, keys);
  const [snapshotBytes = 0, bytes] = [await sizeOf(snapshot), await sizeOf(journal)];
  const nothing = { content, head, snapshotBytes, last: head?.upTo ?? 0, length: 0, torn: false };
  if (head === undefined) {
    if (bytes) throw new UnreadableError(`${snapshot}: missing, or older than the journal beside it`);
    const isMissing = snapshotBytes === 0 && previous !== undefined && (await sizeOf(previous.snapshot)) !== undefined;
    if (isMissing) throw new UnreadableError(`${snapshot}: missing`);
    return nothing;
  }
  if (bytes === undefined) {
    // Before the first change there never was one.
    if (seen > 0 || head.upTo > 0) throw new UnreadableError(`${journal}: missing`);
    return nothing;
  }
  const place = { keys, of: head.journal };
  const missing = new UnreadableError(`${journal}: changes are missing between it and ${snapshot}`);
  let last = head.upTo;
  const take = (number: number, entries: readonly Entry[]) => {
    if (number <= last) return;
    if (number > last + 1) throw missing;
    for (const entry of entries) apply(entry, content);
    last = number;
  };
  // Beside a snapshot from before the last one the journal goes on where the one before it was cut off.
  const begins = await readFirstNumber(journal);
  const needsPrevious = previous !== undefined && begins !== undefined && begins > last + 1;
  if (needsPrevious && (await sizeOf(previous.journal)) !== undefined) await readJournal(previous.journal, place, take);
  const { newest = head.upTo, good, rest } = await readJournal(journal, place, take);
  if (newest < head.upTo || last < seen) throw missing;
  return { ...nothing, last, length: good, torn: rest.length > 0 };
}

/** @throws UnreadableError where anything before its end is damaged */
async function readJournal(
  file: string,
  place: { keys: readonly Buffer[]; of: string },
  take: (number: number, entries: readonly Entry[]) => void,
): Promise<{ newest: number | undefined; good: number; rest: Buffer }> {
  let newest: number | undefined;
  const { good, rest } = await readFrames(file, place, ({ number, text }) => {
    newest = number;
    take(number, JSON.parse(text) as Entry[]);
  });
  if (holdsFrame(rest, place) || goesOnBehindFrame(rest))
    throw new UnreadableError(`${file}: damaged after its first ${good} bytes`);
  return { newest, good, rest };
}

function apply([collection, entry]: Entry, content: Content): void {
  const records = recordsIn(content, collection);
  if (typeof entry === 'string') records.delete(entry);
  else records.set(entry.id, entry);
}

/** What whoever starts the server can do about damage. */
async function wayOut(files: StoreFiles, keys: readonly Buffer[]): Promise<string> {
  const { snapshot, journal, previous } = files;
  if (previous === undefined) {
    return `Without ${snapshot} and ${journal} the server starts: move both elsewhere. Everybody signs in again then, locks on signing in are open, and work that was not submitted is gone; accounts and records are not in them.`;
  }
  const backup = 'restore your newest backup (npm run restore)';
  const goesOn = ((await sizeOf(journal)) ?? 0) > 0;
  const instead = goesOn ? { ...files, snapshot: previous.snapshot } : { ...previous, previous: undefined };
  const isWhole = await openPair(instead, keys).then(
    ({ snapshotBytes }) => snapshotBytes > 0,
    () => false,
  );
  if (!isWhole) return `If master.key is the one that it was written with, ${backup}.`;
  const copied = `copy it to ${snapshot}`;
  const andJournal = goesOn ? '' : ` and ${previous.journal} to ${journal}`;
  return `${previous.snapshot} is whole, and with the journals beside it nothing is lost: ${copied}${andJournal} and start again, or ${backup}.`;
}

async function sizeOf(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.size;
}

async function identityOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  return `${found?.ino} ${found?.mtimeMs} ${found?.size}`;
}
