import type { KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { magic, seal, unsealWithAny } from '../sealed.ts';

/**
 * Frames follow each other in a file, each sealed by itself, so that a file can grow and be read piece by piece. Before
 * the sealed bytes stand their length (4 bytes) and the frame's number (6). The number is part of what is sealed: a frame
 * that was changed, moved, left out or put in does not open where it stands, or is not the next.
 */
const lengthBytes = 4;
const numberBytes = 6;
const headerBytes = lengthBytes + numberBytes;
const readBytes = 1024 * 1024;

export interface FramePlace {
  /** Any of them may open. */
  readonly keys: readonly Buffer[];
  /** What the frames belong to; they open nowhere else. */
  readonly of: string;
}

export interface Frame {
  readonly number: number;
  readonly text: string;
}

export function sealFrame(key: Buffer | KeyObject, of: string, { number, text }: Frame): Buffer {
  const sealed = seal(key, text, placeOf(of, number));
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32BE(sealed.length);
  header.writeUIntBE(number, lengthBytes, numberBytes);
  return Buffer.concat([header, sealed]);
}

/**
 * Reads as far as the frames are whole and in order.
 * @returns how many bytes those are, and all that follows them: nothing, where the file is good to its end
 */
export async function readFrames(
  file: string,
  place: FramePlace,
  take: (frame: Frame) => void,
): Promise<{ good: number; rest: Buffer }> {
  let waiting: Buffer = Buffer.alloc(0);
  let [good, next, broken] = [0, -1, false];
  for await (const chunk of createReadStream(file, { highWaterMark: readBytes })) {
    waiting = Buffer.concat([waiting, chunk as Buffer]);
    while (!broken && isWhole(waiting)) {
      const bytes = headerBytes + waiting.readUInt32BE();
      const frame = openFrame(waiting.subarray(0, bytes), place);
      broken = frame === undefined || (next !== -1 && frame.number !== next);
      if (broken) break;
      take(frame!);
      next = frame!.number + 1;
      good += bytes;
      waiting = waiting.subarray(bytes);
    }
  }
  return { good, rest: waiting };
}

/** As it stands in front of the first frame, which is not opened. @returns undefined where there is none */
export async function readFirstNumber(file: string): Promise<number | undefined> {
  const handle = await open(file, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
    return bytesRead < headerBytes ? undefined : buffer.readUIntBE(lengthBytes, numberBytes);
  } finally {
    await handle.close();
  }
}

/**
 * Whether genuine frames stand in what could not be read on. A crash leaves one unfinished frame at the end and nothing
 * after it; where a whole one is found, what is before it was damaged.
 */
export function holdsFrame(rest: Buffer, place: FramePlace): boolean {
  for (let at = rest.indexOf(magic, headerBytes); at !== -1; at = rest.indexOf(magic, at + 1)) {
    const begin = at - headerBytes;
    const told = at + rest.readUInt32BE(begin);
    // The length may be what was damaged, also of the last.
    for (const end of [told, rest.length]) {
      if (end <= rest.length && openFrame(rest.subarray(begin, end), place) !== undefined) return true;
    }
  }
  return false;
}

/** Whether a whole frame that does not open has something behind it: then it is of another store or key, and no unfinished write. */
export function goesOnBehindFrame(rest: Buffer): boolean {
  return (
    isWhole(rest) &&
    rest.subarray(headerBytes, headerBytes + magic.length).equals(magic) &&
    rest.length > headerBytes + rest.readUInt32BE()
  );
}

function isWhole(bytes: Buffer): boolean {
  return bytes.length >= headerBytes && bytes.length >= headerBytes + bytes.readUInt32BE();
}

function openFrame(bytes: Buffer, { keys, of }: FramePlace): Frame | undefined {
  const number = bytes.readUIntBE(lengthBytes, numberBytes);
  try {
    return { number, text: unsealWithAny(keys, bytes.subarray(headerBytes), placeOf(of, number)) };
  } catch {
    return undefined;
  }
}

function placeOf(of: string, number: number): Buffer {
  return Buffer.from(`${of} ${number}`);
}
