import { setImmediate } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { unreadableTexts } from '../../shared/contract/csv-texts.ts';
import { fromCell } from './cells.ts';

/** The records of a CSV file as spreadsheets of any country write it. */

export interface CsvRecord {
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Unreadable {
  readonly line: number;
  readonly reason: string;
}

/** The same by a code too. */
export interface UnreadableCsv extends Unreadable {
  readonly code: keyof typeof unreadableTexts;
}

/** A spreadsheet where the comma stands in numbers parts cells with semicolons; text files come with tabs. */
const delimiters = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof delimiters)[number];

/** The line with which a file tells a spreadsheet how its cells are parted. */
const said = /^"?sep=(.)"?[,;\t| ]*$/i;

/** What somebody looks for in a file. */
export interface Wanted {
  /** Whether a cell of the header names one of the columns. */
  readonly isColumn: (cell: string) => boolean;
  /** The most records that are read; give the header and one row more than is allowed. */
  readonly most: number;
}

/** Others have their turn while a large file is read. @returns without rows in which nothing stands */
export async function csvRecords(text: string, wanted: Wanted): Promise<readonly CsvRecord[] | UnreadableCsv> {
  // One kind of line end, because the library counts a quoted CR LF as two lines.
  const lines = text.replace(/^\uFEFF+/, '').replace(/\r\n?/g, '\n');
  const end = lines.includes('\n') ? lines.indexOf('\n') : lines.length;
  const saying = said.exec(lines.slice(0, end));
  if (saying === null) return parsed(lines, await likeliest(lines, wanted), 0, wanted.most);
  const delimiter = delimiters.find((each) => each === saying[1]);
  if (delimiter === undefined) return unreadable(1, 'delimiter-unknown');
  return parsed(lines.slice(end + 1), delimiter, 1, wanted.most);
}

/** No header is longer. */
const headerCharacters = 10_000;

/** The one by which the first record has the most columns of ours. */
async function likeliest(text: string, { isColumn }: Wanted): Promise<Delimiter> {
  const beginning = text.slice(0, headerCharacters);
  const firsts = await Promise.all(delimiters.map((delimiter) => parsed(beginning, delimiter, 0, 1)));
  const counts = firsts.map((first) =>
    Array.isArray(first) ? (first as CsvRecord[]).flatMap(({ cells }) => cells.filter(isColumn)).length : 0,
  );
  return delimiters[counts.indexOf(Math.max(...counts))]!;
}

/** As a header names a column: `Password Hash` and `password-hash` too. Nothing that nobody sees is part of a name. */
export function columnOf(cell: string): string {
  return fromCell(cell.replace(/\p{Cf}/gu, ''))
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** Read in one step, which is a few milliseconds' work. */
const recordsOfStep = 500;

/** @param before lines of the file that stand before the text */
async function parsed(
  text: string,
  delimiter: Delimiter,
  before: number,
  most: number,
): Promise<readonly CsvRecord[] | UnreadableCsv> {
  const bytes = Buffer.from(text);
  const records: CsvRecord[] = [];
  let [at, line] = [0, before];
  while (at < bytes.length && records.length < most) {
    const to = Math.min(recordsOfStep, most - records.length);
    const step = recordsOf(bytes.subarray(at), delimiter, to, line);
    if ('code' in step) return step;
    records.push(...step.records);
    if (step.records.length < to) break;
    at += step.bytes;
    line = step.line;
    await setImmediate();
  }
  return records;
}

/** The first of the records. @returns with them so many bytes, and the line of the file in which they end */
function recordsOf(
  bytes: Buffer,
  delimiter: Delimiter,
  to: number,
  before: number,
): { readonly records: readonly CsvRecord[]; readonly bytes: number; readonly line: number } | UnreadableCsv {
  try {
    const records = parse(bytes, {
      info: true,
      delimiter,
      record_delimiter: '\n',
      // `="0001"` has quotes inside an unquoted cell.
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      to,
    }) as unknown as { info: { bytes: number; lines: number }; record: string[] }[];
    const last = records.at(-1)?.info;
    return {
      records: records.map(({ info, record }) => ({ line: before + info.lines - lineEnds(record), cells: record })),
      bytes: last?.bytes ?? 0,
      line: before + (last?.lines ?? 0),
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = before + (typeof error['lines'] === 'number' ? error['lines'] : 1);
    // The library's own text repeats parts of the file.
    return unreadable(line, error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'quote-not-closed' : 'no-csv');
  }
}

const unreadable = (line: number, code: UnreadableCsv['code']) => ({ line, code, reason: unreadableTexts[code] });

function lineEnds(record: readonly string[]): number {
  return record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
}
