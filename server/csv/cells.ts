/** What a cell of a CSV file holds is not always what it means: spreadsheets stand in between. */

/** A spreadsheet runs a cell that begins with one of these as a formula. */
const formula = /^'*[=+\-@\t\r]/;

/** How people make a spreadsheet keep a number's leading zeros: `="0001"`. */
const asText = /^="([^"]*)"$/;

/** What a cell means: without surrounding space, and without what keeps a spreadsheet from changing it. */
export function fromCell(cell: string): string {
  const text = cell.trim();
  const kept = asText.exec(text);
  if (kept) return kept[1]!.trim();
  return text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text;
}

/** Whether a cell says of itself that it is a text, so that what looks like a number in it is meant. */
export function isKeptAsText(cell: string): boolean {
  return asText.test(cell.trim());
}

/**
 * A cell that no spreadsheet runs, and that `fromCell` reads back.
 * @param forSpreadsheet also keeps a spreadsheet from reading digits as a number, which would cost their leading zeros
 */
export function toCell(text: string, forSpreadsheet = false): string {
  if (forSpreadsheet && /^\d+$/.test(text)) return quoted(`="${text}"`);
  return quoted(formula.test(text) ? `'${text}` : text);
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
