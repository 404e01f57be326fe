import { type Language, locales } from './languages.ts';

/**
 * One today, one calendar and one way to write times, for servers and pages: those of the deployment's time zone, wherever
 * the server stands and the browser is.
 */

/** A day without a time of day, as `YYYY-MM-DD`; such dates compare as text. */
export type CalendarDate = string;

/** Where nobody says otherwise: most of Texas. */
export const defaultTimeZone = 'America/Chicago';

/** What decides which day it is. */
export interface ClinicTime {
  readonly clock: { now(): number };
  /** IANA name. */
  readonly timeZone: string;
}

/** Whether it is the name of a time zone, and no offset: clocks change. */
export function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en-US', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

export function today({ clock, timeZone }: ClinicTime): CalendarDate {
  return dayOf(clock.now(), timeZone);
}

/** The calendar day of a moment: right on the days on which the clocks change [P7]. */
export function dayOf(time: number, timeZone: string): CalendarDate {
  const minute = Math.floor(time / 60_000);
  const last = lastDays.get(timeZone);
  if (last?.minute === minute) return last.day;
  const day = format('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(time);
  lastDays.set(timeZone, { minute, day });
  return day;
}

/** Every request asks for today, and a day begins with a minute in every time zone there is. */
const lastDays = new Map<string, { readonly minute: number; readonly day: CalendarDate }>();

/** The minute of a moment on the clinic's clock, as `YYYY-MM-DDTHH:MM`; such minutes compare as text. */
export function minuteOf(time: number, timeZone: string): string {
  return format('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(time).replace(' ', 'T');
}

/**
 * When a minute on the clinic's clock is. Of one that comes twice, the first; one that clocks leave out is as much later as
 * they are set forward.
 * @param minute `YYYY-MM-DDTHH:MM` @returns undefined where there is no such day or time
 */
export function momentOf(minute: string, timeZone: string): number | undefined {
  const asIfUtc = Date.parse(`${minute}:00Z`);
  if (Number.isNaN(asIfUtc) || new Date(asIfUtc).toISOString().slice(0, 16) !== minute) return undefined;
  const day = 24 * 3600 * 1000;
  const [before, after] = [asIfUtc - day, asIfUtc + day].map((near) => {
    const offset = Date.parse(`${minuteOf(near, timeZone)}:00Z`) - near;
    return asIfUtc - offset;
  }) as [number, number];
  return minuteOf(before, timeZone) !== minute && minuteOf(after, timeZone) === minute ? after : before;
}

export function plusDays(date: CalendarDate, days: number): CalendarDate {
  const [year, month, day] = partsOf(date);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** The month of a day as a number, such as 202611: months of a time compare as the days do. */
export function monthNumber(date: CalendarDate): number {
  return Number(date.slice(0, 4)) * 100 + Number(date.slice(5, 7));
}

/** The same day so many months on; the last day of the month where that month is shorter. */
export function plusMonths(date: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = partsOf(date);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0));
  return lastOfMonth.getUTCDate() < day
    ? lastOfMonth.toISOString().slice(0, 10)
    : new Date(Date.UTC(year, month - 1 + months, day)).toISOString().slice(0, 10);
}

/** Completed months between two dates. */
export function monthsBetween(from: CalendarDate, to: CalendarDate): number {
  const [fromYear, fromMonth, fromDay] = partsOf(from);
  const [year, month, day] = partsOf(to);
  return (year - fromYear) * 12 + month - fromMonth - (day < fromDay ? 1 : 0);
}

/** As it is written in Texas: `2019-05-04` is 05/04/2019. */
export function shownDate(date: CalendarDate): string {
  const [year, month, day] = date.split('-');
  return `${month}/${day}/${year}`;
}

/** `2026-12-01` is December 1, 2026, or 1 de diciembre de 2026. */
export function dateInWords(date: CalendarDate, language: Language = 'en'): string {
  return format(locales[language], { timeZone: 'UTC', dateStyle: 'long' }).format(Date.parse(`${date}T00:00:00Z`));
}

/** `2026-12` is Dec 2026, or dic 2026. */
export function monthInWords(month: string, language: Language = 'en'): string {
  const parts = { month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return format(locales[language], parts).format(Date.parse(`${month}-01T00:00:00Z`));
}

/** `November 22, 2026 at 9:00 AM (Central Time)`; the month shorter where that is asked for. */
export function timeInWords(
  time: number,
  timeZone: string,
  { dateStyle = 'long', language = 'en' }: { dateStyle?: 'long' | 'medium'; language?: Language } = {},
): string {
  const shown = format(locales[language], { timeZone, dateStyle, timeStyle: 'short' }).format(time);
  return `${shown} (${zoneName(timeZone, language)})`;
}

/** `9:00 AM Central Time`. */
export function timeOfDay(time: number, timeZone: string, language: Language = 'en'): string {
  const shown = format(locales[language], { timeZone, timeStyle: 'short' }).format(time);
  return `${shown} ${zoneName(timeZone, language)}`;
}

/** `16:30` is 4:30 PM. */
export function clockTime(time: string, language: Language = 'en'): string {
  return format(locales[language], { timeZone: 'UTC', timeStyle: 'short' }).format(Date.parse(`1970-01-01T${time}Z`));
}

/** `1 minute`, `15 minutes`, `8 horas`. */
export function duration(count: number, unit: 'hour' | 'minute' | 'second', language: Language): string {
  const key = `${language} ${unit}`;
  const known =
    units.get(key) ?? new Intl.NumberFormat(locales[language], { style: 'unit', unit, unitDisplay: 'long' });
  units.set(key, known);
  return known.format(count);
}

/** `1:05`, for eyes; never negative. */
export function countdown(milliseconds: number): string {
  const left = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}

const units = new Map<string, Intl.NumberFormat>();

/** What people call the zone, winter and summer: `Central Time`, `hora central`. */
function zoneName(timeZone: string, language: Language): string {
  const parts = format(locales[language], { timeZone, timeZoneName: 'longGeneric' }).formatToParts(0);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** Making one costs a hundred times what using it does, and a day is asked for with every request. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${Object.values(options).join(' ')}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, known);
  return known;
}

function partsOf(date: CalendarDate): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}
