import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holdsFrame, readFirstNumber, readFrames, sealFrame } from '../../server/store/lowdb/frames.ts';
import { readSnapshot, sealSnapshot } from '../../server/store/lowdb/snapshot.ts';
import { seal, UnreadableError } from '../../server/store/sealed.ts';
import { key } from '../support/lowdb-folders.ts';
import { temporaryFolder } from '../support/temporary.ts';

const head = { journal: 'a journal', upTo: 7 };
const record = (id: string, text = '') => ({ id, text });
const framesOfSnapshot = (...records: (readonly [string, { id: string }])[]) => [
  ...sealSnapshot(key, head, records, () => 9),
];
/** What reads a file of these bytes. */
const readBack = async (bytes: Buffer | readonly Buffer[]) => {
  const file = join(await temporaryFolder(), 'records.db');
  await writeFile(file, Array.isArray(bytes) ? Buffer.concat(bytes as Buffer[]) : (bytes as Buffer));
  return readSnapshot(file, [randomBytes(32), key]);
};

test('[R1] a snapshot in many pieces is read as it was written, and no piece is large', async () => {
  const records = ['one', 'two'].flatMap((name) =>
    Array.from({ length: 50 }, (_, n) => [name, record(`${n}`, `${name} ${'x'.repeat(6000)}`)] as const),
  );
  const frames = framesOfSnapshot(...records, ['last', record('ä', '漢')]);
  expect(frames.length).toBeGreaterThan(10);
  expect(frames.length).toBeLessThan(20);
  for (const frame of frames) expect(frame.length).toBeLessThan(80_000);
  const { content, ...rest } = await readBack(frames);
  expect(rest).toEqual({ head, seen: 9 });
  expect([...content.keys()]).toEqual(['one', 'two', 'last']);
  expect([...content].flatMap(([name, all]) => [...all.values()].map((each) => [name, each]))).toEqual([
    ...records,
    ['last', record('ä', '漢')],
  ]);
  expect(await readBack(framesOfSnapshot())).toEqual({ content: new Map(), head, seen: 9 });
});

test('[R1] pieces of two snapshots, or in the wrong place, are refused, as is what a newer version wrote', async () => {
  const [begin, piece, end] = framesOfSnapshot(['one', record('a')]) as [Buffer, Buffer, Buffer];
  const [otherBegin, otherPiece, otherEnd] = framesOfSnapshot(['one', record('b')]) as [Buffer, Buffer, Buffer];
  const made = (number: number, part: object) =>
    sealFrame(key, 'snapshot', { number, text: JSON.stringify(['made', part]) });
  const refusals: readonly (readonly [string, Buffer | readonly Buffer[], RegExp])[] = [
    ['a piece of another', [begin, otherPiece, end], /records\.db: put together$/],
    ['the end of another', [begin, piece, otherEnd], /put together$/],
    ['the beginning of another', [otherBegin, piece, end], /put together$/],
    ['no beginning', [piece, end], /records\.db: damaged$/],
    ['records at the beginning', [made(0, { collection: 'one', records: [] })], /put together$/],
    ['a second beginning', [made(0, { format: 2, ...head }), made(1, { format: 2, ...head })], /put together$/],
    [
      'something behind the end',
      [made(0, { format: 2, ...head }), made(1, { end: true }), made(2, { collection: 'one', records: [] })],
      /put together$/,
    ],
    ['no end', [begin, piece], /records\.db: damaged$/],
    ['half an end', [begin, piece, end.subarray(0, -1)], /damaged$/],
    ['more than the end', [begin, piece, end, Buffer.from('x')], /damaged$/],
    ['nothing', Buffer.alloc(0), /not a file of this product, damaged, or encrypted with another key$/],
    ['a newer one', [made(0, { format: 3 })], /records\.db: of a newer format \(3\); use the newer version$/],
    ['a newer one in one piece', seal(key, JSON.stringify({ format: 2, collections: {} })), /newer format \(2\)/],
  ];
  for (const [what, bytes, message] of refusals) {
    const read = readBack(bytes);
    await expect(read, what).rejects.toThrow(UnreadableError);
    await expect(read, what).rejects.toThrow(message);
  }
  expect(await readBack([made(0, { format: 2, ...head }), made(1, { end: true })])).toMatchObject({ head, seen: 0 });
});

test('[R1] frames are read to the last whole one that is next, also where they are longer than what is read at once', async () => {
  const file = join(await temporaryFolder(), 'frames');
  const place = { keys: [randomBytes(32), key], of: 'a journal' };
  const frame = (number: number) => sealFrame(key, place.of, { number, text: `${number}`.repeat(700_000) });
  const [four, five, six] = [frame(4), frame(5), frame(6)];
  const read = async (...parts: Buffer[]) => {
    await writeFile(file, Buffer.concat(parts));
    const numbers: number[] = [];
    const { good, rest } = await readFrames(file, place, ({ number, text }) => {
      expect(text).toBe(`${number}`.repeat(700_000));
      numbers.push(number);
    });
    return { numbers, good, rest: rest.length, goesOn: holdsFrame(rest, place), first: await readFirstNumber(file) };
  };
  const both = four.length + five.length;
  const nothing = { numbers: [], good: 0, rest: 0, goesOn: false, first: undefined };
  expect(await read()).toEqual(nothing);
  expect(await read(four, five)).toEqual({ numbers: [4, 5], good: both, rest: 0, goesOn: false, first: 4 });
  const torn = { numbers: [4, 5], good: both, goesOn: false, first: 4 };
  expect(await read(four, five, six.subarray(0, -1))).toEqual({ ...torn, rest: six.length - 1 });
  expect(await read(four, five, six.subarray(0, 9))).toEqual({ ...torn, rest: 9 });
  const skipped = { numbers: [4], good: four.length, goesOn: true, first: 4 };
  expect(await read(four, six)).toEqual({ ...skipped, rest: six.length });
  expect(await read(four, Buffer.alloc(five.length), six)).toEqual({ ...skipped, rest: five.length + six.length });
  expect(await read(six.subarray(0, 9))).toEqual({ ...nothing, rest: 9 });
});
