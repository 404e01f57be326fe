// How the supporting data writes things, and how the derived schedule does.
import type { CalendarDate } from '../../shared/contract/time.ts';
import type { Tree } from './xml-tree.ts';

const units: Readonly<Record<string, string>> = {
  year: 'y',
  years: 'y',
  month: 'm',
  months: 'm',
  week: 'w',
  weeks: 'w',
  day: 'd',
  days: 'd',
};

/** `6 weeks - 4 days` is `6w-4d`; nothing is undefined. */
export function span(text: string): string | undefined {
  if (text === '') return undefined;
  const parts = [...text.matchAll(/([+-]?)\s*(\d+)\s*([a-z]+)\s*/gi)];
  const whole = parts.map(([part]) => part).join('');
  if (whole !== text || parts.some(([, , , unit]) => units[unit!.toLowerCase()] === undefined)) {
    throw new Error(`not an age or interval: ${text}`);
  }
  return parts.map(([, sign, count, unit]) => `${sign}${Number(count)}${units[unit!.toLowerCase()]}`).join('');
}

/** `20250827` and `01/01/1957` are days. */
export function day(text: string): CalendarDate | undefined {
  if (text === '') return undefined;
  const [, year, month, date] = /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? [];
  if (year !== undefined) return `${year}-${month}-${date}`;
  const american = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text);
  if (american === null) throw new Error(`not a date: ${text}`);
  return `${american[3]}-${american[1]}-${american[2]}`;
}

export function oneOf<const Meaning>(text: string, meanings: Readonly<Record<string, Meaning>>): Meaning {
  if (!Object.hasOwn(meanings, text.toLowerCase())) throw new Error(`unknown word: ${text}`);
  return meanings[text.toLowerCase()] as Meaning;
}

export const codes = (text: string) =>
  text
    .split(/[;,]/)
    .map((code) => code.trim())
    .filter(Boolean)
    .join(' ');

/** What is left out where it says nothing. */
type Compact<Whole> = {
  [Key in keyof Whole as undefined extends Whole[Key] ? never : Key]: Whole[Key];
} & { [Key in keyof Whole as undefined extends Whole[Key] ? Key : never]?: Exclude<Whole[Key], undefined> };

/** Without what is undefined, false or an empty list. */
export function compact<Whole extends object>(record: Whole): Compact<Whole> {
  const kept = Object.entries(record).filter(
    ([, value]) =>
      value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept) as Compact<Whole>;
}

export const agesOf = (element: Tree) => ({
  from: span(element.text('beginAge')),
  until: span(element.text('endAge')),
});

export const inEffect = (element: Tree) => ({
  since: day(element.text('effectiveDate')),
  through: day(element.text('cessationDate')),
});
