import { describe, expect, test } from 'vitest';
import { forecastFor } from '../../../server/applications/immtrac2/forecast/forecast.ts';
import type { SeriesTable } from '../../../server/applications/immtrac2/forecast/schedule-tables.ts';
import { dose, given, groupOf, judged, personWith, pox, scheduleOf, series } from './small-schedule.ts';

const only = (...doses: Parameters<typeof series>[0]) => scheduleOf({ series: [series(doses)] });
const risk = (name: string, doses: Parameters<typeof series>[0], more: Partial<SeriesTable> = {}) =>
  series(doses, { name, type: 'risk', group: '2', isDefault: false, indications: { '..': '014' }, ...more });
const observations = [{ code: '014' }];

describe('[I6] when the next dose is due', () => {
  const rules = dose({ ages: [{ minimum: '12m', recommended: '15m', late: '18m', maximum: '5y' }] });

  test('by age: from the minimum, at the recommended, past due the day after, and to the day before the maximum', () => {
    expect(pox(only(rules), '2020-06-01').due).toEqual({
      doseNumber: 1,
      earliest: '2021-01-15',
      recommended: '2021-04-15',
      pastDue: '2021-07-14',
      latest: '2025-01-14',
      products: [],
      antigens: ['Pox'],
    });
  });

  test('an earliest date in the past stays there', () => {
    expect(pox(only(rules), '2022-06-01').due).toMatchObject({ earliest: '2021-01-15', pastDue: '2021-07-14' });
  });

  test('never before the last dose, the intervals and the season; what follows is not before the earliest date', () => {
    const second = dose({
      ages: [{ minimum: '4m', recommended: '6m', late: '8m' }],
      intervals: [{ from: 'previous', absolute: '4w', minimum: '8w', recommended: '6m' }],
    });
    const late = pox(only(dose(), second), '2021-06-01', ['2021-06-01']);
    expect(late.due).toMatchObject({ earliest: '2021-07-27', recommended: '2021-07-27', pastDue: '2021-07-27' });
    expect(late.reasons).toEqual(['due as soon as the last dose allows']);
    const season = only(dose({ ages: [{ minimum: '6m' }], season: { from: '2021-09-01', until: '2022-03-31' } }));
    expect(pox(season, '2021-06-01').due?.earliest).toBe('2021-09-01');
    expect(pox(season, '2021-06-01').reasons).toEqual(['due when the season begins']);
  });

  test('without a recommended age, by the recommended interval', () => {
    const second = dose({ intervals: [{ from: 'previous', minimum: '4w', recommended: '6m', late: '8m' }] });
    const { due, reasons } = pox(only(dose(), second), '2021-06-01', ['2021-01-31']);
    expect(due).toMatchObject({ earliest: '2021-02-28', recommended: '2021-07-31', pastDue: '2021-09-30' });
    expect(reasons).toEqual(['due after the last dose']);
  });

  test('a dose that did not count is repeated after the interval', () => {
    const first = dose({
      ages: [{ absolute: '12m', minimum: '12m' }],
      intervals: [{ from: 'previous', minimum: '4w' }],
    });
    const { due, reasons, doses } = pox(only(first), '2021-01-10', ['2021-01-01']);
    expect(judged(doses)).toEqual(['not valid: too young']);
    expect(due).toMatchObject({ doseNumber: 1, earliest: '2021-01-29' });
    expect(reasons).toEqual(['due after a dose that did not count']);
  });

  test('another live vaccine is the reason only where it is another one', () => {
    const schedule = scheduleOf(
      {
        series: [
          series([
            dose({ ages: [{ absolute: '12m', recommended: '12m' }] }),
            dose({ intervals: [{ from: 'previous', minimum: '28d' }] }),
          ]),
        ],
      },
      {
        vaccines: { '1': ['Pox'], '7': ['Other'] },
        groups: { Pox: { antigens: ['Pox'] } },
        conflicts: [{ begins: '1d', afterValid: '28d', ends: '28d', pairs: { 'after 1': '1', 'after 7': '1' } }],
      },
    );
    const reasons = (...doses: readonly string[]) => pox(schedule, '2021-02-01', doses).reasons;
    expect(reasons('2021-02-01 7')).toEqual(['due after another live vaccine']);
    expect(reasons('2021-02-01')).toEqual(['due after the last dose']);
    expect(reasons('2021-01-10')).toEqual(['due after a dose that did not count']);
    expect(reasons()).toEqual(['due by age']);
  });

  test('doses of earlier seasons do not count for the number of the next', () => {
    const yearly = only(dose({ recurring: true, season: { from: '2025-07-01', until: '2026-06-30' } }));
    expect(pox(yearly, '2025-10-01', ['2023-10-01', '2024-10-01']).due).toMatchObject({
      doseNumber: 1,
      earliest: '2025-07-01',
    });
    expect(pox(yearly, '2025-10-02', ['2024-10-01', '2025-10-01']).due?.doseNumber).toBe(2);
  });

  test('products that are recommended by name fit the age and nothing in the record stands against them', () => {
    const named = dose({ preferred: { '..2y': '1!', '2y..': '2!', '..': '3! 4' } });
    expect(pox(only(named), '2020-06-01').due?.products).toEqual(['1', '3']);
    const notThree = scheduleOf({
      contraindicatedProducts: [{ observation: '080', products: { '..': '3' } }],
      series: [series([named])],
    });
    expect(pox(notThree, '2020-06-01', [], { observations: [{ code: '080' }] }).due?.products).toEqual(['1']);
  });
});

describe('[I6] when none is due', () => {
  test.each([
    ['too old', '2025-01-15', [], 'aged out'],
    ['too old to finish', '2025-01-10', ['2024-12-18'], 'aged out'],
    ['complete', '2025-01-10', ['2021-01-01', '2022-01-01'], 'complete'],
  ] as const)('%s', (reason, today, doses, status) => {
    const schedule = only(
      dose({ ages: [{ maximum: '5y' }] }),
      dose({ ages: [{ maximum: '5y' }], intervals: [{ from: 'previous', absolute: '4w', minimum: '4w' }] }),
    );
    const result = pox(schedule, today, doses);
    expect([result.status, result.reasons, result.due]).toEqual([status, [reason], undefined]);
  });

  test('the season is over the day after its last', () => {
    const schedule = only(dose({ season: { from: '2020-09-01', until: '2021-03-31' } }));
    expect(pox(schedule, '2021-03-31').status).toBe('not complete');
    expect(pox(schedule, '2021-04-01')).toMatchObject({ status: 'not recommended', reasons: ['season over'] });
  });

  test('all doses could be skipped and none was given', () => {
    const skips = [{ when: 'both', sets: [{ conditions: [{ kind: 'age', from: '1y' }] }] }] as const;
    expect(pox(only(dose({ skips })), '2022-01-01')).toMatchObject({
      status: 'not recommended',
      reasons: ['enough for now'],
    });
  });

  test('immune by what was found, or by a birth before a date, unless something stands against that', () => {
    const schedule = scheduleOf({
      immuneWith: '024',
      immuneIfBorn: [
        { before: '1957-01-01', unless: '055' },
        { before: '1980-01-01', country: 'U.S.' },
      ],
      series: [series([dose()])],
    });
    const status = (more: object) => pox(schedule, '2022-01-01', [], more).status;
    expect(status({ observations: [{ code: '024' }] })).toBe('immune');
    expect(status({ observations: [{ code: '024', date: '2022-01-02' }] })).toBe('not complete');
    expect(status({ birthDate: '1956-12-31' })).toBe('immune');
    expect(status({ birthDate: '1956-12-31', observations: [{ code: '055' }] })).toBe('not complete');
    expect(status({ birthDate: '1957-01-01' })).toBe('not complete');
    expect(status({ birthDate: '1979-12-31' })).toBe('not complete');
    expect(status({ birthDate: '1979-12-31', birthCountry: 'U.S.' })).toBe('immune');
  });

  test('contraindicated by the antigen, at its ages, or where no preferred product may be given', () => {
    const schedule = scheduleOf({
      contraindicated: [{ observation: '080' }, { observation: '278', from: '0d', until: '8m' }],
      contraindicatedProducts: [
        { observation: '187', products: { '..': '1' } },
        { observation: '188', products: { '..': '2' } },
      ],
      series: [series([dose({ preferred: { '..': '1 2' } })])],
    });
    const status = (today: string, ...codes: readonly string[]) =>
      pox(schedule, today, [], { observations: codes.map((code) => ({ code })) }).status;
    expect(status('2022-01-01', '080')).toBe('contraindicated');
    expect([status('2020-09-14', '278'), status('2020-09-15', '278')]).toEqual(['contraindicated', 'not complete']);
    expect([status('2022-01-01', '187'), status('2022-01-01', '187', '188')]).toEqual([
      'not complete',
      'contraindicated',
    ]);
  });
});

describe('[I6] which series is the person’s', () => {
  const [one, two] = [dose(), dose({ intervals: [{ from: 'previous', minimum: '4w' }] })];

  test('the default, while nothing was given', () => {
    const schedule = scheduleOf({
      series: [series([one], { name: 'a', isDefault: false }), series([two, two], { name: 'b', preference: 2 })],
    });
    expect(pox(schedule, '2021-01-01').series[0]?.name).toBe('b');
  });

  test('the one that is complete, or else that was begun', () => {
    const schedule = scheduleOf({
      series: [
        series([two, two], { name: 'long' }),
        series([dose({ preferred: { '..': '5' }, allowed: {} })], {
          name: 'other product',
          isDefault: false,
          preference: 2,
        }),
      ],
    });
    expect(pox(schedule, '2021-01-01', ['2020-06-01 5'])).toMatchObject({
      status: 'complete',
      series: [{ name: 'other product' }],
    });
    expect(pox(schedule, '2021-01-01', ['2020-06-01'])).toMatchObject({
      status: 'not complete',
      series: [{ name: 'long' }],
    });
  });

  test('between several that were begun, points decide, and then what the schedule prefers', () => {
    const begun = (more: Partial<SeriesTable>[]) =>
      scheduleOf({
        series: more.map((each, index) =>
          series(each.doses!, { isDefault: false, name: String(index), preference: index + 1, ...each }),
        ),
      });
    const chosen = (...more: Partial<SeriesTable>[]) => pox(begun(more), '2021-01-01', ['2020-06-01']).series[0]?.name;
    expect(chosen({ doses: [one, two, two] }, { doses: [one, two] })).toBe('1');
    expect(chosen({ doses: [one, two] }, { doses: [one, two] })).toBe('0');
    expect(chosen({ doses: [one, two] }, { doses: [one, two], byProduct: true })).toBe('1');
    const until = (maximum: string) => ({ ...two, ages: [{ maximum }] });
    expect(
      chosen(
        { doses: [one, until('14m'), { ...until('12m'), intervals: [{ from: 'previous', minimum: '8m' }] }] },
        { doses: [one, two, two] },
      ),
    ).toBe('1');
  });

  test('of several that are complete, the one with more doses', () => {
    const schedule = scheduleOf({
      series: [series([one], { name: 'short' }), series([one, two], { name: 'long', isDefault: false, preference: 2 })],
    });
    expect(pox(schedule, '2021-01-01', ['2020-06-01', '2020-09-01']).series[0]?.name).toBe('long');
  });

  test('of several that nothing was given of and none is the default, one that can begin sooner and needs no certain product', () => {
    const [sooner, later] = [dose({ ages: [{ minimum: '2m' }] }), dose({ ages: [{ minimum: '4m' }] })];
    const chosen = (first: Partial<SeriesTable>, second: Partial<SeriesTable>) =>
      pox(
        scheduleOf({
          series: [
            series([later], { isDefault: false, name: 'first', ...first }),
            series([later], { isDefault: false, name: 'second', preference: 2, ...second }),
          ],
        }),
        '2020-02-01',
      ).series[0]?.name;
    expect(chosen({}, {})).toBe('first');
    expect(chosen({}, { doses: [sooner] })).toBe('second');
    expect(chosen({ byProduct: true }, {})).toBe('second');
  });

  test('one that was begun past its age to start is not', () => {
    const schedule = scheduleOf({
      series: [
        series([one, two], { name: 'infants', startUntil: '12m' }),
        series([one], { name: 'later', isDefault: false, preference: 2 }),
      ],
    });
    expect(pox(schedule, '2022-01-01', ['2021-01-14'])).toMatchObject({
      series: [{ name: 'later' }],
      status: 'complete',
    });
    expect(pox(schedule, '2022-01-01', []).series[0]?.name).toBe('infants');
  });

  test('a series of old age is not forecast to a child, whose own is complete', () => {
    const old = dose({ ages: [{ absolute: '50y', minimum: '50y' }] });
    const schedule = scheduleOf({
      series: [series([one], { name: 'child' }), series([old], { name: 'old age', group: '3', startFrom: '50y' })],
    });
    expect(pox(schedule, '2021-01-01', ['2020-06-01'])).toMatchObject({
      status: 'complete',
      series: [{ name: 'child' }],
    });
    expect(pox(schedule, '2070-01-14', ['2020-06-01']).status).toBe('complete');
    expect(pox(schedule, '2070-01-15', ['2020-06-01']).status).toBe('not complete');
  });

  test('those of the person’s sex', () => {
    const schedule = scheduleOf({
      series: [
        series([one], { name: 'women', sexes: ['female', 'unknown'] }),
        series([two], { name: 'men', sexes: ['male'] }),
      ],
    });
    const name = (sex: 'female' | 'male' | 'unknown') => pox(schedule, '2021-01-01', [], { sex }).series[0]?.name;
    expect([name('female'), name('unknown'), name('male')]).toEqual(['women', 'women', 'men']);
  });

  test('for a risk that the person has, at an age at which it counts, by the highest priority', () => {
    const schedule = scheduleOf({
      series: [
        series([one], { equivalent: '2' }),
        risk('low', [one], { priority: 'B' }),
        risk('high', [two], { indications: { '2y..': '014' } }),
      ],
    });
    expect(pox(schedule, '2022-01-14').kind).toBe('standard');
    expect(pox(schedule, '2022-01-14', [], { observations })).toMatchObject({
      kind: 'risk',
      series: [{ name: 'low' }],
    });
    expect(pox(schedule, '2022-01-15', [], { observations })).toMatchObject({
      kind: 'risk',
      series: [{ name: 'high' }],
    });
    expect(pox(schedule, '2022-01-15', [], { observations: [{ code: '014', date: '2022-01-16' }] }).kind).toBe(
      'standard',
    );
  });

  test.each(['A', 'B'])(
    'nobody is given an infant’s series for a risk that was not begun in time; the other has priority %s',
    (priority) => {
      const schedule = scheduleOf({
        series: [
          risk('infants', [one, two], { startUntil: '24m' }),
          risk('adults', [two, two], { priority, preference: 2 }),
        ],
      });
      expect(pox(schedule, '2022-01-14', [], { observations }).series[0]?.name).toBe('infants');
      expect(pox(schedule, '2022-01-15', [], { observations }).series[0]?.name).toBe('adults');
      expect(pox(schedule, '2022-01-15', ['2021-01-01'], { observations }).series[0]?.name).toBe('infants');
    },
  );

  test('whoever is too young for all there is hears when it begins', () => {
    const schedule = scheduleOf({
      series: [risk('nine', [dose({ ages: [{ minimum: '9y' }] })], { indications: { '9y..17y': '014' } })],
    });
    expect(pox(schedule, '2028-01-01', [], { observations }).due?.earliest).toBe('2029-01-15');
  });

  test('a series that only judges is never asked for, and settles the matter where it is complete', () => {
    const abroad = dose({ preferred: { '..': '5' }, allowed: {} });
    const schedule = scheduleOf({
      series: [
        series([one, two], { equivalent: '2' }),
        series([abroad, abroad], { name: 'abroad', type: 'evaluation only', group: '2', isDefault: false }),
      ],
    });
    const seen = (...doses: readonly string[]) => {
      const { forecasts } = groupOf(forecastFor(personWith(given(...doses)), '2021-01-01', schedule));
      return forecasts.map(({ status, series: all }) => `${status}: ${all[0]?.name}`);
    };
    expect(seen('2020-06-01 5')).toEqual(['not complete: series']);
    expect(seen('2020-06-01 5', '2020-09-01 5')).toEqual(['complete: abroad']);
  });
});
