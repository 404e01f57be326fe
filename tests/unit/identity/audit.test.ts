import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Sealing } from '../../../server/identity/audit/seals.ts';
import { Keys } from '../../../server/keys/keys.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { day, entry, trailPlace } from './trail-steps.ts';

test('[R4] a trail that nobody touched verifies, over restarts, days and months', async () => {
  const { grow, clock, verify, directory } = await trailPlace();
  for (const pause of [0, day, 40 * day, 0]) {
    clock.advance(pause);
    await grow(3);
  }
  expect(await verify()).toMatchObject({ entries: 12, seals: 4, findings: [] });
  expect((await readdir(directory)).toSorted()).toEqual(['audit-2026-11-000000001.jsonl', 'audit.jsonl', 'seals']);
});

test('[R4] entries that are recorded at once are numbered without a gap, each after the one before', async () => {
  const { open, verify, lines } = await trailPlace();
  const trail = await open();
  await Promise.all(Array.from({ length: 50 }, (_, n) => trail.record(entry(n))));
  expect(await verify()).toMatchObject({ entries: 50, findings: [] });
  expect((await lines()).map((line) => (JSON.parse(line) as { n: number }).n)).toEqual(
    Array.from({ length: 50 }, (_, n) => n + 1),
  );
  await trail.close();
});

test('[R4] a full file is followed by another, and both verify', async () => {
  const { open, verify, directory } = await trailPlace();
  const trail = await open();
  await trail.record({ ...entry(0), detail: { filler: 'x'.repeat(limits.audit.fileBytes) } });
  await trail.record(entry(1));
  await trail.close();
  expect((await readdir(directory)).toSorted()).toEqual(['audit-2026-11-000000001.jsonl', 'audit.jsonl', 'seals']);
  expect(await verify()).toMatchObject({ entries: 2, findings: [] });
});

/** A tampering with numbered lines, and the first entry that is wrong then. */
const tamperings: [string, (lines: string[]) => string[], object][] = [
  ['changed', (l) => l.with(2, l[2]!.replace('refused', 'granted')), { damage: 'changed', line: 3, sequence: 3 }],
  ['removed', (l) => l.toSpliced(2, 1), { damage: 'removed', line: 3, sequence: 3 }],
  ['removed', (l) => l.slice(1), { damage: 'removed', line: 1, sequence: 1 }],
  ['reordered', (l) => l.with(2, l[3]!).with(3, l[2]!), { damage: 'reordered', line: 3, sequence: 3 }],
  ['inserted', (l) => l.toSpliced(2, 0, l[1]!), { damage: 'inserted', line: 3, sequence: 2 }],
  ['inserted', (l) => l.toSpliced(2, 0, l[4]!), { damage: 'inserted', line: 3, sequence: 3 }],
  ['inserted', (l) => l.toSpliced(2, 0, '{"n":3}'), { damage: 'inserted', line: 3, sequence: 3 }],
  ['truncated', (l) => l.slice(0, 4), { damage: 'truncated', line: 5, sequence: 5 }],
];
test.each(tamperings)(
  '[R4] an entry that was %s is named by file, line and number (%#)',
  async (_, tamper, finding) => {
    const { grow, lines, write, verify } = await trailPlace();
    await grow(6);
    await write(tamper(await lines()));
    expect((await verify()).findings[0]).toEqual({ file: 'audit.jsonl', ...finding });
  },
);

test('[R4] a new history under old numbers is found by a seal that was kept elsewhere', async () => {
  const { grow, lines, write, verify, newestSeal, forgetSeals } = await trailPlace();
  await grow(6);
  const seal = await newestSeal();
  await write((await lines()).slice(0, 3));
  await forgetSeals();
  await grow(5);
  expect((await verify()).findings).toEqual([]);
  expect((await verify(seal)).findings).toEqual([
    { damage: 'not as sealed', file: 'audit.jsonl', line: 6, sequence: 6 },
  ]);
});

test('[R4] a cut that a seal shows is written into the trail at the next start', async () => {
  const { grow, lines, write } = await trailPlace();
  await grow(6);
  await write((await lines()).slice(0, 3));
  await grow(0);
  expect((await lines()).at(-1)).toMatch(/"n":4,.*"event":"audit.damaged".*"missingEntries":"3"/);
});

test('[R4] lines that somebody appended stay, and the next start says that they are there', async () => {
  const { grow, lines, write, verify, clock, directory } = await trailPlace();
  await grow(3);
  clock.advance(day);
  await write([...(await lines()), '{"n":4,"event":"sign-in.succeeded"}']);
  await grow(1);
  expect((await lines())[4]).toMatch(/"event":"audit.damaged".*"foreignLines":"1"/);
  expect((await verify()).findings).toEqual([{ damage: 'changed', file: 'audit.jsonl', line: 4, sequence: 4 }]);
  expect(await readdir(join(directory, 'seals'))).toEqual([
    'seal-000000003-2026-11-22.json',
    'seal-000000006-2026-11-23.json',
  ]);
});

test('[R4] a changed byte is found also where the text reads the same', async () => {
  const { grow, current, verify } = await trailPlace();
  await grow(1);
  const content = await readFile(current);
  // Part of a replacement character; what is no UTF-8 is read as one, too.
  const at = content.indexOf(Buffer.from('\ufffd'));
  content[at] = 0xf0;
  expect(content.toString('utf8')).toBe((await readFile(current)).toString('utf8'));
  await writeFile(current, content);
  expect((await verify()).findings).toMatchObject([{ damage: 'changed', sequence: 1 }]);
});

test('[R4] a trail from before the chain is taken over, and can be changed no more', async () => {
  const { directory, current, grow, verify } = await trailPlace();
  await writeFile(current, '{"at":"2026-11-01T00:00:00.000Z","event":"sign-in.succeeded"}\n');
  await grow(2);
  expect(await verify()).toMatchObject({ entries: 2, findings: [] });
  const unchained = join(directory, 'audit-unchained.jsonl');
  await writeFile(unchained, (await readFile(unchained, 'utf8')).replace('succeeded', 'refused'));
  expect((await verify()).findings).toEqual([
    { damage: 'changed', file: 'audit-unchained.jsonl', line: 1, sequence: 0 },
  ]);
});

test('[R4] after a crash an incomplete last line is kept aside, and an entry says so', async () => {
  const { directory, current, grow, verify, lines } = await trailPlace();
  await grow(2);
  const torn = '{"n":3,"at":"2026-11-2';
  await writeFile(current, torn, { flag: 'a' });
  expect((await verify()).findings).toEqual([{ damage: 'incomplete', file: 'audit.jsonl', line: 3, sequence: 3 }]);
  await grow(1);
  expect(await readFile(join(directory, 'incomplete-000000003.txt'), 'utf8')).toBe(torn);
  expect((await lines())[2]).toMatch(/"event":"audit.recovered".*"file":"incomplete-000000003.txt"/);
  expect(await verify()).toMatchObject({ entries: 4, findings: [] });
});

test('[R4] a seal that was changed is told from a seal of another server', async () => {
  const { directory, grow, verify } = await trailPlace();
  await grow(2);
  const [name] = await readdir(join(directory, 'seals'));
  const file = join(directory, 'seals', name!);
  await writeFile(file, (await readFile(file, 'utf8')).replace('"sequence":2', '"sequence":1'));
  expect((await verify()).findings).toMatchObject([{ damage: 'seal changed', file: `seals/${name}` }]);
  await expect(new Sealing(new Keys(randomBytes(32))).read(file)).rejects.toThrow(/another server/);
});

test('[R4] at the first entry after midnight the day before is sealed', async () => {
  const { open, clock, newestSeal, directory } = await trailPlace();
  const trail = await open();
  await trail.record(entry(0));
  await trail.record(entry(1));
  expect(await readdir(directory)).not.toContain('seals');
  clock.advance(day);
  await trail.record(entry(2));
  expect(await newestSeal()).toMatchObject({ day: '2026-11-22', sequence: 2 });
  await trail.close();
  expect(await newestSeal()).toMatchObject({ day: '2026-11-23', sequence: 3 });
});

test('[R4] two processes never write one trail', async () => {
  const { open, directory } = await trailPlace();
  await mkdir(directory, { recursive: true });
  const trail = await open();
  await expect(open()).rejects.toThrow(/in use/);
  await trail.close();
});
