/** What spreadsheets make of digits, of what looks like a date, and of a formula that fails [S5]. */

const remedy = 'enter it again in a cell that is formatted as text, or write it as ="01234567"';

const month = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';

const traces: readonly [RegExp, string][] = [
  [
    /^[+-]?\d(?:[.,]\d+)?E[+-]\d+$/i,
    `is a number such as 1.2E+10, of which a spreadsheet has dropped digits; ${remedy}`,
  ],
  [/^[+-]?\d{1,3}(?:[.,'’ \u00A0\u202F]\d{3}){2,}(?:[.,]\d+)?$/, `is a number in groups of three digits; ${remedy}`],
  [/^[+-]?\d+[.,]\d+$/, `is a number with a point or comma, as a spreadsheet writes it; ${remedy}`],
  [/^(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})|\d{4}[/.-]\d{1,2}[/.-]\d{1,2})(?:[ T]\d.*)?$/, isDate()],
  [new RegExp(`^(?:\\d{1,2}-(?:${month})(?:-\\d{2,4})?|(?:${month})-\\d{2,4})$`, 'i'), isDate()],
  [/^#(?:REF!|N\/A|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|SPILL!|CALC!)$|^#+$/i, 'is an error that a spreadsheet shows'],
];

function isDate(): string {
  return `is a date, as a spreadsheet makes it of digits; ${remedy}`;
}

/** Of an id and a number with a colon between them, a spreadsheet makes a time. */
const time = /^\d+:\d{2}(?::\d{2})?(?:\.\d+)?(?:\s*[AP]M)?$/i;

/**
 * What a spreadsheet has left where a text was to be. Nobody can tell any more what that was, so it is refused.
 * @returns the rest of a sentence that begins with the field's name
 */
export function spreadsheetTrace(text: string): string | undefined {
  return traces.find(([pattern]) => pattern.test(text))?.[1];
}

export function traceInSites(list: string): string | undefined {
  if (time.test(list.trim())) return `is a time, as a spreadsheet makes it of id:name in digits; ${remedy}`;
  const ids = list.split(/[;\n]/).map((part) => part.split(':')[0]!.trim());
  const trace = ids.map(spreadsheetTrace).find((each) => each !== undefined);
  return trace && `holds a site whose id ${trace}`;
}
