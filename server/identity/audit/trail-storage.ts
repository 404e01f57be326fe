import type { Link } from './chain.ts';
import type { KeptSeal, Seal } from './seals.ts';

/** What a verification reads of a trail, wherever it is kept. */
export interface TrailReader {
  /** What the first entry proves. */
  start(): Promise<Link>;
  /** Whole lines, in the order in which they were written; a file may come in several pieces. */
  contents(): AsyncIterable<{ readonly file: string; readonly content: Buffer }>;
  seals(): Promise<readonly KeptSeal[]>;
  /** The newest entry, where that is noted elsewhere than in the entries. */
  end(): Promise<Link | undefined>;
}

/** Of a trail, what was written from one moment to another, ISO 8601 in UTC; `below` leaves out newer entries than that. */
export interface TrailRange {
  readonly from: string;
  readonly to: string;
  /** The number of an entry. */
  readonly below?: number | undefined;
}

/** What was found at the end when a trail is opened. */
export interface FoundEnd {
  readonly head: Link;
  /** Lines at the end that the server did not write, or not there. */
  readonly foreign: number;
  /** Entries that are known to have been there. */
  readonly missing: number;
}

export interface Appended {
  readonly lines: readonly string[];
  /** The link that the last of them makes. */
  readonly head: Link;
  /** What was there before, to be kept with them. */
  readonly seal: Seal | undefined;
}

/** Where a trail is kept: in files, for one server; or in a database that several share. */
export interface TrailStorage extends TrailReader {
  findEnd(): Promise<FoundEnd>;
  head(): Promise<Link>;
  /**
   * Adds to the end, between which and the new lines nobody else comes; they are durable when it resolves.
   * @param next what follows on that end; it may be asked again
   */
  append(next: (head: Link) => Appended): Promise<void>;
  keepSeal(seal: Seal): Promise<void>;
  /** Does for a try what recording needs. @throws where it could not be done now */
  tryOut(): Promise<void>;
  /**
   * Lines from the newest back, piece by piece, so that a long trail takes little memory. It begins and ends near the range:
   * what is outside of it has to be left out still.
   */
  backwards(range: TrailRange): AsyncIterable<readonly Buffer[]>;
  /**
   * Lines that are durable, from the entry of that number on, piece by piece. It may begin earlier, and ends where the trail
   * ended when it began, or before.
   */
  forwards(from: number): AsyncIterable<readonly Buffer[]>;
  close(): Promise<void>;
}
