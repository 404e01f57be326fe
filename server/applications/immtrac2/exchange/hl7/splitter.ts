import { limits } from '../../../../../shared/contract/limits.ts';

/** One thing that stands in what a sender has sent. */
export type Piece =
  /** From its MSH to the next, with every line; `framed` where MLLP stood around it. */
  | { readonly kind: 'message'; readonly lines: readonly Buffer[]; readonly framed: boolean }
  /** Longer than a message may be, or in an MLLP block without an end; its beginning, to answer it. */
  | { readonly kind: 'too long' | 'cut off'; readonly lines: readonly Buffer[]; readonly framed: boolean }
  /** FHS, BHS, BTS or FTS: the envelope of a batch. */
  | { readonly kind: 'envelope'; readonly line: Buffer }
  /** What belongs to no message. */
  | { readonly kind: 'noise'; readonly framed: boolean };

const [carriageReturn, lineFeed, startBlock, endBlock] = [0x0d, 0x0a, 0x0b, 0x1c];
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Cuts a stream of bytes into messages, however it was cut on the way: lines that end with CR, LF or both, MLLP blocks, batch
 * envelopes or none. Never holds more than one message of the greatest length.
 */
export class Splitter {
  #lines: Buffer[] = [];
  #bytes = 0;
  /** The line that has not ended. */
  #open: Buffer[] = [];
  #openBytes = 0;
  /** Of the line that has not ended, only the beginning is held. */
  #isCut = false;
  #isTooLong = false;
  #inMessage = false;
  #inNoise = false;
  #framed = false;

  /** @returns what is complete with these bytes, in order */
  *push(chunk: Buffer): Generator<Piece> {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at]!;
      if (byte !== carriageReturn && byte !== lineFeed && !this.#isBlockMark(byte, chunk.subarray(from, at))) continue;
      this.#add(chunk.subarray(from, at));
      from = at + 1;
      yield* this.#endLine();
      if (byte === startBlock) {
        yield* this.#endMessage();
        this.#framed = true;
      }
      if (byte === endBlock) {
        yield* this.#endMessage();
        this.#framed = false;
      }
    }
    this.#add(chunk.subarray(from));
  }

  /** What the end of the bytes completes: a block that has begun is not. */
  *end(): Generator<Piece> {
    yield* this.#endLine();
    yield* this.#endMessage(this.#framed);
  }

  /** A block begins where a line could, behind blanks too, and ends only where one has begun; elsewhere these are stray characters. */
  #isBlockMark(byte: number, before: Buffer): boolean {
    if (byte !== startBlock) return byte === endBlock && this.#framed;
    return [...this.#open, before].every((bytes) => bytes.every((each) => blanks.has(each)));
  }

  /** Of what is too long, only the beginning of each line is held: it may be another message's. */
  #add(bytes: Buffer): void {
    let held = bytes;
    if (this.#bytes + this.#openBytes + bytes.length > limits.hl7.messageBytes) {
      this.#isCut = true;
      held = bytes.subarray(0, Math.max(0, limits.hl7.headerBytes - this.#openBytes));
    }
    if (held.length === 0) return;
    this.#open.push(Buffer.from(held));
    this.#openBytes += held.length;
  }

  *#endLine(): Generator<Piece> {
    const line = trimmed(this.#open.length === 1 ? this.#open[0]! : Buffer.concat(this.#open));
    const isCut = this.#isCut;
    this.#open = [];
    this.#openBytes = 0;
    this.#isCut = false;
    if (line.length === 0) return;
    const name = line.toString('latin1', 0, 3);
    if (/^(?:FHS|BHS|BTS|FTS)$/.test(name) && isSegment(line)) {
      yield* this.#endMessage();
      yield { kind: 'envelope', line };
      return;
    }
    if (name === 'MSH' && isSegment(line)) {
      yield* this.#endMessage();
      this.#inMessage = true;
      // Behind what was too long, a header is short enough to be whole all the same.
      this.#isTooLong = isCut && line.length >= limits.hl7.headerBytes;
      this.#lines.push(line);
      this.#bytes += line.length;
      return;
    }
    if (!this.#inMessage) {
      this.#inNoise = true;
      return;
    }
    if (isCut || this.#bytes + line.length > limits.hl7.messageBytes) {
      this.#isTooLong = true;
      return;
    }
    this.#lines.push(line);
    this.#bytes += line.length;
  }

  *#endMessage(cut = false): Generator<Piece> {
    const [lines, framed, isTooLong] = [this.#lines, this.#framed, this.#isTooLong];
    const had = { message: this.#inMessage, noise: this.#inNoise };
    this.#lines = [];
    this.#bytes = 0;
    this.#isTooLong = false;
    this.#inMessage = false;
    this.#inNoise = false;
    if (had.noise) yield { kind: 'noise', framed };
    if (had.message) yield { kind: isTooLong ? 'too long' : cut ? 'cut off' : 'message', lines, framed };
  }
}

/** Three letters and something that can separate fields. */
function isSegment(line: Buffer): boolean {
  return line.length === 3 || !/[A-Za-z0-9\s]/.test(line.toString('latin1', 3, 4));
}

/** Without a byte order mark, blanks in front, and what old programs end files with (NUL, Ctrl-Z). */
function trimmed(line: Buffer): Buffer {
  let [from, to] = [line.subarray(0, 3).equals(byteOrderMark) ? 3 : 0, line.length];
  while (from < to && blanks.has(line[from]!)) from += 1;
  while (to > from && endings.has(line[to - 1]!)) to -= 1;
  return line.subarray(from, to);
}

const [nul, tab, endOfFile, space] = [0x00, 0x09, 0x1a, 0x20];
const endings = new Set([nul, endOfFile]);
const blanks = new Set([nul, tab, endOfFile, space]);
