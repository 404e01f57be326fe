import { describe, expect, test } from 'vitest';
import { forecastFor } from '../../../server/applications/immtrac2/forecast/forecast.ts';
import { dose, given, groupOf, judged, personWith, pox, scheduleOf, series } from './small-schedule.ts';

const only = (...doses: Parameters<typeof series>[0]) => scheduleOf({ series: [series(doses)] });
const today = '2026-01-15';

describe('[I6] age', () => {
  const schedule = only(dose({ ages: [{ absolute: '12m-4d', minimum: '12m', maximum: '5y' }] }));
  test.each([
    ['2021-01-10', 'not valid: too young'],
    ['2021-01-11', 'valid: earlier than usual'],
    ['2021-01-14', 'valid: earlier than usual'],
    ['2021-01-15', 'valid'],
    ['2025-01-14', 'valid'],
    ['2025-01-15', 'extraneous: too old'],
  ])('a dose on %s is %s', (date, expected) => {
    expect(judged(pox(schedule, today, [date]).doses)).toEqual([expected]);
  });

  test('a rule holds from its first through its last day', () => {
    const changed = only(
      dose({
        ages: [
          { absolute: '6m', through: '2021-06-30' },
          { absolute: '2y', since: '2021-07-01' },
        ],
      }),
    );
    expect(judged(pox(changed, today, ['2021-06-30']).doses)).toEqual(['valid']);
    expect(judged(pox(changed, today, ['2021-07-01']).doses)).toEqual(['not valid: too young']);
  });
});

describe('[I6] intervals', () => {
  const second = dose({ intervals: [{ from: 'previous', absolute: '4w-4d', minimum: '4w' }] });
  const schedule = only(dose({ ages: [{ absolute: '2m' }] }), second, second);

  test.each([
    ['2020-04-08', 'not valid: too soon'],
    ['2020-04-09', 'valid: earlier than usual'],
    ['2020-04-12', 'valid: earlier than usual'],
    ['2020-04-13', 'valid'],
  ])('after a dose on March 16, one on %s is %s', (date, expected) => {
    expect(judged(pox(schedule, today, ['2020-03-16', date]).doses)).toEqual(['valid', expected]);
  });

  test('a dose that did not count still begins the next interval', () => {
    const { doses } = pox(schedule, today, ['2020-03-16', '2020-04-01', '2020-04-20', '2020-05-18']);
    expect(judged(doses)).toEqual(['valid', 'not valid: too soon', 'not valid: too soon', 'valid']);
  });

  test.each([
    ['2020-05-13', 'not valid: too soon'],
    ['2020-05-14', 'valid: earlier than usual'],
  ])('four days of grace are given after a dose that did not count, too: on %s it is %s', (date, expected) => {
    const { doses } = pox(schedule, today, ['2020-03-16', '2020-04-01', '2020-04-20', date]);
    expect(judged(doses).at(-1)).toBe(expected);
  });

  test('a wrong product begins none', () => {
    const withWrong = only(dose(), dose({ ...second, inadvertent: '4' }));
    expect(judged(pox(withWrong, today, ['2020-03-16', '2020-04-10 4', '2020-04-14']).doses)).toEqual([
      'valid',
      'not valid: wrong product',
      'valid',
    ]);
  });

  test('every preferred interval has to be kept', () => {
    const third = dose({
      intervals: [
        { from: 'previous', absolute: '8w' },
        { from: 'dose 1', absolute: '16w' },
      ],
    });
    const three = only(dose(), second, third);
    expect(judged(pox(three, today, ['2020-03-01', '2020-04-01', '2020-06-01']).doses).at(-1)).toBe(
      'not valid: too soon',
    );
    expect(judged(pox(three, today, ['2020-03-01', '2020-04-26', '2020-06-21']).doses).at(-1)).toBe('valid');
  });

  test('an allowed interval is a second chance', () => {
    const lenient = dose({
      intervals: [{ from: 'previous', absolute: '8w' }],
      allowedIntervals: [{ from: 'previous', absolute: '4w' }],
    });
    const two = only(dose(), lenient);
    expect(judged(pox(two, today, ['2020-03-01', '2020-03-28']).doses).at(-1)).toBe('not valid: too soon');
    expect(judged(pox(two, today, ['2020-03-01', '2020-03-29']).doses).at(-1)).toBe('valid');
  });

  test('an interval runs from the latest dose of certain products, or from when something was observed', () => {
    const afterThree = only(dose(), dose({ intervals: [{ from: 'latest of 3', absolute: '1y' }] }));
    expect(judged(pox(afterThree, today, ['2020-03-01 3', '2020-06-01']).doses).at(-1)).toBe('not valid: too soon');
    expect(judged(pox(afterThree, today, ['2020-03-01 2', '2020-06-01']).doses).at(-1)).toBe('valid');
    expect(judged(pox(afterThree, today, ['2020-03-01 2', '2020-06-01 3']).doses).at(-1)).toBe('valid');
    const notWrong = only(dose(), dose({ inadvertent: '4', intervals: [{ from: 'latest of 4', absolute: '1y' }] }));
    expect(judged(pox(notWrong, today, ['2020-03-01', '2020-05-01 4', '2020-06-01']).doses).at(-1)).toBe('valid');
    const afterOnset = only(dose({ intervals: [{ from: 'observation 170', absolute: '27w' }] }));
    const onset = { observations: [{ code: '170', date: '2021-01-01' }] };
    expect(judged(pox(afterOnset, today, ['2021-07-08'], onset).doses)).toEqual(['not valid: too soon']);
    expect(judged(pox(afterOnset, today, ['2021-07-09'], onset).doses)).toEqual(['valid']);
  });
});

describe('[I6] products', () => {
  const schedule = only(dose({ preferred: { '..2y': '1', '..': '5@SKB:1.0' }, allowed: { '6m..': '2' } }));
  test.each([
    ['2021-01-01 1', 'valid'],
    ['2022-01-15 1', 'not valid: product not for this age'],
    ['2020-07-15 2', 'valid'],
    ['2020-07-14 2', 'not valid: product not for this age'],
    ['2021-01-01 5 SKB', 'valid'],
    ['2021-01-01 5 MSD', 'not valid: product does not fit'],
    ['2021-01-01 5', 'not valid: product does not fit'],
    ['2021-01-01 9', 'not valid: product does not fit'],
  ])('%s is %s', (text, expected) => {
    expect(judged(pox(schedule, today, [text]).doses)).toEqual([expected]);
  });

  test('how much was given is noted, and counts', () => {
    const half = { id: '1', date: '2021-01-01', cvx: '5', mvx: 'SKB', millilitres: 0.5 };
    const group = groupOf(forecastFor(personWith([half]), today, schedule));
    expect(judged(group.doses)).toEqual(['valid: less than a full dose']);
  });
});

describe('[I6] live vaccines', () => {
  const schedule = scheduleOf(
    { series: [series([dose(), dose()])] },
    { conflicts: [{ begins: '1d', afterValid: '24d', ends: '28d', pairs: { 'after 1': '1 2' } }] },
  );
  test.each([
    [['2021-01-01', '2021-01-24 2'], 'not valid: live vaccine too soon'],
    [['2021-01-01', '2021-01-25 2'], 'valid'],
    [['2021-01-01', '2021-01-01 2'], 'valid'],
    [['2021-01-01', '2021-01-02 3'], 'valid'],
  ])('%j: the second is %s', (doses, expected) => {
    expect(judged(pox(schedule, today, doses).doses).at(-1)).toBe(expected);
  });

  test('after one that did not count, the longer time holds', () => {
    const strict = scheduleOf(
      { series: [series([dose({ ages: [{ absolute: '12m' }] })])] },
      { conflicts: [{ begins: '1d', afterValid: '24d', ends: '28d', pairs: { 'after 1': '1' } }] },
    );
    expect(judged(pox(strict, today, ['2021-01-01', '2021-01-28']).doses).at(-1)).toBe(
      'not valid: live vaccine too soon',
    );
    expect(judged(pox(strict, today, ['2021-01-01', '2021-01-29']).doses).at(-1)).toBe('valid');
  });

  test('the next dose waits until then, unless a product that nothing stands against can be given', () => {
    expect(pox(schedule, '2021-01-05', ['2021-01-01']).due?.earliest).toBe('2021-01-29');
    const other = scheduleOf(
      { series: [series([dose(), dose({ preferred: { '..': '1 5' } })])] },
      { conflicts: [{ begins: '1d', afterValid: '24d', ends: '28d', pairs: { 'after 1': '1' } }] },
    );
    expect(pox(other, '2021-01-05', ['2021-01-01']).due?.earliest).toBe('2021-01-01');
  });
});

describe('[I6] the vaccine itself', () => {
  const schedule = only(dose(), dose());
  const status = (more: object) => {
    const [first] = given('2021-03-31');
    return judged(groupOf(forecastFor(personWith([{ ...first!, ...more }]), today, schedule)).doses);
  };
  test('the day on which a lot expires is still good, and a month is good to its end', () => {
    expect(status({ lotExpires: '2021-03-31' })).toEqual(['valid']);
    expect(status({ lotExpires: '2021-03' })).toEqual(['valid']);
    expect(status({ lotExpires: '2021-03-30' })).toEqual(['substandard: lot expired']);
    expect(status({ lotExpires: '2021-02' })).toEqual(['substandard: lot expired']);
  });

  test('a dose whose cold chain was broken has to be given again', () => {
    expect(status({ substandard: true })).toEqual(['substandard: substandard']);
    const [first, second] = given('2021-03-31', '2021-06-01');
    const group = groupOf(forecastFor(personWith([{ ...first!, substandard: true }, second!]), today, schedule));
    expect(group.forecasts[0].due?.doseNumber).toBe(2);
  });
});

describe('[I6] more doses than the series has', () => {
  test('are extra', () => {
    const { doses, status } = pox(only(dose()), today, ['2021-01-01', '2021-06-01']);
    expect(judged(doses)).toEqual(['valid', 'extraneous: series complete']);
    expect(status).toBe('complete');
  });

  test('count where a dose comes again and again', () => {
    const yearly = only(dose({ recurring: true, intervals: [{ from: 'previous', absolute: '1y', minimum: '1y' }] }));
    const { doses, due } = pox(yearly, today, ['2021-01-01', '2021-06-01', '2022-06-01', '2023-06-01']);
    expect(judged(doses)).toEqual(['valid', 'not valid: too soon', 'valid', 'valid']);
    expect(due).toMatchObject({ doseNumber: 4, earliest: '2024-06-01' });
  });
});

describe('[I6] what is left out', () => {
  test('doses of no day of a life so far and products of no series are named, and judged by nobody', () => {
    const doses = given('2021-01-01', '2026-01-16', '2021-02-01 999', '2020-01-14');
    const forecast = forecastFor(personWith(doses), today, only(dose()));
    expect(groupOf(forecast).doses.map(({ id }) => id)).toEqual(['1']);
    expect(forecast.leftOut).toEqual([
      { id: '2', because: 'in the future' },
      { id: '4', because: 'before the birth' },
      { id: '3', because: 'unknown product' },
    ]);
  });

  test('a vaccine for a journey that the record does not have is judged by nobody', () => {
    const abroad = series([dose()], { type: 'risk', indications: { '..': '045' } });
    const person = personWith(given('2021-01-01'));
    expect(forecastFor(person, today, scheduleOf({ series: [abroad] }))).toMatchObject({
      groups: [],
      leftOut: [{ id: '1', because: 'no series' }],
    });
  });

  test('a product can protect against another disease at another age', () => {
    const schedule = scheduleOf(
      { series: [series([dose()])] },
      { vaccines: { '1': [{ antigen: 'Pox', from: '1y', until: '50y' }] } },
    );
    expect(judged(pox(schedule, today, ['2021-01-15']).doses)).toEqual(['valid']);
    expect(judged(pox(schedule, today, ['2021-01-14']).doses)).toEqual([]);
  });
});
