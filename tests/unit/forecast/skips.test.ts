import { describe, expect, test } from 'vitest';
import type { ConditionTable, SkipTable } from '../../../server/applications/immtrac2/forecast/schedule-tables.ts';
import { dose, judged, pox, scheduleOf, series } from './small-schedule.ts';

const skip = (...conditions: readonly ConditionTable[]): SkipTable => ({
  when: 'both',
  sets: [{ needs: 'all', conditions }],
});
/** Dose 2 can be skipped; dose 3 wants product 2. */
const withSkip = (...skips: readonly SkipTable[]) =>
  scheduleOf({ series: [series([dose(), dose({ skips }), dose({ preferred: { '..': '2' }, allowed: {} })])] });

describe('[I6] doses that can be skipped', () => {
  test('by age, from the day on which it is reached', () => {
    const schedule = withSkip(skip({ kind: 'age', from: '1y', until: '2y' }));
    expect(judged(pox(schedule, '2021-06-01', ['2020-03-01', '2021-01-14 2']).doses).at(-1)).toBe('valid');
    expect(pox(schedule, '2021-01-14', ['2020-03-01']).due?.doseNumber).toBe(2);
    const bySkipped = pox(schedule, '2021-06-01', ['2020-03-01', '2021-01-15 2']);
    expect(bySkipped.status).toBe('complete');
    expect(pox(schedule, '2022-06-01', ['2020-03-01', '2022-01-15 2']).status).toBe('not complete');
  });

  test('by the time since the dose before', () => {
    const schedule = withSkip(skip({ kind: 'interval', interval: '5m' }));
    expect(pox(schedule, '2022-01-01', ['2020-03-01', '2020-07-31 2']).status).toBe('not complete');
    expect(pox(schedule, '2022-01-01', ['2020-03-01', '2020-08-01 2']).status).toBe('complete');
  });

  test.each([
    ['more than', 0, 'skipped'],
    ['more than', 1, 'needed'],
    ['equal to', 1, 'skipped'],
    ['equal to', 0, 'needed'],
    ['less than', 2, 'skipped'],
    ['less than', 1, 'needed'],
  ] as const)('by doses so far: one is %s %i means %s', (is, number, expected) => {
    const schedule = withSkip(skip({ kind: 'count', doses: 'valid', is, number }));
    const { status } = pox(schedule, '2022-01-01', ['2020-03-01', '2020-08-01 2']);
    expect(status).toBe(expected === 'skipped' ? 'complete' : 'not complete');
  });

  test('only doses of the products, ages and dates that are named are counted, and those that did not count where all are', () => {
    const counted = (more: object) =>
      pox(withSkip(skip({ kind: 'count', doses: 'total', is: 'more than', number: 0, ...more })), '2022-01-01', [
        '2020-03-01',
        '2020-08-01 2',
      ]).status;
    expect(counted({})).toBe('complete');
    expect(counted({ of: '1 7' })).toBe('complete');
    expect(counted({ of: '7' })).toBe('not complete');
    expect(counted({ from: '1m', until: '2m' })).toBe('complete');
    expect(counted({ from: '2m' })).toBe('not complete');
    expect(counted({ since: '2020-03-01', before: '2020-03-02' })).toBe('complete');
    expect(counted({ before: '2020-03-01' })).toBe('not complete');
    const invalid = (doses: 'valid' | 'total') =>
      pox(withSkip(skip({ kind: 'count', doses, is: 'more than', number: 1 })), '2022-01-01', [
        '2020-03-01',
        '2020-04-01 9',
        '2020-08-01 2',
      ]).status;
    expect([invalid('total'), invalid('valid')]).toEqual(['complete', 'not complete']);
  });

  test('all conditions, or any of them; all sets, or any of them', () => {
    const [yes, no]: ConditionTable[] = [
      { kind: 'age', from: '0d' },
      { kind: 'age', from: '90y' },
    ];
    const status = (table: SkipTable) => pox(withSkip(table), '2022-01-01', ['2020-03-01', '2020-08-01 2']).status;
    const sets = (needs: 'all' | 'any') =>
      status({ when: 'both', needs, sets: [{ conditions: [yes!] }, { conditions: [no!] }] });
    const conditions = (needs: 'all' | 'any') => status({ when: 'both', sets: [{ needs, conditions: [yes!, no!] }] });
    expect([sets('all'), sets('any')]).toEqual(['not complete', 'complete']);
    expect([conditions('all'), conditions('any')]).toEqual(['not complete', 'complete']);
  });

  test('when a dose is judged, when one is forecast, or both; and while the rule holds', () => {
    const always: ConditionTable = { kind: 'age', from: '0d' };
    const status = (table: Partial<SkipTable>) => {
      const rule = { when: 'both', sets: [{ conditions: [always] }], ...table } as const;
      return pox(withSkip(rule), '2022-01-01', ['2020-03-01', '2020-08-01 2']).status;
    };
    expect(status({ when: 'evaluation' })).toBe('complete');
    expect(status({ when: 'forecast' })).toBe('not complete');
    expect(status({ sets: [{ conditions: [always], since: '2020-08-02' }] })).toBe('not complete');
    expect(status({ sets: [{ conditions: [always], through: '2020-08-01' }] })).toBe('complete');
  });

  test('a dose that could be skipped by the time it can be given is not forecast', () => {
    const schedule = scheduleOf({
      series: [
        series([
          dose(),
          dose({
            intervals: [{ from: 'previous', minimum: '4w' }],
            skips: [{ when: 'forecast', sets: [{ conditions: [{ kind: 'age', from: '12m' }] }] }],
          }),
          dose({ intervals: [{ from: 'previous', minimum: '8w' }] }),
        ]),
      ],
    });
    expect(pox(schedule, '2020-11-01', ['2020-11-01']).due?.earliest).toBe('2020-11-29');
    expect(pox(schedule, '2020-12-20', ['2020-12-20']).due?.earliest).toBe('2021-02-14');
  });

  test('where the others of the antigen are complete', () => {
    const later = dose({ preferred: { '..': '2' }, allowed: {}, intervals: [{ from: 'previous', minimum: '5y' }] });
    const schedule = scheduleOf({
      series: [
        series([dose({ skips: [skip({ kind: 'completed', groups: '1' })] }), later], {
          name: 'risk',
          type: 'risk',
          group: '2',
          indications: { '..': '014' },
        }),
        series([dose()]),
      ],
    });
    const observations = [{ code: '014' }];
    expect(pox(schedule, '2022-01-01', ['2020-03-01'], { observations }).due?.earliest).toBe('2025-03-01');
    expect(pox(schedule, '2022-01-01', [], { observations }).due?.doseNumber).toBe(1);
  });
});
