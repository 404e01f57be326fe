import { expect, test } from 'vitest';
import { type Column, csvOf, filtered, nextSort, sorted } from '../../../renderer/platform/design/table-rows.ts';

interface Lot {
  readonly lot: string;
  readonly doses: number;
}
const columns: readonly Column<Lot>[] = [
  { id: 'lot', label: 'Lot', value: ({ lot }) => lot },
  { id: 'doses', label: 'Doses, all', value: ({ doses }) => doses },
  { id: 'action', label: 'Action', cell: () => null },
];
const lots: readonly Lot[] = [
  { lot: 'B10', doses: 9 },
  { lot: 'b9', doses: 100 },
  { lot: 'A1', doses: 9 },
];
const names = (rows: readonly Lot[]) => rows.map(({ lot }) => lot);

test('[L3] a table sorts numbers by size, text as a dictionary has it, and leaves equal rows in their order', () => {
  expect(names(sorted(lots, columns, { column: 'lot', direction: 'ascending' }))).toEqual(['A1', 'b9', 'B10']);
  expect(names(sorted(lots, columns, { column: 'doses', direction: 'descending' }))).toEqual(['b9', 'B10', 'A1']);
  expect(sorted(lots, columns, { column: 'action', direction: 'ascending' })).toBe(lots);
});

test('[L3] the head of a column sorts by it, and turns the order when it is pressed again', () => {
  const first = nextSort(undefined, 'lot');
  expect(first).toEqual({ column: 'lot', direction: 'ascending' });
  expect(nextSort(first, 'lot').direction).toBe('descending');
  expect(nextSort(first, 'doses')).toEqual({ column: 'doses', direction: 'ascending' });
});

test('[L3] a filter keeps the rows that have each of its words somewhere, whatever the case', () => {
  expect(names(filtered(lots, columns, 'B 100'))).toEqual(['b9']);
  expect(filtered(lots, columns, '  ')).toBe(lots);
});

test('[L3] a table as a file is CSV that spreadsheets read, and nothing in it is a formula', () => {
  const rows = [
    { lot: '=1+1', doses: 3 },
    { lot: 'say "so", twice', doses: -4 },
  ];
  expect(csvOf(rows, columns)).toBe('\uFEFFLot,"Doses, all"\r\n\'=1+1,3\r\n"say ""so"", twice",-4\r\n');
});
