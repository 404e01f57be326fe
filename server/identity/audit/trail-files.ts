import { createHash, type KeyObject } from 'node:crypto';
import { type FileHandle, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { readIfPresent, replaceFile, syncDirectory } from '../../store/lowdb/durable-file.ts';
import { chain, firstLink, type Link, readChained } from './chain.ts';
import type { TrailRange } from './trail-storage.ts';

/** The files of a trail: `audit.jsonl` grows; one that is full or of a past month gets a name of its own and stays. */

export const currentFile = 'audit.jsonl';
/** A trail from before there was a chain. */
export const unchainedFile = 'audit-unchained.jsonl';
/** With the month of its last entry and the number of its first. */
const past = /^audit-(\d{4}-\d\d)-(\d+)\.jsonl$/;
const newline = 0x0a;

export function nameOfPast({ at }: Pick<Link, 'at'>, begins: number): string {
  return `audit-${at.slice(0, 7)}-${String(begins).padStart(9, '0')}.jsonl`;
}

/** Names in the order in which they were written. */
export async function trailFiles(directory: string): Promise<string[]> {
  const names = await readdir(directory);
  const beginsOf = (name: string) => Number(past.exec(name)![2]);
  return [
    ...names.filter((name) => past.test(name)).toSorted((a, b) => beginsOf(a) - beginsOf(b)),
    ...names.filter((name) => name === currentFile),
  ];
}

/** Whole lines, and what follows the last line break. */
export function linesOf(content: Buffer): { lines: Buffer[]; rest: Buffer } {
  const lines: Buffer[] = [];
  let from = 0;
  for (let to = content.indexOf(newline); to !== -1; to = content.indexOf(newline, from)) {
    lines.push(content.subarray(from, to));
    from = to + 1;
  }
  return { lines, rest: content.subarray(from) };
}

export async function startOf(directory: string): Promise<Link> {
  return firstLink(await readIfPresent(join(directory, unchainedFile)));
}

/** Where the chain goes on. */
export interface TrailEnd {
  readonly head: Link;
  /** The number of the first entry in `audit.jsonl`. */
  readonly begins: number;
  /** Bytes of `audit.jsonl`. */
  readonly length: number;
  /** Whole lines at the end that nobody with the key wrote. They stay, for the verification to name. */
  readonly foreign: number;
}

/** Only from the last file that has entries; the verification reads them all. */
export async function findEnd(directory: string, key: KeyObject): Promise<TrailEnd> {
  const current = (await readIfPresent(join(directory, currentFile))) ?? Buffer.alloc(0);
  const inCurrent = linesOf(current).lines.length;
  let foreign = 0;
  for (const name of (await trailFiles(directory)).toReversed()) {
    for (const line of linesOf((await readIfPresent(join(directory, name)))!).lines.toReversed()) {
      const entry = readChained(line, key);
      if (entry) {
        // No time where it is not an entry's own number: that is nothing to seal.
        const head = { n: entry.n + foreign, at: foreign === 0 ? entry.at : '', mac: entry.mac };
        return { head, begins: Math.max(1, head.n - inCurrent + 1), length: current.length, foreign };
      }
      foreign += 1;
    }
  }
  const head = { ...(await startOf(directory)), n: foreign };
  return { head, begins: 1, length: current.length, foreign };
}

/** A trail without a chain gets another name; its digest is what the first entry proves. */
export async function takeOverUnchained(directory: string): Promise<void> {
  const names = await readdir(directory);
  const content = await readIfPresent(join(directory, currentFile));
  if (content === undefined || names.includes(unchainedFile) || names.some((name) => past.test(name))) return;
  if (!isUnchained(linesOf(content).lines[0])) return;
  await rename(join(directory, currentFile), join(directory, unchainedFile));
  await syncDirectory(directory);
}

function isUnchained(line: Buffer | undefined): boolean {
  try {
    const entry = JSON.parse(line?.toString('utf8') ?? '') as Record<string, unknown>;
    return typeof entry['event'] === 'string' && !('mac' in entry);
  } catch {
    return false;
  }
}

/**
 * After a crash the last line may be incomplete. It is kept in a file of its own, and in its place stands an entry that
 * says so; both at once, so that another crash loses neither.
 */
export async function recoverIncompleteLine(directory: string, key: KeyObject, at: string): Promise<boolean> {
  const file = join(directory, currentFile);
  const content = (await readIfPresent(file)) ?? Buffer.alloc(0);
  const { rest } = linesOf(content);
  if (rest.length === 0) return false;
  const { head } = await findEnd(directory, key);
  const aside = `incomplete-${String(head.n + 1).padStart(9, '0')}.txt`;
  await replaceFile(join(directory, aside), rest);
  const digest = createHash('sha256').update(rest).digest('hex');
  const detail = { reason: 'incomplete last line', bytes: String(rest.length), sha256: digest, file: aside };
  const { line } = chain({ at, event: 'audit.recovered', detail }, head, key);
  await replaceFile(file, Buffer.concat([content.subarray(0, -rest.length), Buffer.from(`${line}\n`)]));
  return true;
}

/**
 * The whole trail as it is now, file by file. A server beside us may be in the middle of a line, or begin a new file;
 * then once more. Past files never change.
 */
export async function* trailContents(directory: string): AsyncGenerator<{ file: string; content: Buffer }> {
  const { past: names, current } = await settled(directory);
  for (const file of names) yield { file, content: (await readIfPresent(join(directory, file)))! };
  if (current) yield { file: currentFile, content: current };
}

/** Lines from the newest back, a file at a time; one that is known to be outside of the range is not opened. */
export async function* linesBackwards(directory: string, { from, to, below }: TrailRange): AsyncGenerator<Buffer[]> {
  const names = (await trailFiles(directory)).toReversed();
  for (const [index, name] of names.entries()) {
    const [, endsIn, begins] = past.exec(name) ?? [];
    // A file ends in the month of its name, and begins no earlier than in the one in which the file before it ends.
    if (endsIn !== undefined && endsIn < from.slice(0, 7)) return;
    const beginsIn = past.exec(names[index + 1] ?? '')?.[1];
    if (beginsIn !== undefined && beginsIn > to.slice(0, 7)) continue;
    if (below !== undefined && begins !== undefined && Number(begins) >= below) continue;
    const content = await readIfPresent(join(directory, name));
    if (content) yield linesOf(content).lines.toReversed();
  }
}

const atATime = 500;
const firstLook = 64 * 1024;

export interface FilesForwards {
  /** The number of the entry to begin with; it may begin earlier. */
  readonly from: number;
  /** The number of the first entry in the current file, that file, and how many bytes of it are durable. */
  readonly begins: number;
  readonly current: FileHandle | undefined;
  readonly length: number;
}

/** Lines from there on, past files first, piece by piece. */
export async function* linesForwards(directory: string, files: FilesForwards): AsyncGenerator<readonly Buffer[]> {
  const { from, begins, current, length } = files;
  const names = (await trailFiles(directory)).filter((name) => past.test(name));
  const beginOf = (name: string | undefined) => (name === undefined ? begins : Number(past.exec(name)![2]));
  const held = names.filter((name, index) => beginOf(name) < begins && beginOf(names[index + 1]) > from);
  for (const name of held) yield* inPieces((await readIfPresent(join(directory, name))) ?? Buffer.alloc(0));
  if (current && length > 0) yield* inPieces(await newestFrom(current, length, from));
}

function* inPieces(content: Buffer): Generator<readonly Buffer[]> {
  const { lines } = linesOf(content);
  for (let at = 0; at < lines.length; at += atATime) yield lines.slice(at, at + atATime);
}

/** Most looks want the last lines of a file of megabytes, so it is read from its end, as far as needed. */
async function newestFrom(file: FileHandle, length: number, from: number): Promise<Buffer> {
  for (let bytes = firstLook; ; bytes *= 8) {
    const start = Math.max(0, length - bytes);
    const content = Buffer.alloc(length - start);
    await file.read(content, 0, content.length, start);
    const whole = start === 0 ? content : content.subarray(content.indexOf(newline) + 1);
    const first = Number(/^\{"n":(\d+),/.exec(whole.subarray(0, 32).toString('latin1'))?.[1]);
    if (start === 0 || first <= from) return whole;
  }
}

async function settled(directory: string): Promise<{ past: string[]; current: Buffer | undefined }> {
  for (let attempt = 1; ; attempt++) {
    const names = await trailFiles(directory);
    const current = await readIfPresent(join(directory, currentFile));
    const whole = current === undefined || linesOf(current).rest.length === 0;
    const same = isDeepStrictEqual(names, await trailFiles(directory));
    if ((whole && same) || attempt === 3) return { past: names.filter((name) => name !== currentFile), current };
    await setTimeout(50);
  }
}
