import { setImmediate } from 'node:timers/promises';
import {
  importColumns,
  type ImportRemark,
  requiredColumns,
  unreadableLine,
} from '../../../shared/identity/api/import.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { columnOf as nameOf, csvRecords, type Unreadable } from '../../csv/records.ts';
import { readFields, type RowData } from './fields.ts';

/** One account as the file gives it. */
export interface ImportRow extends RowData {
  /** Where it begins in the file. */
  readonly line: number;
}

export interface ReadRows {
  /** False where the file as a whole cannot be used, so that even a partial import must not begin. */
  readonly readable: boolean;
  readonly rows: readonly ImportRow[];
  readonly refused: readonly ImportRemark[];
  readonly hints: readonly ImportRemark[];
}

/** Reads an import file: every row becomes an account's data, or a remark on what is wrong with it. Never throws. */
export async function readRows(text: string): Promise<ReadRows> {
  const obstacle = obstacleTo(text);
  if (obstacle) return unreadable(obstacle.line, obstacle.reason);
  const isColumn = (cell: string) => (importColumns as readonly string[]).includes(columnOf(cell));
  const records = await csvRecords(text, { isColumn, most: limits.import.rows + 2 });
  if (!('length' in records)) return unreadable(records.line, records.reason);
  const [header, ...body] = records;
  if (header === undefined) return unreadable(1, 'is empty');
  if (body.length > limits.import.rows) {
    return unreadable(1, `has more than ${limits.import.rows} rows; divide it`);
  }
  const columns = withoutEmptyEnd(header.cells).map(columnOf);
  const wrong = wrongColumns(columns);
  if (wrong) return unreadable(header.line, wrong);

  const rows: ImportRow[] = [];
  const refused: ImportRemark[] = [];
  const hints: ImportRemark[] = [];
  if (!columns.includes('password_hash')) {
    const reason = 'there is no such column: nobody who is new here can sign in before a reset';
    hints.push({ line: header.line, field: 'password_hash', reason });
  }
  for (const [index, { line, cells }] of body.entries()) {
    // Others have their turn.
    if (index % limits.import.together === 0) await setImmediate();
    const unfit = unfitRow(cells, columns, index === 0);
    if (unfit) {
      refused.push({ line, field: 'row', reason: unfit });
      continue;
    }
    const read = readFields((column) => cells[columns.indexOf(column)]);
    hints.push(...read.hints.map((remark) => ({ line, ...remark })));
    if (read.data === undefined) refused.push(...read.refused.map((remark) => ({ line, ...remark })));
    else rows.push({ line, ...read.data });
  }
  return { readable: true, rows, refused, hints };
}

const columnOf = (cell: string) => nameOf(cell).replace(/^e_mail$/, 'email');

/** What is wrong with a row as a whole. What a spreadsheet leaves at its end, or leaves out there, is not. */
function unfitRow(cells: readonly string[], columns: readonly string[], isFirst: boolean): string | undefined {
  const given = withoutEmptyEnd(cells);
  if (given.length > columns.length) return `has ${given.length} cells where the header has ${columns.length}`;
  if (isTotal(given)) return 'is a total and no account; delete the row';
  if (isFirst && isInstruction(given)) return 'says what belongs into the columns and is no account; delete the row';
  const missing = requiredColumns.filter((name) => columns.indexOf(name) >= cells.length);
  if (missing.length === 0) return undefined;
  return `has ${cells.length} cells where the header has ${columns.length}; what is missing: ${missing.join(', ')}`;
}

function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);
}

function isTotal(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell.trim() !== '') ?? '';
  return /^\s*(?:grand |sub-?)?(?:totals?|count|sum)\b/i.test(first) && !cells.some((cell) => cell.includes('@'));
}

/** A row beneath the header that tells people what to enter. */
function isInstruction(cells: readonly string[]): boolean {
  const says = /\b(?:required|optional|mandatory|enter|e\.g\.|max(?:imum)?|format|must|text|unique|up to)\b/i;
  return !cells.some((cell) => cell.includes('@')) && cells.filter((cell) => says.test(cell)).length >= 2;
}

function unreadable(line: number, reason: string): ReadRows {
  return { readable: false, rows: [], refused: [{ line, field: 'file', reason }], hints: [] };
}

function obstacleTo(text: string): Unreadable | undefined {
  if (Buffer.byteLength(text) > limits.import.fileBytes) {
    return { line: 1, reason: `is larger than ${limits.import.fileBytes / 1024 / 1024} MB; divide it` };
  }
  const line = unreadableLine(text);
  return line === undefined ? undefined : { line, reason: 'is not in UTF-8; save it as "CSV UTF-8"' };
}

function wrongColumns(columns: readonly string[]): string | undefined {
  const known: readonly string[] = importColumns;
  if (!columns.some((name) => known.includes(name))) {
    return `does not begin with the names of its columns: ${importColumns.join(', ')}`;
  }
  const unknown = columns.findIndex((name) => !known.includes(name));
  if (unknown >= 0) return `has a column that is not known here: ${columnName(columns[unknown]!, unknown)}`;
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice) return `has the column ${twice} twice`;
  const missing = requiredColumns.filter((name) => !columns.includes(name));
  return missing.length > 0 ? `lacks the column ${missing.join(', ')}` : undefined;
}

/** Only what looks like a name is repeated: in a file without a header it may be anything, a hash too. */
function columnName(name: string, index: number): string {
  return /^[a-z][a-z _-]{0,29}$/.test(name) ? `"${name}"` : `column ${index + 1}`;
}
