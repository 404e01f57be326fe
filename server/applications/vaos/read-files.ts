import type { CountRow, FileRemark, ReceiptRow } from '../../../shared/applications/vaos/files-api.ts';
import { CountReason } from '../../../shared/applications/vaos/stock-api.ts';
import { vaosTexts } from '../../../shared/applications/vaos/texts.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { fromCell } from '../../csv/cells.ts';
import { columnOf, csvRecords } from '../../csv/records.ts';
import { spreadsheetTrace } from '../../csv/spreadsheet-traces.ts';
import { bareNdc, ndcIn } from '../../../shared/applications/codes/ndc.ts';
import { salePackages } from '../platform/codes/vaccines.ts';
import { bareLot } from './administered.ts';
import { dateOfCell, dosesOfCell } from './cell-values.ts';
import type { LotRecord } from './records.ts';

/** Files of counts and receipts, as spreadsheets write them [V3][V6]. Nothing of them is filed here. */

export interface ReadFile<Row> {
  readonly rows: Row[];
  readonly refused: FileRemark[];
}

type Field = 'ndc' | 'lot' | 'expires' | 'doses' | 'reason';
type Cells = (field: Field) => string;

/** How people head their columns. */
const names: Readonly<Record<Field, readonly string[]>> = {
  ndc: ['ndc', 'ndc_(unit_of_sale)', 'ndc_number'],
  lot: ['lot', 'lot_number', 'lot_no', 'lot_#'],
  expires: ['expiration', 'expires', 'expiration_date', 'expiry', 'exp', 'exp_date'],
  doses: ['doses', 'quantity', 'qty', 'counted', 'doses_counted', 'doses_on_hand', 'count', 'doses_received'],
  reason: ['reason', 'reason_for_the_difference'],
};

/** What was counted, by lot on hand. @param onHand lots of the site that have doses */
export function readCount(csv: string, onHand: readonly LotRecord[]): ReadFile<CountRow> {
  const seen = new Map<string, number>();
  return readRows<CountRow>(csv, ['lot', 'doses'], (line, cells) => {
    const lot = lotOnHand(cells, onHand);
    if (typeof lot === 'string') return { line, field: 'lot', message: lot };
    const before = seen.get(lot.id);
    if (before !== undefined) return { line, field: 'lot', message: `is in line ${before} already` };
    const doses = dosesOfCell(cells('doses'), 0);
    if (typeof doses === 'string') return { line, field: 'doses', message: doses };
    const reason = reasonOf(cells('reason'));
    if (reason === false)
      return { line, field: 'reason', message: `must be one of: ${Object.values(vaosTexts.countReason).join(', ')}` };
    seen.set(lot.id, line);
    return { line, lot: lot.id, doses, ...(reason && { reason }) };
  });
}

/** What came, by lot. */
export function readReceipt(csv: string): ReadFile<ReceiptRow> {
  return readRows<ReceiptRow>(csv, ['ndc', 'lot', 'expires', 'doses'], (line, cells) => {
    const ndc = ndcOf(cells('ndc'));
    if (!salePackages.has(ndc)) return { line, field: 'ndc', message: ndc };
    const lot = cells('lot').toUpperCase();
    const trace = spreadsheetTrace(lot);
    if (trace !== undefined) return { line, field: 'lot', message: trace };
    if (!/^[A-Z0-9-]{1,20}$/.test(lot)) {
      return { line, field: 'lot', message: 'must be 1 to 20 letters, digits or hyphens' };
    }
    const expires = dateOfCell(cells('expires'));
    if (expires === undefined) return { line, field: 'expiration', message: 'must be a date such as 03/31/2027' };
    const doses = dosesOfCell(cells('doses'), 1);
    if (typeof doses === 'string') return { line, field: 'doses', message: doses };
    return { line, ndc, lot, expires, doses };
  });
}

function readRows<Row extends CountRow | ReceiptRow>(
  csv: string,
  needed: readonly Field[],
  read: (line: number, cells: Cells) => Row | FileRemark,
): ReadFile<Row> {
  const fieldOf = (cell: string) =>
    (Object.keys(names) as Field[]).find((field) => names[field].includes(columnOf(cell)));
  const most = limits.stock.fileRows;
  const records = csvRecords(csv, { isColumn: (cell) => fieldOf(cell) !== undefined, most: most + 2 });
  if (!('length' in records)) return unreadable(records.line, records.reason);
  const [header, ...body] = records;
  if (header === undefined) return unreadable(1, 'is empty');
  if (body.length > most) return unreadable(1, `has more than ${most} rows; divide it`);
  const columns = header.cells.map(fieldOf);
  const missing = needed.filter((field) => !columns.includes(field));
  if (missing.length > 0) {
    return unreadable(header.line, `lacks the column ${missing.map((field) => names[field][0]!).join(', ')}`);
  }
  const rows: Row[] = [];
  const refused: FileRemark[] = [];
  for (const { line, cells } of body) {
    const cellOf: Cells = (field) => fromCell(cells[columns.indexOf(field)] ?? '');
    // A total at the end counts nothing.
    if (/^(?:grand |sub-?)?totals?\b/i.test(cells.find((cell) => cell.trim() !== '') ?? '')) continue;
    const row = read(line, cellOf);
    if ('message' in row) refused.push(row);
    else rows.push(row);
  }
  return { rows, refused };
}

const unreadable = (line: number, message: string) => ({ rows: [], refused: [{ line, field: 'file', message }] });

/** @returns why none is meant, where that is so */
function lotOnHand(cells: Cells, onHand: readonly LotRecord[]): LotRecord | string {
  const written = cells('lot');
  if (written === '') return 'is missing';
  const trace = spreadsheetTrace(written);
  if (trace !== undefined) return trace;
  const found = onHand.filter(({ lot }) => bareLot(lot) === bareLot(written));
  if (found.length === 0) return 'is no lot on hand at this site';
  if (found.length === 1) return found[0]!;
  const ndc = ndcOf(cells('ndc'));
  return found.find((lot) => lot.ndc === ndc) ?? 'is on hand of several products; give the NDC too';
}

/**
 * In the form that the CDC lists, also where a spreadsheet has made a number of it and dropped its leading zeros.
 * @returns what is wrong, where it is none
 */
function ndcOf(written: string): string {
  const trace = spreadsheetTrace(written);
  if (trace !== undefined) return trace;
  const ndc = ndcIn(written) ?? ndcIn(bareNdc(written).padStart(11, '0')) ?? '';
  return salePackages.has(ndc) ? ndc : 'must be an NDC that the CDC lists as a unit of sale';
}

/** @returns false where it is none; undefined where nothing stands there */
function reasonOf(written: string): CountReason | undefined | false {
  if (written === '') return undefined;
  const ids = Object.keys(vaosTexts.countReason) as CountReason[];
  const meant = written.toLowerCase();
  return ids.find((id) => id === meant || vaosTexts.countReason[id].toLowerCase() === meant) ?? false;
}
