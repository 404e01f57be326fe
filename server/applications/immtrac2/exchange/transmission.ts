import { setImmediate } from 'node:timers/promises';
import { limits } from '../../../../shared/contract/limits.ts';
import type { RegistryDeps } from '../registry.ts';
import { timestamp, written } from './acknowledge.ts';
import { type Answer, answerText, type Correspondent, Exchange, headerOf, type Received } from './exchange.ts';
import type { Fault } from './faults.ts';
import { type Piece, Splitter } from './hl7/splitter.ts';
import { header, segment } from './hl7/write.ts';

/** What is answered while a transmission is worked through. */
export type Reply =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly framed: boolean }
  /** Begin or end of the batch of answers to a batch. */
  | { readonly kind: 'envelope'; readonly text: string };

/**
 * Works through bytes as they come, and answers what came together before more is read: however long a batch is, a few messages
 * are held, and others have their turn in between.
 */
export async function* answersTo(
  deps: RegistryDeps,
  bytes: AsyncIterable<Buffer> | Iterable<Buffer>,
  from: Correspondent,
): AsyncGenerator<Reply> {
  const exchange = new Exchange(deps);
  const batch = new Batch(deps);
  /** Held until it is known what stands behind it: the end of its batch is said with the last message. */
  let waiting: Exclude<Piece, { kind: 'envelope' }> | undefined;
  const readied = (noted: readonly Fault[]): Readied[] => {
    if (waiting === undefined) return [];
    const piece = waiting;
    waiting = undefined;
    batch.messages += 1;
    return [{ received: receivedOf(exchange, piece, from, noted), framed: piece.framed }];
  };
  const step = (piece: Piece): (Readied | Reply)[] => {
    if (piece.kind !== 'envelope') {
      const before = readied([]);
      waiting = piece;
      return before;
    }
    const noted = batch.read(piece.line, waiting === undefined ? 0 : 1);
    return [...readied(noted), ...batch.begun()];
  };
  for await (const pieces of piecesOf(bytes)) {
    let [turn, steps]: [number, (Readied | Reply)[]] = [performance.now(), []];
    for (const [at, piece] of pieces.entries()) {
      steps.push(...step(piece));
      const isLast = at === pieces.length - 1;
      if (!isLast && steps.length < limits.hl7.together && performance.now() - turn < limits.hl7.turn) continue;
      yield* await answered(exchange, steps);
      // A store that needs no time gives none to others either.
      await setImmediate();
      [turn, steps] = [performance.now(), []];
    }
  }
  yield* await answered(exchange, readied(batch.unended()));
  yield* batch.ended();
}

interface Readied {
  readonly received: Received;
  readonly framed: boolean;
}

/** All of them together; what the batch says stands where it stood. */
async function answered(exchange: Exchange, steps: readonly (Readied | Reply)[]): Promise<Reply[]> {
  const answers = await exchange.take(steps.flatMap((step) => ('received' in step ? step.received : [])));
  return steps.map((step) =>
    'received' in step ? { kind: 'answer', answer: answers.shift()!, framed: step.framed } : step,
  );
}

/** As many as each read has in it. */
async function* piecesOf(bytes: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Piece[]> {
  const splitter = new Splitter();
  for await (const chunk of asUtf8(bytes)) yield [...splitter.push(chunk)];
  yield [...splitter.end()];
}

/** UTF-16 shows in the first two bytes; everything else is read as it is. */
async function* asUtf8(bytes: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  /** Until there are two. */
  let beginning: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of bytes) {
    let next = chunk;
    if (beginning !== undefined) {
      next = Buffer.concat([beginning, chunk]);
      beginning = next.length < 2 ? next : undefined;
      if (beginning !== undefined) continue;
      const utf16 = utf16Of(next);
      if (utf16 !== undefined) decoder = new TextDecoder(utf16);
    }
    yield decoder === undefined ? next : Buffer.from(decoder.decode(next, { stream: true }));
  }
  if (beginning !== undefined) yield beginning;
}

/** By its byte order mark, or because it begins as messages and batches do, with two bytes for a letter. */
function utf16Of(text: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const beginning = text.toString('latin1', 0, 2);
  if (beginning === '\xFF\xFE' || /^[MFB]\0/.test(beginning)) return 'utf-16le';
  if (beginning === '\xFE\xFF' || /^\0[MFB]/.test(beginning)) return 'utf-16be';
  return undefined;
}

/** One message, or what is none. */
export function receivedOf(
  exchange: Exchange,
  piece: Exclude<Piece, { kind: 'envelope' }>,
  from: Correspondent,
  noted: readonly Fault[],
): Received {
  if (piece.kind === 'message') return exchange.read(piece.lines, from, noted);
  if (piece.kind === 'noise') {
    const text = 'There is no HL7 message here: one begins with an MSH segment. Nothing was stored.';
    return exchange.refusal(undefined, { severity: 'E', code: 100, at: 'MSH', cause: 'unreadable', text }, from);
  }
  const text =
    piece.kind === 'too long'
      ? `The message is longer than ${limits.hl7.messageBytes / 1024} KiB. Nothing was stored; send its orders in several messages.`
      : 'The message was cut off: its MLLP block has no end. Nothing was stored; send it again.';
  const fault: Fault = { severity: 'E', code: 102, at: 'MSH', cause: 'unreadable', text };
  return exchange.refusal(headerOf(piece.lines), fault, from);
}

/** FHS and BHS before messages, BTS and FTS behind them, with their counts; the answers have the same. */
class Batch {
  messages = 0;
  readonly #deps: RegistryDeps;
  #file = false;
  #open = false;
  #begun = false;
  #inBatch = 0;
  #batches = 0;
  #written: string[] = [];
  #comment: string | undefined;

  constructor(deps: RegistryDeps) {
    this.#deps = deps;
  }

  /** @param waiting messages that are not counted yet. @returns faults for the message before */
  read(line: Buffer, waiting: number): Fault[] {
    const name = line.toString('latin1', 0, 3);
    const text = line.toString('latin1');
    const separator = text[3] ?? '|';
    const sent = (text.split(separator)[1] ?? '').trim();
    const counted = this.messages + waiting - this.#inBatch;
    if (name === 'FHS') {
      this.#file = true;
      this.#written.push(header('FHS', 'ImmTrac2', 'TEXIIS', undefined, undefined, timestamp(this.#deps)));
      this.#begun = true;
    }
    if (name === 'BHS') {
      const noted = this.#open ? [unended] : [];
      this.#open = true;
      this.#begun = true;
      this.#batches += 1;
      this.#inBatch = this.messages + waiting;
      const fields = text.split(separator);
      const id = fields[10] ?? '';
      this.#written.push(
        header(
          'BHS',
          'ImmTrac2',
          'TEXIIS',
          undefined,
          undefined,
          timestamp(this.#deps),
          undefined,
          undefined,
          undefined,
          undefined,
          id.trim(),
        ),
      );
      return noted;
    }
    if (name === 'BTS') {
      this.#open = false;
      this.#comment = differing(sent, counted)
        ? `${counted} messages came, BTS-1 says ${sent.replaceAll(/\D/g, '')}`
        : undefined;
      const noted = differing(sent, counted) ? [countFault('BTS', counted, 'messages', sent)] : [];
      this.#endsWith(counted);
      return noted;
    }
    if (name === 'FTS') {
      const noted = [
        ...(this.#open ? [unended] : []),
        ...(differing(sent, this.#batches) ? [countFault('FTS', this.#batches, 'batches', sent)] : []),
      ];
      this.#open = false;
      this.#file = false;
      return noted;
    }
    return [];
  }

  #ends: string[] = [];
  #endsWith(count: number): void {
    this.#ends.push(segment('BTS', String(count), this.#comment));
  }

  *begun(): Generator<Reply> {
    for (const text of [...this.#ends.splice(0), ...this.#written.splice(0)])
      yield { kind: 'envelope', text: written([text]) };
  }

  unended(): Fault[] {
    return this.#open || this.#file ? [unended] : [];
  }

  *ended(): Generator<Reply> {
    if (!this.#begun) return;
    if (this.#open) this.#endsWith(this.messages - this.#inBatch);
    yield* this.begun();
    if (this.#batches > 0) yield { kind: 'envelope', text: written([segment('FTS', String(this.#batches))]) };
  }
}

const differing = (sent: string, counted: number) => /^\d+$/.test(sent) && Number(sent) !== counted;

const unended: Fault = {
  severity: 'W',
  code: 100,
  at: 'BTS',
  cause: 'batch',
  text: 'The batch has no end (BTS, FTS), so something of it may be missing. What came was worked through; compare the counts.',
};

function countFault(name: 'BTS' | 'FTS', counted: number, what: string, sent: string): Fault {
  const text = `${name}-1 says ${Number(sent)} ${what}, and ${counted} came. Those were worked through; send what is missing.`;
  return { severity: 'W', code: 207, at: `${name}^1^1`, cause: 'batch', text };
}

/** Each with its MLLP block where the message had one. */
export function replyText(reply: Reply): string {
  if (reply.kind === 'envelope') return reply.text;
  const text = answerText(reply.answer);
  return reply.framed ? `\u000B${text}\u001C\r` : text;
}
