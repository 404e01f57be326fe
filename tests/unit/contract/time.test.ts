import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  clockTime,
  countdown,
  dateInWords,
  dayOf,
  defaultTimeZone,
  duration,
  isTimeZone,
  minuteOf,
  momentOf,
  monthInWords,
  monthNumber,
  monthsBetween,
  plusDays,
  plusMonths,
  shownDate,
  timeInWords,
  timeOfDay,
  today,
} from '../../../shared/contract/time.ts';
import { checkedSettings, SettingsError } from '../../../server/settings.ts';

test.each([
  ['America/Chicago', 'spring', '2027-03-14T06:00:00Z', 23, '2027-03-14'],
  ['America/Chicago', 'autumn', '2027-11-07T05:00:00Z', 25, '2027-11-07'],
  ['UTC', 'spring', '2027-03-14T00:00:00Z', 24, '2027-03-14'],
  ['Etc/GMT+12', 'autumn', '2027-11-07T12:00:00Z', 24, '2027-11-07'],
  ['Pacific/Kiritimati', 'autumn', '2027-11-06T10:00:00Z', 24, '2027-11-07'],
  ['America/Denver', 'spring', '2027-03-14T07:00:00Z', 23, '2027-03-14'],
])('[P7] the clinic’s day in %s in %s begins %s and has %i hours', (timeZone, _season, begins, hours, day) => {
  const start = Date.parse(begins);
  const at = (time: number) => today({ clock: { now: () => time }, timeZone });
  const end = start + hours * 3_600_000;
  expect([at(start - 1), at(start), at(end - 1), at(end)]).toEqual([plusDays(day, -1), day, day, plusDays(day, 1)]);
});

test('[P7] which day it is does not depend on the time zone of the server', () => {
  const module = fileURLToPath(new URL('../../../shared/contract/time.ts', import.meta.url));
  const script = `
    const { dayOf, plusDays, plusMonths, monthsBetween, timeInWords, dateInWords, shownDate } = await import(${JSON.stringify(module)});
    const times = ['2027-03-14T07:59:59Z', '2027-03-14T08:30:00Z', '2027-11-07T06:30:00Z', '2026-11-23T04:00:00Z', '2028-02-29T23:59:59Z'].map(Date.parse);
    const zones = ['Etc/GMT+12', 'America/Chicago', 'UTC', 'Pacific/Kiritimati'];
    const all = zones.flatMap((zone) => times.map((time) => [dayOf(time, zone), timeInWords(time, zone)]));
    const dates = [plusDays('2027-03-13', 2), plusMonths('2027-01-31', 1), monthsBetween('2027-03-14', '2027-11-07'), dateInWords('2027-03-14'), shownDate('2027-03-14')];
    console.log(JSON.stringify([all, dates]));`;
  const said = ['Etc/GMT+12', 'UTC', 'Pacific/Kiritimati', 'America/Chicago'].map((TZ) => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, TZ, NODE_OPTIONS: '--no-warnings' },
    });
    return stdout + stderr;
  });
  expect(new Set(said).size).toBe(1);
  expect(said[0]).toContain('March 14, 2027 at 3:30 AM (Central Time)');
  expect(said[0]).toContain('["2027-03-15","2027-02-28",7,"March 14, 2027","03/14/2027"]');
});

test('[O12] a time is said with the zone’s own name', () => {
  const time = Date.parse('2027-07-01T15:05:00Z');
  expect(timeInWords(time, 'America/Chicago')).toBe('July 1, 2027 at 10:05 AM (Central Time)');
  expect(timeInWords(time, 'America/Denver')).toBe('July 1, 2027 at 9:05 AM (Mountain Time)');
  expect(timeOfDay(time, 'America/Denver')).toBe('9:05 AM Mountain Time');
  expect(dayOf(time, 'UTC')).toBe('2027-07-01');
});

test('[P7] a day begins in the millisecond in which it begins, in each time zone by itself', () => {
  const midnight = Date.parse('2026-11-30T06:00:00Z');
  expect(dayOf(midnight - 1, 'America/Chicago')).toBe('2026-11-29');
  expect(dayOf(midnight, 'America/Chicago')).toBe('2026-11-30');
  expect(dayOf(midnight, 'America/Denver')).toBe('2026-11-29');
  expect(dayOf(midnight - 60_000, 'America/Chicago')).toBe('2026-11-29');
  expect(dayOf(midnight + 59_999, 'America/Chicago')).toBe('2026-11-30');
});

test('[S4] a time zone that is none is refused when the server starts, with what to write', () => {
  for (const timeZone of ['Central', '+05:00', '-06:00', 'America/Nowhere', '..', 'Texas']) {
    expect(isTimeZone(timeZone), timeZone).toBe(false);
    expect(() => checkedSettings({ timeZone }, 'The settings file'), timeZone).toThrow(SettingsError);
    expect(() => checkedSettings({ timeZone }, 'The settings file'), timeZone).toThrow(/timeZone .*America\/Chicago/);
  }
  expect(checkedSettings({ timeZone: 'America/Denver' }, '')).toEqual({ timeZone: 'America/Denver' });
});

test('[L1] dates, times and durations are written as each language writes them', () => {
  const time = Date.UTC(2026, 10, 22, 15);
  expect(dateInWords('2026-12-01', 'es')).toBe('1 de diciembre de 2026');
  expect(timeInWords(time, defaultTimeZone, { language: 'es' })).toMatch(
    /^22 de noviembre de 2026(, | a las )9:00.a\.\s?m\. \(hora central\)$/u,
  );
  expect(timeOfDay(time, defaultTimeZone, 'es')).toMatch(/^9:00.a\.\s?m\. hora central$/u);
  expect([duration(1, 'minute', 'es'), duration(15, 'minute', 'es'), duration(1, 'hour', 'en')]).toEqual([
    '1 minuto',
    '15 minutos',
    '1 hour',
  ]);
});

test('[N1] a minute on the clinic’s clock is one moment, also where clocks are set forward or back', () => {
  const zone = 'America/Chicago';
  const utc = (minute: string) => new Date(momentOf(minute, zone)!).toISOString().slice(0, 16);
  expect(utc('2026-11-22T09:00')).toBe('2026-11-22T15:00');
  expect(utc('2026-07-01T09:00')).toBe('2026-07-01T14:00');
  expect(utc('2026-11-01T01:30')).toBe('2026-11-01T06:30');
  expect(utc('2026-11-01T02:30')).toBe('2026-11-01T08:30');
  expect(utc('2026-03-08T02:30')).toBe('2026-03-08T08:30');
  for (const none of ['2026-13-01T00:00', '2026-02-30T00:00', '2026-01-01T24:00', 'soon']) {
    expect(momentOf(none, zone)).toBeUndefined();
  }
  expect(minuteOf(Date.parse('2026-11-22T05:59:59Z'), zone)).toBe('2026-11-21T23:59');
});

test('[O12] calendar dates count in completed months, across short months and leap days', () => {
  expect(monthsBetween('2024-02-29', '2025-02-28')).toBe(11);
  expect(plusMonths('2024-01-31', 1)).toBe('2024-02-29');
  expect(plusMonths('2026-03-31', -1)).toBe('2026-02-28');
  expect(plusDays('2025-12-31', 1)).toBe('2026-01-01');
});

test('[N1] a minute that clocks leave out or have twice is told right on either side of the world', () => {
  const utc = (minute: string, zone: string) => new Date(momentOf(minute, zone)!).toISOString().slice(0, 16);
  expect(utc('2026-10-04T02:30', 'Australia/Sydney')).toBe('2026-10-03T16:30');
  expect(utc('2026-04-05T02:30', 'Australia/Sydney')).toBe('2026-04-04T15:30');
  // A minute before, and the first one after, clocks are set.
  expect(utc('2026-03-08T01:59', 'America/Chicago')).toBe('2026-03-08T07:59');
  expect(utc('2026-03-08T03:00', 'America/Chicago')).toBe('2026-03-08T08:00');
  expect(utc('2026-11-01T00:59', 'America/Chicago')).toBe('2026-11-01T05:59');
  expect(utc('2026-11-01T02:00', 'America/Chicago')).toBe('2026-11-01T08:00');
  expect(minuteOf(momentOf('2026-11-22T09:05', 'Pacific/Kiritimati')!, 'Pacific/Kiritimati')).toBe('2026-11-22T09:05');
});

test('[O12] so many months on is the same day, or the last day of a shorter month, in whichever year', () => {
  expect(plusMonths('2026-11-15', 3)).toBe('2027-02-15');
  expect(plusMonths('2026-01-15', -1)).toBe('2025-12-15');
  expect(plusMonths('2026-05-30', 1)).toBe('2026-06-30');
  expect(plusMonths('2026-05-31', 1)).toBe('2026-06-30');
  expect(plusMonths('2026-11-22', 0)).toBe('2026-11-22');
  expect([monthsBetween('2026-11-22', '2027-11-22'), monthsBetween('2026-11-22', '2027-11-21')]).toEqual([12, 11]);
  expect([monthsBetween('2026-11-22', '2027-02-23'), monthsBetween('2027-02-23', '2026-11-22')]).toEqual([3, -4]);
  expect(monthNumber('2026-11-22')).toBe(202611);
});

test('[L1] days, months and hours are written as forms and pages show them', () => {
  expect(shownDate('2019-05-04')).toBe('05/04/2019');
  expect(dateInWords('2026-12-01')).toBe('December 1, 2026');
  expect([monthInWords('2026-12'), monthInWords('2026-12', 'es')]).toEqual(['Dec 2026', 'dic 2026']);
  expect([clockTime('16:30'), clockTime('00:05')]).toEqual(['4:30 PM', '12:05 AM']);
  expect(clockTime('16:30', 'es')).toMatch(/^4:30\sp\.\s?m\.$/u);
  const time = Date.UTC(2026, 10, 22, 15);
  expect(timeInWords(time, defaultTimeZone, { dateStyle: 'medium' })).toBe('Nov 22, 2026, 9:00 AM (Central Time)');
  // The zone’s name is the same in summer, and each zone keeps its own.
  expect(timeOfDay(time, 'America/Denver')).toBe('8:00 AM Mountain Time');
  expect([duration(30, 'second', 'en'), duration(30, 'second', 'es')]).toEqual(['30 seconds', '30 segundos']);
});

test('[T2] a countdown has minutes and two digits of seconds, begun seconds whole, and ends at nothing', () => {
  expect([120_000, 65_000, 59_001, 9_000, 1, 0, -5_000].map(countdown)).toEqual([
    '2:00',
    '1:05',
    '1:00',
    '0:09',
    '0:01',
    '0:00',
    '0:00',
  ]);
});
