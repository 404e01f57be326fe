import * as fc from 'fast-check';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { trailPlace } from './trail-steps.ts';

test('[R4] any one change of a byte, removal, swap, copy or cut is found', async () => {
  const { grow, directory, current, verify, newestSeal } = await trailPlace();
  await grow(5);
  const good = await readFile(current);
  const seal = await newestSeal();
  await rm(join(directory, 'seals'), { recursive: true });
  const lines = good.toString('latin1').split(/(?<=\n)/);
  const index = fc.nat({ max: lines.length - 1 });
  const change = fc.oneof(
    fc.record({ at: fc.nat({ max: good.length - 1 }), to: fc.nat({ max: 255 }) }).map(({ at, to }) => {
      const changed = Buffer.from(good);
      changed[at] = to;
      return changed.toString('latin1');
    }),
    index.map((at) => lines.toSpliced(at, 1).join('')),
    fc.tuple(index, index).map(([a, b]) => lines.with(a, lines[b]!).with(b, lines[a]!).join('')),
    fc.tuple(index, fc.nat({ max: lines.length })).map(([from, to]) => lines.toSpliced(to, 0, lines[from]!).join('')),
    fc.nat({ max: good.length - 1 }).map((length) => good.toString('latin1').slice(0, length)),
  );
  await fc.assert(
    fc.asyncProperty(change, async (text) => {
      const bytes = Buffer.from(text, 'latin1');
      fc.pre(!bytes.equals(good));
      await writeFile(current, bytes);
      const [first] = (await verify(seal)).findings;
      // The first line that differs is the one that is named.
      const pieces = text === '' ? [] : text.split(/(?<=\n)/);
      const differs = pieces.findIndex((line, at) => line !== lines[at]);
      const firstBad = differs === -1 ? pieces.length : differs;
      expect(first).toMatchObject({ file: 'audit.jsonl', line: firstBad + 1 });
    }),
    { numRuns: 250 },
  );
});
