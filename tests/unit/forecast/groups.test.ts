import { describe, expect, test } from 'vitest';
import { forecastFor } from '../../../server/applications/immtrac2/forecast/forecast.ts';
import type { SeriesTable } from '../../../server/applications/immtrac2/forecast/schedule-tables.ts';
import { dose, given, groupOf, judged, personWith, scheduleOf, series } from './small-schedule.ts';

/** Two diseases that product 1 protects against together, and products 2 and 3 each against one. */
function twoDiseases(red: readonly SeriesTable[], blue: readonly SeriesTable[], givenWhole: boolean) {
  return scheduleOf(
    { series: red },
    {
      groups: { Both: { antigens: ['Red', 'Blue'], givenWhole } },
      vaccines: { '1': ['Red', 'Blue'], '2': ['Red'], '3': ['Blue'] },
      antigens: { Red: { contraindicated: [{ observation: '079' }], series: red }, Blue: { series: blue } },
    },
  );
}

const both = (
  schedule: ReturnType<typeof twoDiseases>,
  today: string,
  doses: readonly string[],
  codes: readonly string[] = [],
) =>
  groupOf(
    forecastFor(personWith(given(...doses), { observations: codes.map((code) => ({ code })) }), today, schedule),
    'Both',
  );

const monthly = dose({ intervals: [{ from: 'previous', minimum: '4w' }] });
const yearly = dose({ intervals: [{ from: 'previous', minimum: '1y' }] });

describe('[I6] a group of several antigens', () => {
  test('is due when every antigen can be given, and complete when every one is', () => {
    const schedule = twoDiseases([series([dose(), monthly])], [series([dose(), yearly])], true);
    expect(both(schedule, '2021-01-01', ['2021-01-01']).forecasts[0].due).toMatchObject({
      earliest: '2022-01-01',
      antigens: ['Red', 'Blue'],
    });
    expect(both(schedule, '2022-06-01', ['2021-01-01', '2022-01-01']).forecasts[0].status).toBe('complete');
  });

  test('has the number of the antigen with fewer doses where it is given whole, else of the one with more', () => {
    const number = (givenWhole: boolean) => {
      const schedule = twoDiseases(
        [series([dose(), monthly, monthly])],
        [series([dose(), monthly, monthly])],
        givenWhole,
      );
      return both(schedule, '2022-01-01', ['2021-01-01', '2021-06-01 2']).forecasts[0].due?.doseNumber;
    };
    expect([number(true), number(false)]).toEqual([2, 3]);
  });

  test('an interval that takes precedence brings the group forward, not before the last dose of the group', () => {
    const first = dose({ intervals: [{ from: 'previous', minimum: '4w', first: true }] });
    const schedule = twoDiseases([series([dose(), first])], [series([dose(), yearly])], false);
    expect(both(schedule, '2022-01-01', ['2021-01-01']).forecasts[0].due?.earliest).toBe('2021-01-29');
    expect(both(schedule, '2022-01-01', ['2021-01-01', '2021-03-01 3']).forecasts[0].due?.earliest).toBe('2021-03-01');
  });

  test('one antigen that must not be given stops the group where it is given whole, and else not the others', () => {
    const status = (givenWhole: boolean) => {
      const schedule = twoDiseases([series([dose()])], [series([dose()])], givenWhole);
      const [{ status: ofGroup, due }] = both(schedule, '2021-01-01', [], ['079']).forecasts;
      return [ofGroup, due?.antigens];
    };
    expect(status(true)).toEqual(['contraindicated', undefined]);
    expect(status(false)).toEqual(['not complete', ['Blue']]);
  });

  test('a dose that has to be given again for one antigen does not count; one that is extra for one does', () => {
    const young = dose({ ages: [{ absolute: '12m' }] });
    const strict = twoDiseases([series([young])], [series([dose()])], true);
    expect(judged(both(strict, '2022-01-01', ['2020-06-01']).doses)).toEqual(['not valid: too young']);
    const short = twoDiseases([series([dose()])], [series([dose(), monthly])], true);
    expect(judged(both(short, '2022-01-01', ['2020-06-01', '2020-08-01']).doses)).toEqual(['valid', 'valid']);
  });
});

describe('[I6] a risk beside what everybody needs', () => {
  const forRisk = (doses: Parameters<typeof series>[0], more: Partial<SeriesTable> = {}) =>
    series(doses, { name: 'risk', type: 'risk', group: '2', isDefault: false, indications: { '..': '014' }, ...more });
  const pox = (all: readonly SeriesTable[], doses: readonly string[]) =>
    groupOf(
      forecastFor(
        personWith(given(...doses), { observations: [{ code: '014' }] }),
        '2022-01-01',
        scheduleOf({ series: all }),
      ),
    );

  test('both forecasts stand there, the risk first while a dose is due for it', () => {
    const { forecasts } = pox([series([dose()]), forRisk([dose(), yearly])], ['2021-06-01']);
    expect(forecasts.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'risk not complete',
      'standard complete',
    ]);
  });

  test('nothing is due for the risk, but for everybody’s series: that comes first', () => {
    const { forecasts } = pox([series([dose(), yearly, yearly]), forRisk([dose()])], ['2021-06-01']);
    expect(forecasts.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'standard not complete',
      'risk complete',
    ]);
  });

  test('the risk has passed its age, and everybody’s series is complete: that comes first', () => {
    const infants = dose({ preferred: { '..': '5' }, allowed: {}, ages: [{ maximum: '20m' }] });
    const { forecasts } = pox([series([dose()]), forRisk([infants])], ['2021-06-01']);
    expect(forecasts.map(({ kind, status }) => `${kind} ${status}`)).toEqual(['standard complete', 'risk aged out']);
  });

  test('a series that protects as well is not asked for beside it', () => {
    const { forecasts } = pox(
      [series([dose(), yearly], { equivalent: '2' }), forRisk([dose()], { equivalent: '1' })],
      ['2021-06-01'],
    );
    expect(forecasts.map(({ kind, status }) => `${kind} ${status}`)).toEqual(['risk complete']);
  });

  test('a dose that counts for one of them counts, and the next has the number that the person would give it', () => {
    const adult = dose({ preferred: { '..': '5' }, allowed: {} });
    const { doses, forecasts } = pox([series([dose(), monthly]), forRisk([adult])], ['2020-06-01', '2020-08-01']);
    expect(judged(doses)).toEqual(['valid', 'valid']);
    expect(forecasts[0].due?.doseNumber).toBe(3);
  });
});
