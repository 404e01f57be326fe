import type { ReactNode } from 'react';

/** A column of a table that can be sorted, filtered and taken along as a file. */
export interface Column<Row> {
  readonly id: string;
  readonly label: string;
  /** What the cell shows; the value itself without it. */
  readonly cell?: (row: Row) => ReactNode;
  /** What it is sorted and filtered by, and what a file has. Without it the column holds actions alone. */
  readonly value?: (row: Row) => string | number;
  /** Names the row, for a screen reader. */
  readonly names?: boolean;
  readonly numeric?: boolean;
  /** Set in the font in which 0 and O differ. */
  readonly code?: boolean;
  /** Without spaces at which it could go on in the next line, such as a digest. */
  readonly long?: boolean;
  /** Stays in one line, such as a time. */
  readonly whole?: boolean;
  /** Added up at the foot. */
  readonly total?: boolean;
}

export interface Sort {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

/** Numbers by size, text as a dictionary has it, digits in it by size. Equal ones stay in their order. */
export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | undefined,
): readonly Row[] {
  const value = columns.find(({ id }) => id === sort?.column)?.value;
  if (sort === undefined || value === undefined) return rows;
  const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const turn = sort.direction === 'ascending' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [a, b] = [value(one), value(other)];
    return turn * (typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b)));
  });
}

/** The rows that have every word of the filter in some column, whatever the case. */
export function filtered<Row>(rows: readonly Row[], columns: readonly Column<Row>[], filter: string): readonly Row[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = columns
      .map(({ value }) => value?.(row) ?? '')
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What a press on a column's head leads to. */
export function nextSort(sort: Sort | undefined, column: string): Sort {
  const turns = sort?.column === column && sort.direction === 'ascending';
  return { column, direction: turns ? 'descending' : 'ascending' };
}

/**
 * As RFC 4180 has it, with the mark by which spreadsheets know UTF-8. What a spreadsheet would take for a formula is text
 * there (OWASP, CSV injection).
 */
export function csvOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const told = columns.filter(({ value }) => value !== undefined);
  const lines = [told.map(({ label }) => label), ...rows.map((row) => told.map(({ value }) => value!(row)))];
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
