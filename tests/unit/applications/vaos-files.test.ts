import { expect, test } from 'vitest';
import { dateOfCell, dosesOfCell } from '../../../server/applications/vaos/files/cell-values.ts';
import { readCount, readReceipt } from '../../../server/applications/vaos/files/read-files.ts';

// Counts and receipts come as spreadsheets write them.

const lot = (id: string, number: string, ndc = '00006-4681-00') => ({
  id,
  siteId: '0009990001',
  ndc,
  lot: number,
  expires: '2027-05-31',
  doses: 10,
  opening: 10,
});
const onHand = [
  lot('a', 'X009911'),
  lot('b', '007'),
  lot('c', 'SAME1'),
  lot('d', 'SAME1', '00006-4827-00'),
  lot('e', 'AB-12'),
];

test.each([
  ['Lot,Doses,Reason\nX009911,8,Doses given to patients\n', [{ line: 2, lot: 'a', doses: 8, reason: 'administered' }]],
  ['\uFEFFlot number;counted\r\nx009911;8\r\n;;\r\n', [{ line: 2, lot: 'a', doses: 8 }]],
  ['sep=;\nLOT;QTY\n"=""007""";0\n', [{ line: 3, lot: 'b', doses: 0 }]],
  ['NDC,Lot,Doses\n  ,SAME1,5\n6482700,same1,1\n', 'two of one name'],
  ['lot\tquantity\nAB12\t"1,000"\nTotal\t1000\n', [{ line: 2, lot: 'e', doses: 1000 }]],
  ['Lot,Doses on hand\nX009911,10.0 \n', [{ line: 2, lot: 'a', doses: 10 }]],
] as const)('[V6] a count as %j is read by lot on hand', async (csv, rows) => {
  const read = await readCount(csv, onHand);
  if (rows === 'two of one name') {
    expect(read.rows).toEqual([{ line: 3, lot: 'd', doses: 1 }]);
    expect(read.refused).toEqual([
      { line: 2, field: 'lot', code: 'lot-of-several', message: 'is on hand of several products; give the NDC too' },
    ]);
  } else expect(read).toEqual({ rows, refused: [] });
});

test('[V6] each row of a count that cannot be meant is named, and the others are read', async () => {
  const csv = [
    'lot,doses,reason',
    'X009911,8,',
    'x-009911,9,',
    'NOBODYS,1,',
    '1.5E+10,1,',
    ',3,',
    '007,-1,',
    'AB-12,ten,',
    'AB-12,3,because',
    '"=cmd()",1,',
  ].join('\n');
  const { rows, refused } = await readCount(csv, onHand);
  expect(rows).toEqual([{ line: 2, lot: 'a', doses: 8 }]);
  expect(refused.map(({ line, field }) => `${line} ${field}`)).toEqual([
    '3 lot',
    '4 lot',
    '5 lot',
    '6 lot',
    '7 doses',
    '8 doses',
    '9 reason',
    '10 lot',
  ]);
  expect(refused[0]!.message).toBe('is in line 2 already');
});

test('[V3] a receipt has its NDC with the zeros that a spreadsheet dropped, and a date in any way it writes one', async () => {
  const csv =
    'NDC,Lot,Expiration,Quantity\n' +
    '6468100,x1,3/4/2027,10\n00006-4681-00,X2,2027-03-04,10\n6-4681-0,X3,20270304,10\n6468100,X4,46450,"1,000"\n' +
    '5.81608E+10,X5,3/4/2027,1\n6468100,MAR-26,3/4/2027,1\n6468100,X7,2/30/2027,1\n6468100,X8,3/4/2027,0\n12345678901,X9,3/4/2027,1\n';
  const { rows, refused } = await readReceipt(csv);
  expect(rows.map(({ ndc, lot: number, expires, doses }) => [ndc, number, expires, doses])).toEqual([
    ['00006-4681-00', 'X1', '2027-03-04', 10],
    ['00006-4681-00', 'X2', '2027-03-04', 10],
    ['00006-4681-00', 'X3', '2027-03-04', 10],
    ['00006-4681-00', 'X4', '2027-03-04', 1000],
  ]);
  expect(refused.map(({ line, field }) => `${line} ${field}`)).toEqual([
    '6 ndc',
    '7 lot',
    '8 expiration',
    '9 doses',
    '10 ndc',
  ]);
});

test.each([
  ['', 'is empty'],
  ['lot\nX1\n', 'lacks the column doses'],
  ['a,b\n1,2\n', 'lacks the column lot, doses'],
  ['lot,doses\n"X1,2\n', 'has a quote here that is never closed'],
  [`lot,doses\n${'X1,2\n'.repeat(2001)}`, 'has more than 2000 rows; divide it'],
])('[V6] a file that is no count says so once: %j', async (csv, message) => {
  expect(await readCount(csv.slice(0, 20_000), onHand)).toEqual({
    rows: [],
    refused: [expect.objectContaining({ field: 'file', message })],
  });
});

test.each([
  ['1,000', 1000],
  ['12,345', 12_345],
  ['1,00', 'must be a whole number, 0 or more'],
  ['10.5', 'must be a whole number, 0 or more'],
  ['99999', 'must be at most 20000'],
  ['1e3', 'must be a whole number, 0 or more'],
])('[V6] %s doses are %s', (written, doses) => {
  const read = dosesOfCell(written, 0);
  expect(typeof read === 'number' ? read : read.message).toBe(doses);
});

test.each([
  ['3/4/26', '2026-03-04'],
  ['46085', '2026-03-04'],
  ['2026-03-04 00:00:00', '2026-03-04'],
  ['13/1/2026', undefined],
  ['soon', undefined],
])('[V3] the date %s is %s', (written, date) => {
  expect(dateOfCell(written)).toBe(date);
});
