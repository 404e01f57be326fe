import * as fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { csvRecords } from '../../server/csv/records.ts';
import { readRows } from '../../server/identity/import/read-rows.ts';

const wanted = { isColumn: (cell: string) => cell === 'a', most: 10_000 };
const cell = fc.constantFrom('', 'x', 'é', '"x\ny"', '"a ""b"""', '="01"', '1,2');

test('[S4] a file that is read in steps has the records, and the lines, of one that is read at once', async () => {
  const line = fc.array(cell, { minLength: 0, maxLength: 3 }).map((cells) => cells.join(','));
  const text = fc
    .array(line, { minLength: 900, maxLength: 1600, size: 'max' })
    .map((lines) => `a,b\n${lines.join('\n')}`);
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 2000 }), async (csv, most) => {
      const whole = parse(csv, {
        info: true,
        relax_quotes: true,
        relax_column_count: true,
        skip_empty_lines: true,
        skip_records_with_empty_values: true,
        to: most,
      }) as unknown as { info: { lines: number }; record: string[] }[];
      const read = await csvRecords(csv, { ...wanted, most });
      expect(read).toEqual(
        whole.map(({ info, record }) => ({
          line: info.lines - record.join('').split('\n').length + 1,
          cells: record,
        })),
      );
    }),
    { numRuns: 20 },
  );
});

test('[S4] what is wrong far down in a file is said with its line', async () => {
  const rows = Array.from({ length: 1200 }, (_, n) => `${n},x`);
  expect(await csvRecords(['a,b', ...rows, '1,"x'].join('\n'), wanted)).toMatchObject({
    line: 1202,
    code: 'quote-not-closed',
  });
});

test('[S4] others have their turn while a large file is read', async () => {
  const rows = Array.from({ length: 5000 }, (_, n) => `pat.${n},Pat Example,pat@clinic.example,clinic-staff,`);
  const csv = ['username,name,email,roles,sites', ...rows].join('\n');
  const turnsDuring = async (work: Promise<unknown>) => {
    let [turns, over] = [0, false];
    const take = () => {
      turns += 1;
      if (!over) setImmediate(take);
    };
    take();
    await work;
    over = true;
    return turns;
  };
  expect(await turnsDuring(csvRecords(csv, wanted))).toBeGreaterThan(8);
  expect(await turnsDuring(readRows(csv))).toBeGreaterThan(16);
});
