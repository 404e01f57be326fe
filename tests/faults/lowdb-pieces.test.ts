import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readIfPresent, replaceFile } from '../../server/store/lowdb/durable-file.ts';
import { holdsFrame, readFirstNumber, readFrames, sealFrame } from '../../server/store/lowdb/frames.ts';
import { Journal } from '../../server/store/lowdb/journal.ts';
import { openFiles } from '../../server/store/lowdb/opened-files.ts';
import { recordsIn, type Content } from '../../server/store/lowdb/records.ts';
import { readSnapshot, sealAlone, sealSnapshot } from '../../server/store/lowdb/snapshot.ts';
import { filesOf } from '../../server/store/lowdb/store-folders.ts';
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

test('[R1] a snapshot goes with the journal that goes on where it ends, and with the one before that only where it has to', async () => {
  const frame = (number: number) =>
    sealFrame(key, head.journal, { number, text: JSON.stringify([['one', record(`${number}`)]]) });
  const frames = (...numbers: number[]) => Buffer.concat(numbers.map(frame));
  /** @param frames of the journal and of the previous one; undefined where there is none */
  const opened = async (upTo: number, seen: number, journal?: Buffer, previous?: Buffer) => {
    const files = filesOf(await temporaryFolder(), 'lasting');
    await writeFile(files.snapshot, Buffer.concat([...sealSnapshot(key, { ...head, upTo }, [], () => seen)]));
    if (journal) await writeFile(files.journal, journal);
    if (previous) await writeFile(files.previous!.journal, previous);
    const { content, last, length } = await openFiles(files, [key]);
    return { ids: [...recordsIn(content, 'one').keys()].join(' '), last, length };
  };
  const damaged = Buffer.concat([Buffer.alloc(40), frame(3)]);
  expect(await opened(0, 0)).toEqual({ ids: '', last: 0, length: 0 });
  await expect(opened(0, 1)).rejects.toThrow(/records\.journal: missing/);
  await expect(opened(1, 0)).rejects.toThrow(/records\.journal: missing/);
  const both = frames(3, 4);
  expect(await opened(2, 2, both, damaged)).toEqual({ ids: '3 4', last: 4, length: both.length });
  expect(await opened(2, 2, Buffer.alloc(0), damaged)).toEqual({ ids: '', last: 2, length: 0 });
  const later = frames(5);
  expect(await opened(2, 2, later, frames(1, 2, 3, 4))).toEqual({ ids: '3 4 5', last: 5, length: later.length });
  for (const previous of [undefined, frames(1, 2, 3)]) {
    await expect(opened(2, 2, later, previous)).rejects.toThrow(/changes are missing between it and/);
  }
  await expect(opened(2, 2, later, damaged)).rejects.toThrow(/journal\.previous: damaged after its first 0 bytes/);
});

test('[R1] a journal of another store is refused, and a last write that the disk has not all of is left out', async () => {
  const frame = (of: string, number: number, by = key) =>
    sealFrame(by, of, { number, text: JSON.stringify([['one', record(`${number}`)]]) });
  const files = filesOf(await temporaryFolder(), 'lasting');
  await writeFile(files.snapshot, Buffer.concat([...sealSnapshot(key, head, [], () => head.upTo)]));
  const opened = async (...journal: Buffer[]) => {
    await writeFile(files.journal, Buffer.concat(journal));
    const { last, length, torn } = await openFiles(files, [key]);
    return { last, length, torn };
  };
  const good = frame(head.journal, 8);
  const others = [
    [frame('another', 8), frame('another', 9)],
    [frame(head.journal, 8, randomBytes(32)), frame(head.journal, 9, randomBytes(32))],
  ];
  for (const [first, second] of others) {
    await expect(opened(first!, second!)).rejects.toThrow(/records\.journal: damaged after its first 0 bytes/);
    await expect(opened(good, first!, second!.subarray(0, 1))).rejects.toThrow(`first ${good.length} bytes`);
  }
  const holed = Buffer.concat([frame(head.journal, 9).subarray(0, -8), Buffer.alloc(8)]);
  for (const unfinished of [holed, holed.subarray(0, 20), Buffer.alloc(4096)]) {
    expect(await opened(good, unfinished)).toEqual({ last: 8, length: good.length, torn: true });
  }
});

test('[R5] a snapshot by itself has every record of every collection, and no journal to go with', async () => {
  const content: Content = new Map();
  for (const [collection, id] of ['one a', 'one b', 'two a'].map((each) => each.split(' '))) {
    recordsIn(content, collection!).set(id!, record(id!, collection));
  }
  recordsIn(content, 'two').version = 3;
  const read = await readBack(sealAlone(key, content));
  expect([...read.content].map(([name, records]) => [name, [...records.values()]])).toEqual([
    ['one', [record('a', 'one'), record('b', 'one')]],
    ['two', [{ $version: 3, ...record('a', 'two') }]],
  ]);
  expect(read).toMatchObject({ head: { upTo: 0 }, seen: 0 });
  expect((await readBack(sealAlone(key, content))).head!.journal).not.toBe(read.head!.journal);
});

test('[R1] a journal that cannot lose its beginning is as it was, and goes on', async () => {
  const directory = await temporaryFolder();
  const files = filesOf(directory, 'lasting');
  const journal = new Journal(files, { length: 0, torn: false });
  await journal.cut(0);
  expect(await readdir(directory)).toEqual([]);
  for (const text of ['begin', 'end']) await journal.append(Buffer.from(text));
  const inTheWay = `${files.journal}.new`;
  await mkdir(inTheWay);
  await expect(journal.cut(5)).rejects.toThrow('EISDIR');
  await journal.append(Buffer.from('.'));
  expect([journal.length, await readFile(files.journal, 'utf8')]).toEqual([9, 'beginend.']);
  await rm(inTheWay, { recursive: true });
  await journal.cut(5);
  await journal.append(Buffer.from('.'));
  expect([journal.length, await readFile(files.journal, 'utf8')]).toEqual([5, 'end..']);
  expect(await readFile(files.previous!.journal, 'utf8')).toBe('beginend.');
  await journal.close();
  const opened = new Journal(files, { length: 5, torn: false });
  await opened.cut(3);
  expect([opened.length, await readFile(files.journal, 'utf8')]).toEqual([2, '..']);
  await opened.append(Buffer.from('.'));
  await rm(files.journal);
  await expect(opened.cut(1)).rejects.toThrow('ENOENT');
  await opened.close();
});

test.skipIf(process.platform === 'win32')(
  '[R1] a journal whose beginning is gone goes on without it, though its name may not last yet (not on Windows, which has no such call)',
  async () => {
    const directory = await temporaryFolder();
    const files = filesOf(directory, 'lasting');
    const journal = new Journal(files, { length: 0, torn: false });
    for (const text of ['begin', 'end']) await journal.append(Buffer.from(text));
    await withoutRights(directory, 0o300, async () => {
      await journal.cut(5);
      expect(journal.torn).toBe(false);
      await expect(journal.append(Buffer.from('.'))).rejects.toThrow('EACCES');
    });
    await journal.append(Buffer.from('.'));
    expect([journal.length, await readFile(files.journal, 'utf8')]).toEqual([4, 'end.']);
    await journal.close();
  },
);

test.skipIf(process.platform === 'win32')(
  '[R1] a file whose old content cannot be kept is not replaced (not on Windows, which has other rights)',
  async () => {
    const [directory, keptIn] = [await temporaryFolder(), await temporaryFolder()];
    const [file, kept] = [join(directory, 'file'), join(directory, 'kept')];
    await chmod(keptIn, 0o555);
    await withoutRights(directory, 0o700, async () => {
      await replaceFile(file, Buffer.from('first'), kept);
      expect(await readIfPresent(kept)).toBeUndefined();
      await replaceFile(file, [Buffer.from('sec'), Buffer.from('ond')], kept);
      expect((await readIfPresent(kept))!.toString()).toBe('first');
      await expect(replaceFile(file, Buffer.from('third'), join(keptIn, 'kept'))).rejects.toThrow('EACCES');
    });
    expect((await readdir(directory)).toSorted()).toEqual(['file', 'kept']);
    expect(await readFile(file, 'utf8')).toBe('second');
    await expect(readIfPresent(directory)).rejects.toThrow('EISDIR');
  },
);

/** Only what the mode lets its owner do with the folder can be done: not by root either, who is somebody else meanwhile. */
async function withoutRights(directory: string, mode: number, work: () => Promise<void>): Promise<void> {
  const nobody = 65_534;
  const isRoot = process.geteuid!() === 0;
  const places = [directory, ...(await readdir(directory)).map((each) => join(directory, each))];
  if (isRoot) for (const each of places) await chown(each, nobody, nobody);
  await chmod(directory, mode);
  if (isRoot) process.seteuid!(nobody);
  try {
    await work();
  } finally {
    if (isRoot) process.seteuid!(0);
    await chmod(directory, 0o700);
  }
}
