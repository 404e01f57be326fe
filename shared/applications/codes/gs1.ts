import type { CalendarDate } from '../../contract/time.ts';

/** Element strings of the GS1 General Specifications (7.8): application identifiers (AI), each with its value. */

/** The longest lot. */
export const lotCharacters = 20;

export interface Element {
  readonly ai: string;
  readonly value: string;
}

export interface ElementString {
  readonly elements: readonly Element[];
  /** What stands behind them and is none. */
  readonly rest: string;
  /** Whether a value of variable length was followed by a separator anywhere, so that the scanner sends those. */
  readonly separated: boolean;
  /** The value that ran to the end of the text, where a separator may have been lost. */
  readonly open: Element | undefined;
}

/** What ends a value of variable length: FNC1, which scanners send as this (ASCII 29). */
export const separator = '\u001d';

/** Digits that a value has exactly, by the beginning of its AI; longest first. */
const exact: readonly (readonly [ai: RegExp, length: number])[] = [
  [/^3[1-6]\d\d/, 6],
  [/^7003/, 10],
  [/^41\d/, 13],
  [/^402/, 17],
  [/^00/, 18],
  [/^0[123]/, 14],
  [/^04/, 16],
  [/^1[1235679]/, 6],
  [/^20/, 2],
];

/** The most characters of a value that a separator or the end of the text ends. */
const variable: readonly (readonly [ai: RegExp, most: number])[] = [
  [/^(?:71[0-7])/, 20],
  [/^(?:24[013]|25[0134])/, 30],
  [/^(?:40[013])/, 30],
  [/^(?:70\d\d|80\d\d|8110|8200)/, 90],
  [/^(?:1[0]|2[12])/, 20],
  [/^(?:30|37)/, 8],
  [/^9\d/, 90],
];

/** Characters of a value: GS1's set 82 (General Specifications, figure 7.11-1). */
const characters = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+$/;

/** @param text with FNC1 as `separator` and without a symbology identifier */
export function elementString(text: string): ElementString {
  const elements: Element[] = [];
  let [rest, separated, open] = [text, false, undefined as Element | undefined];
  for (;;) {
    while (rest.startsWith(separator)) rest = rest.slice(1);
    const found = rest === '' ? undefined : firstOf(rest);
    if (found === undefined) return { elements, rest, separated, open };
    elements.push(found.element);
    rest = found.rest;
    if (found.isVariable && rest !== '') separated = true;
    open = found.isVariable && rest === '' ? found.element : undefined;
  }
}

/** Undefined where it does not begin with an AI and a value that is possible for it. */
export function firstOf(text: string): { element: Element; rest: string; isVariable: boolean } | undefined {
  for (const [pattern, length] of exact) {
    const ai = pattern.exec(text)?.[0];
    if (ai === undefined) continue;
    const value = text.slice(ai.length, ai.length + length);
    if (!new RegExp(`^\\d{${length}}$`).test(value)) return undefined;
    return { element: { ai, value }, rest: text.slice(ai.length + length), isVariable: false };
  }
  for (const [pattern] of variable) {
    const ai = pattern.exec(text)?.[0];
    if (ai === undefined) continue;
    const end = text.indexOf(separator, ai.length);
    const value = text.slice(ai.length, end === -1 ? text.length : end);
    if (value === '') return undefined;
    return { element: { ai, value }, rest: end === -1 ? '' : text.slice(end + 1), isVariable: true };
  }
  return undefined;
}

/** Whether a value has only characters and the length that its AI allows. */
export function isPossible({ ai, value }: Element): boolean {
  const length = exact.find(([pattern]) => pattern.test(ai))?.[1];
  if (length !== undefined) return new RegExp(`^\\d{${length}}$`).test(value);
  const most = variable.find(([pattern]) => pattern.test(ai))?.[1];
  return characters.test(value) && (most === undefined || value.length <= most);
}

/** GS1's check digit (General Specifications, 7.9): weights 3 and 1 from the right. */
export function hasCheckDigit(digits: string): boolean {
  return digits.endsWith(checkDigit(digits.slice(0, -1)));
}

export function checkDigit(digits: string): string {
  const sum = digits
    .split('')
    .toReversed()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

/**
 * The calendar date of six digits, YYMMDD. Day 00 is the last day of its month (General Specifications, 3.4.7). Vaccines of
 * the last century are on no shelf, so that every year is one of this.
 */
export function dateOf(digits: string): CalendarDate | undefined {
  const [year, month, day] = [
    2000 + Number(digits.slice(0, 2)),
    Number(digits.slice(2, 4)),
    Number(digits.slice(4, 6)),
  ];
  if (!/^\d{6}$/.test(digits) || month < 1 || month > 12) return undefined;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > last) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day === 0 ? last : day).padStart(2, '0')}`;
}
