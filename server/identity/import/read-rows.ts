import { CsvError, parse } from 'csv-parse/sync';
import { type ImportColumn, importColumns, type ImportRemark, requiredColumns } from '../../../shared/api/import.ts';
import { limits } from '../../../shared/limits.ts';
import { fromCell } from './cells.ts';
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

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Reads an import file: every row becomes an account's data, or a remark on what is wrong with it. Never throws. */
export function readRows(text: string): ReadRows {
  const obstacle = obstacleTo(text);
  if (obstacle) return unreadable(1, obstacle);
  const records = csvRecords(text);
  if (!Array.isArray(records)) return unreadable(records.line, records.reason);
  const [header, ...body] = records;
  if (header === undefined) return unreadable(1, 'is empty');
  if (body.length > limits.import.rows) {
    return unreadable(1, `has more than ${limits.import.rows} rows; divide it`);
  }
  const columns = header.cells.map((cell) => fromCell(cell).toLowerCase());
  const wrong = wrongColumns(columns);
  if (wrong) return unreadable(header.line, wrong);

  const rows: ImportRow[] = [];
  const refused: ImportRemark[] = [];
  const hints: ImportRemark[] = [];
  if (!columns.includes('password_hash')) {
    const reason = 'there is no such column: nobody in this file can sign in before a password reset';
    hints.push({ line: header.line, field: 'password_hash', reason });
  }
  for (const { line, cells } of body) {
    if (cells.length !== columns.length) {
      refused.push({ line, field: 'row', reason: `has ${cells.length} cells where the header has ${columns.length}` });
      continue;
    }
    const cellOf = (column: ImportColumn) => cells[columns.indexOf(column)] ?? '';
    const read = readFields((column) => fromCell(cellOf(column)));
    hints.push(...read.hints.map((remark) => ({ line, ...remark })));
    if (read.data === undefined) refused.push(...read.refused.map((remark) => ({ line, ...remark })));
    else rows.push({ line, ...read.data });
  }
  return { readable: true, rows, refused, hints };
}

function unreadable(line: number, reason: string): ReadRows {
  return { readable: false, rows: [], refused: [{ line, field: 'file', reason }], hints: [] };
}

function obstacleTo(text: string): string | undefined {
  if (Buffer.byteLength(text) > limits.import.fileBytes) {
    return `is larger than ${limits.import.fileBytes / 1024 / 1024} MB; divide it`;
  }
  // What a decoder leaves where the bytes were no UTF-8.
  if (text.includes('\uFFFD') || !text.isWellFormed()) return 'is not in UTF-8; save it as "CSV UTF-8"';
  return undefined;
}

function csvRecords(text: string): CsvRecord[] | { line: number; reason: string } {
  try {
    // One kind of line end, because the library counts a quoted CR LF as two lines.
    const records = parse(text.replace(/\r\n?/g, '\n'), {
      bom: true,
      info: true,
      record_delimiter: '\n',
      // `="0001"` has quotes inside an unquoted cell.
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      // The header, and one more than there may be.
      to: limits.import.rows + 2,
    }) as unknown as { info: { lines: number }; record: string[] }[];
    return records.map(({ info, record }) => ({ line: info.lines - lineEnds(record), cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    const unclosed = error.code === 'CSV_QUOTE_NOT_CLOSED';
    // The library's own text repeats parts of the file.
    return { line, reason: unclosed ? 'has a quote here that is never closed' : 'is no CSV file from here on' };
  }
}

function lineEnds(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
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
