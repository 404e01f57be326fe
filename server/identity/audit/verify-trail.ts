import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type ChainedEntry, type Link, readChained } from './chain.ts';
import { type Seal, type Sealing, SealError } from './seals.ts';
import { currentFile, linesOf, unchainedFile } from './trail-files.ts';
import type { TrailReader } from './trail-storage.ts';

/** Reads the whole trail and says where it is not what was written [R4]. Writes nothing; a server may be running. */

export type Damage =
  /** Also: the other file that the first entry proves. */
  | 'changed'
  | 'removed'
  | 'inserted'
  | 'reordered'
  /** Ends before what a seal says. */
  | 'truncated'
  /** No line break at the end: a crash in the middle of a write, or a cut. */
  | 'incomplete'
  /** The entry is genuine, but it is not the one that was sealed under this number. */
  | 'not as sealed'
  | 'seal changed';

export interface Finding {
  readonly damage: Damage;
  readonly file: string;
  /** The first line that is wrong, from 1. */
  readonly line: number;
  /** The number of the first entry that is wrong. */
  readonly sequence: number;
}

export interface Verification {
  /** Those that are genuine. */
  readonly entries: number;
  readonly head: Link;
  readonly seals: number;
  /** They are in the order of the trail: the first is the first entry that was tampered with. */
  readonly findings: readonly Finding[];
}

export interface VerifyOptions {
  readonly trail: TrailReader;
  readonly key: KeyObject;
  readonly sealing: Sealing;
  /** Kept elsewhere, besides the server's own. */
  readonly seal?: Seal | undefined;
  /** Each genuine entry with its line, in the order of the files. */
  readonly onEntry?: (entry: ChainedEntry, line: Buffer) => void;
}

interface Place {
  readonly file: string;
  readonly line: number;
}

/** A line; a link only where the line is genuine. */
interface Read extends Place {
  readonly entry?: Link & { readonly prev: string };
}

/** @throws the storage's error */
export async function verifyTrail(options: VerifyOptions): Promise<Verification> {
  // Order matters: what a server adds meanwhile is more than they speak of, and never less.
  const { seals, changed } = await collectSeals(options);
  const end = await options.trail.end();
  const start = await options.trail.start();
  const { lines, incomplete } = await readLines(options);
  const { findings, head } = examine(lines, start);
  if (incomplete) findings.push({ damage: 'incomplete', ...incomplete, sequence: head.n + 1 });
  const known = [...seals.map(({ sequence: n, mac }) => ({ n, mac })), ...(end && end.n > 0 ? [end] : [])];
  const all = merged(
    findings,
    compareWithKnown(
      known.toSorted((a, b) => a.n - b.n),
      lines,
      head,
    ),
  );
  return {
    entries: lines.filter(({ entry }) => entry !== undefined).length,
    head,
    seals: seals.length,
    findings: [...all, ...changed],
  };
}

async function readLines({ trail, key, onEntry }: VerifyOptions) {
  const lines: Read[] = [];
  let incomplete: Place | undefined;
  let [reading, before] = ['', 0];
  for await (const { file, content } of trail.contents()) {
    const whole = linesOf(content);
    if (file !== reading) [reading, before] = [file, 0];
    for (const bytes of whole.lines) {
      before += 1;
      const entry = readChained(bytes, key);
      if (entry) onEntry?.(entry, bytes);
      const { n, at, mac, prev } = entry ?? {};
      lines.push({ file, line: before, ...(entry && { entry: { n: n!, at: at!, mac: mac!, prev: prev! } }) });
    }
    if (whole.rest.length > 0) incomplete = { file, line: before + 1 };
  }
  return { lines, incomplete };
}

/** What the chain itself shows. After something wrong it goes on from the next genuine line. */
function examine(lines: readonly Read[], start: Link): { findings: Finding[]; head: Link } {
  const lastPlaceOf = new Map<number, number>();
  lines.forEach(({ entry }, at) => entry && lastPlaceOf.set(entry.n, at));
  const findings: Finding[] = [];
  let previous = start;
  let afterBad = false;
  const follows = ({ n, prev }: { n: number; prev: string }) =>
    n === previous.n + 1 && (afterBad || prev === previous.mac);
  lines.forEach(({ file, line, entry }, at) => {
    const expected = previous.n + 1;
    const found = (damage: Damage, sequence = expected) => findings.push({ damage, file, line, sequence });
    if (entry === undefined) {
      const next = lines[at + 1]?.entry;
      // What comes next fits to what came before: this line is one too many.
      if (next && follows(next)) return void found('inserted');
      found('changed');
      previous = { ...previous, n: expected };
      afterBad = true;
      return;
    }
    if (!follows(entry)) {
      const comesLater = (n: number) => (lastPlaceOf.get(n) ?? -1) > at;
      if (entry.n === 1 && at === 0) findings.push({ damage: 'changed', file: unchainedFile, line: 1, sequence: 0 });
      else if (entry.n === expected || comesLater(entry.n)) found('inserted');
      else if (entry.n > expected) found(comesLater(expected) ? 'reordered' : 'removed');
      else found(lines.slice(0, at).some((other) => other.entry?.n === entry.n) ? 'inserted' : 'reordered', entry.n);
      if (entry.n < expected || comesLater(entry.n)) return;
    }
    previous = entry;
    afterBad = false;
  });
  return { findings, head: previous };
}

/** @param known entries that were there, by number */
function compareWithKnown(known: readonly Pick<Link, 'n' | 'mac'>[], lines: readonly Read[], head: Link): Finding[] {
  const places = new Map(lines.filter(({ entry }) => entry).map((read) => [read.entry!.n, read]));
  const last = lines.at(-1) ?? { file: currentFile, line: 0 };
  const findings: Finding[] = [];
  for (const { n: sequence, mac } of known) {
    const sealed = places.get(sequence);
    if (sealed && sealed.entry!.mac !== mac) {
      findings.push({ damage: 'not as sealed', file: sealed.file, line: sealed.line, sequence });
    } else if (!sealed && sequence > head.n) {
      findings.push({ damage: 'truncated', file: last.file, line: last.line + 1, sequence: head.n + 1 });
      break;
    }
  }
  return findings;
}

/** Sorts by the number of the entry, and where that is the same, what the chain shows first. */
function merged(chain: readonly Finding[], sealed: readonly Finding[]): Finding[] {
  const first = chain.find(({ damage }) => damage !== 'incomplete')?.sequence ?? Number.POSITIVE_INFINITY;
  return [
    ...sealed.filter(({ sequence }) => sequence < first),
    ...chain,
    ...sealed.filter(({ sequence }) => sequence >= first),
  ].filter((one, at, all) => all.findIndex((other) => isDeepStrictEqual(one, other)) === at);
}

async function collectSeals({ trail, sealing, seal }: VerifyOptions) {
  const seals = seal ? [seal] : [];
  const changed: Finding[] = [];
  for (const kept of await trail.seals()) {
    try {
      seals.push(sealing.check(kept));
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      changed.push({ damage: 'seal changed', file: join('seals', kept.name), line: 1, sequence: 0 });
    }
  }
  return { seals: seals.toSorted((a, b) => a.sequence - b.sequence), changed };
}
