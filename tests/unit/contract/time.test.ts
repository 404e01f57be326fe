import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  dateInWords,
  dayOf,
  defaultTimeZone,
  duration,
  isTimeZone,
  plusDays,
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
