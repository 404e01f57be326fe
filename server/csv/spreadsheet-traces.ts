import { remedy, type SpreadsheetTrace, traceTexts } from '../../shared/contract/csv-texts.ts';

/** What spreadsheets make of digits, of what looks like a date, and of a formula that fails [S5]. */

const month = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';

const traces: readonly [RegExp, SpreadsheetTrace][] = [
  [/^[+-]?\d(?:[.,]\d+)?E[+-]\d+$/i, 'trace-of-number'],
  [/^[+-]?\d{1,3}(?:[.,'’ \u00A0\u202F]\d{3}){2,}(?:[.,]\d+)?$/, 'trace-of-groups'],
  [/^[+-]?\d+[.,]\d+$/, 'trace-of-point'],
  [/^(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})|\d{4}[/.-]\d{1,2}[/.-]\d{1,2})(?:[ T]\d.*)?$/, 'trace-of-date'],
  [new RegExp(`^(?:\\d{1,2}-(?:${month})(?:-\\d{2,4})?|(?:${month})-\\d{2,4})$`, 'i'), 'trace-of-date'],
  [/^#(?:REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$|^#+$/i, 'trace-of-error'],
];

/** Of an id and a number with a colon between them, a spreadsheet makes a time. */
const time = /^\d+:\d{2}(?::\d{2})?(?:\.\d+)?(?:\s*[AP]M)?$/i;

/**
 * What a spreadsheet has left where a text was to be. Nobody can tell any more what that was, so it is refused.
 * @returns the rest of a sentence that begins with the field's name
 */
export function spreadsheetTrace(text: string): string | undefined {
  const trace = traceOf(text);
  return trace && traceTexts[trace];
}

/** The same by its code. */
export function traceOf(text: string): SpreadsheetTrace | undefined {
  return traces.find(([pattern]) => pattern.test(text))?.[1];
}

export function traceInSites(list: string): string | undefined {
  if (time.test(list.trim())) return `is a time, as a spreadsheet makes it of id:name in digits; ${remedy}`;
  const ids = list.split(/[;\n]/).map((part) => part.split(':')[0]!.trim());
  const trace = ids.map(spreadsheetTrace).find((each) => each !== undefined);
  return trace && `holds a site whose id ${trace}`;
}
