import type { CountRow, FileRemark, ReceiptRow } from '../../../../shared/applications/vaos/files/api.ts';
import { CountReason } from '../../../../shared/applications/vaos/stock/api.ts';
import { words } from '../../../../shared/applications/vaos/texts/en/words.ts';
import { words as wordsEs } from '../../../../shared/applications/vaos/texts/es/words.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { fromCell } from '../../../csv/cells.ts';
import { columnOf, csvRecords } from '../../../csv/records.ts';
import { traceOf } from '../../../csv/spreadsheet-traces.ts';
import { bareNdc, ndcIn } from '../../../../shared/applications/codes/ndc.ts';
import { salePackages } from '../../platform/codes/vaccines.ts';
import { bareLot } from '../counts/administered.ts';
import { dateOfCell, dosesOfCell } from './cell-values.ts';
import type { LotRecord } from '../records.ts';
import { refusal } from '../refused.ts';

/** Files of counts and receipts, as spreadsheets write them [V3][V6]. Nothing of them is filed here. */

export interface ReadFile<Row> {
  readonly rows: Row[];
  readonly refused: FileRemark[];
}

type Field = 'ndc' | 'lot' | 'expires' | 'doses' | 'reason';
type Cells = (field: Field) => string;

/** How people head their columns, in English and Spanish; the first is what we call one that is missing. */
const names: Readonly<Record<Field, readonly string[]>> = {
  ndc: ['ndc', 'ndc_(unit_of_sale)', 'ndc_number', 'número_de_ndc'],
  lot: ['lot', 'lot_number', 'lot_no', 'lot_#', 'lote', 'número_de_lote'],
  expires: [
    'expiration',
    'expires',
    'expiration_date',
    'expiry',
    'exp',
    'exp_date',
    'vencimiento',
    'fecha_de_vencimiento',
  ],
  doses: [
    'doses',
    'quantity',
    'qty',
    'counted',
    'doses_counted',
    'doses_on_hand',
    'count',
    'doses_received',
    'dosis',
    'dosis_contadas',
  ],
  reason: ['reason', 'reason_for_the_difference', 'motivo', 'motivo_de_la_diferencia'],
};

/** What was counted, by lot on hand. @param onHand lots of the site that have doses */
export function readCount(csv: string, onHand: readonly LotRecord[]): Promise<ReadFile<CountRow>> {
  const seen = new Map<string, number>();
  return readRows<CountRow>(csv, ['lot', 'doses'], (line, cells) => {
    const lot = lotOnHand(cells, onHand);
    if ('message' in lot) return { line, ...lot };
    const before = seen.get(lot.id);
    if (before !== undefined) return { line, ...refusal('lot', 'in-line-already', before) };
    const doses = dosesOfCell(cells('doses'), 0);
    if (typeof doses !== 'number') return { line, ...doses };
    const reason = reasonOf(cells('reason'));
    if (reason === false) {
      return { line, ...refusal('reason', 'reason-unknown', Object.values(words.countReason).join(', ')) };
    }
    seen.set(lot.id, line);
    return { line, lot: lot.id, doses, ...(reason && { reason }) };
  });
}

/** What came, by lot. */
export function readReceipt(csv: string): Promise<ReadFile<ReceiptRow>> {
  return readRows<ReceiptRow>(csv, ['ndc', 'lot', 'expires', 'doses'], (line, cells) => {
    const ndc = ndcOf(cells('ndc'));
    if (typeof ndc !== 'string') return { line, ...ndc };
    const lot = cells('lot').toUpperCase();
    const trace = traceOf(lot);
    if (trace !== undefined) return { line, ...refusal('lot', trace) };
    if (!/^[A-Z0-9-]{1,20}$/.test(lot)) return { line, ...refusal('lot', 'no-lot-number') };
    const expires = dateOfCell(cells('expires'));
    if (expires === undefined) return { line, ...refusal('expiration', 'no-date') };
    const doses = dosesOfCell(cells('doses'), 1);
    if (typeof doses !== 'number') return { line, ...doses };
    return { line, ndc, lot, expires, doses };
  });
}

async function readRows<Row extends CountRow | ReceiptRow>(
  csv: string,
  needed: readonly Field[],
  read: (line: number, cells: Cells) => Row | FileRemark,
): Promise<ReadFile<Row>> {
  const fieldOf = (cell: string) =>
    (Object.keys(names) as Field[]).find((field) => names[field].includes(columnOf(cell)));
  const most = limits.stock.fileRows;
  const records = await csvRecords(csv, { isColumn: (cell) => fieldOf(cell) !== undefined, most: most + 2 });
  if (!('length' in records)) return unreadable(records.line, refusal('file', records.code));
  const [header, ...body] = records;
  if (header === undefined) return unreadable(1, refusal('file', 'file-empty'));
  if (body.length > most) return unreadable(1, refusal('file', 'file-too-long', most));
  const columns = header.cells.map(fieldOf);
  const missing = needed.filter((field) => !columns.includes(field));
  if (missing.length > 0) {
    const lacking = missing.map((field) => names[field][0]!).join(', ');
    return unreadable(header.line, refusal('file', 'column-missing', lacking));
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

const unreadable = (line: number, problem: FieldProblem) => ({ rows: [], refused: [{ line, ...problem }] });

/** @returns why none is meant, where that is so */
function lotOnHand(cells: Cells, onHand: readonly LotRecord[]): LotRecord | FieldProblem {
  const written = cells('lot');
  if (written === '') return refusal('lot', 'lot-missing');
  const trace = traceOf(written);
  if (trace !== undefined) return refusal('lot', trace);
  const found = onHand.filter(({ lot }) => bareLot(lot) === bareLot(written));
  if (found.length === 0) return refusal('lot', 'lot-not-on-hand');
  if (found.length === 1) return found[0]!;
  const ndc = ndcOf(cells('ndc'));
  return found.find((lot) => lot.ndc === ndc) ?? refusal('lot', 'lot-of-several');
}

/**
 * In the form that the CDC lists, also where a spreadsheet has made a number of it and dropped its leading zeros.
 * @returns what is wrong, where it is none
 */
function ndcOf(written: string): string | FieldProblem {
  const trace = traceOf(written);
  if (trace !== undefined) return refusal('ndc', trace);
  const ndc = ndcIn(written) ?? ndcIn(bareNdc(written).padStart(11, '0')) ?? '';
  return salePackages.has(ndc) ? ndc : refusal('ndc', 'no-unit-of-sale');
}

/** @returns false where it is none; undefined where nothing stands there */
function reasonOf(written: string): CountReason | undefined | false {
  if (written === '') return undefined;
  const ids = Object.keys(words.countReason) as CountReason[];
  const meant = written.toLowerCase();
  const called = (id: CountReason) => [id, words.countReason[id].toLowerCase(), wordsEs.countReason[id].toLowerCase()];
  return ids.find((id) => called(id).includes(meant)) ?? false;
}
