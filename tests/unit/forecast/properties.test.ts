import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOf, dayOf, plus } from '../../../server/applications/immtrac2/forecast/calendar.ts';
import { type Forecast, forecastFor } from '../../../server/applications/immtrac2/forecast/forecast.ts';
import type { Person } from '../../../server/applications/immtrac2/forecast/patient.ts';
import { currentSchedule } from '../../../server/applications/immtrac2/forecast/read-schedule.ts';

const assessedOn = '2025-11-20';
const today = dayOf(assessedOn);
const schedule = currentSchedule();
const observed = [...schedule.antigens.values()].flatMap(({ series, contraindicated }) => [
  ...series.flatMap(({ indications }) => indications.flatMap(({ codes }) => codes)),
  ...contraindicated.map(({ observation }) => observation),
]);

/** Anybody at all, with any doses of any products at any age, and up to two conditions. */
const anybody = fc
  .record({
    daysOld: fc.integer({ min: 0, max: 95 * 365 }),
    sex: fc.constantFrom('female', 'male', 'unknown'),
    doses: fc.array(
      fc.record({ share: fc.integer({ min: 0, max: 1000 }), cvx: fc.constantFrom(...schedule.antigensOf.keys()) }),
      { maxLength: 25 },
    ),
    codes: fc.array(fc.constantFrom(...observed), { maxLength: 2 }),
  })
  .map(({ daysOld, sex, doses, codes }): Person => {
    const dated = doses.map(({ share, cvx }, index) => {
      return { id: String(index), cvx, date: dateOf(today - Math.round((daysOld * share) / 1000)) };
    });
    return { birthDate: dateOf(today - daysOld), sex, doses: dated, observations: codes.map((code) => ({ code })) };
  });

const forecasts = ({ groups }: Forecast) =>
  groups.flatMap((group) => group.forecasts.map((each) => ({ ...each, group: group.group })));

describe('[I6] for anybody with any history', () => {
  test('a forecast is whole: dates in order, one dose number, and every dose judged in its groups', () => {
    fc.assert(
      fc.property(anybody, (person) => {
        const forecast = forecastFor(person, assessedOn);
        for (const { status, due, reasons } of forecasts(forecast)) {
          expect(reasons.length).toBeGreaterThan(0);
          expect(due !== undefined).toBe(status === 'not complete');
          if (due === undefined) continue;
          expect(due.doseNumber).toBeGreaterThanOrEqual(1);
          expect(due.recommended >= due.earliest).toBe(true);
          expect((due.pastDue ?? due.earliest) >= due.earliest).toBe(true);
        }
        // Of a risk's series alone, where nothing may be given.
        expect(forecasts(forecast).map(({ group }) => group)).toContain('DTaP/Tdap/Td');
        const judgedIds = forecast.groups.flatMap((group) => group.doses.map(({ id }) => id));
        expect(new Set([...judgedIds, ...forecast.leftOut.map(({ id }) => id)]).size).toBe(person.doses.length);
        expect(forecast.leftOut.filter(({ id, because }) => because !== 'no series' || judgedIds.includes(id))).toEqual(
          [],
        );
        for (const { id, cvx } of person.doses) {
          const groups = schedule.groups.filter(
            ({ antigens, name }) =>
              forecast.groups.some((each) => each.group === name) &&
              schedule.antigensOf
                .get(cvx)!
                .every(({ antigen, from, until }) => antigens.includes(antigen) && !from && !until),
          );
          for (const { name } of groups) {
            const inGroup = forecast.groups.find((each) => each.group === name)!;
            expect(inGroup.doses.filter((dose) => dose.id === id)).toHaveLength(1);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('the same facts come to the same forecast, in whatever order they are given, but for doses of one day', () => {
    fc.assert(
      fc.property(anybody, (person) => {
        const oneADay = person.doses.filter(
          ({ date }, index) => person.doses.findIndex((each) => each.date === date) === index,
        );
        const [given, reversed] = [oneADay, oneADay.toReversed()].map((doses) =>
          forecastFor({ ...person, doses }, assessedOn),
        );
        expect(reversed).toEqual(given);
      }),
      { numRuns: 60 },
    );
  });

  test('one dose more today of a product that fits never makes the number of the next dose smaller', () => {
    const child = fc.integer({ min: 366, max: 6000 });
    const products = fc.constantFrom('03', '21', '10', '83', '20', '08', '165', '187');
    fc.assert(
      fc.property(
        child,
        products,
        fc.array(fc.integer({ min: 1, max: 999 }), { maxLength: 6 }),
        (daysOld, cvx, shares) => {
          const birthDate = dateOf(today - daysOld);
          const doses = shares.map((share, index) => ({
            id: String(index),
            cvx,
            date: dateOf(today - Math.round((daysOld * share) / 1000)),
          }));
          const number = (all: Person['doses']) =>
            new Map(
              forecasts(forecastFor({ birthDate, sex: 'male', doses: all }, assessedOn)).map(({ group, due }) => [
                group,
                due?.doseNumber ?? Infinity,
              ]),
            );
          const before = number(doses);
          for (const [group, after] of number([...doses, { id: 'more', cvx, date: assessedOn }])) {
            expect(after, group).toBeGreaterThanOrEqual(before.get(group) === Infinity ? 1 : before.get(group)!);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('what a child without doses can have from a certain day on does not move away while time passes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 700 }), (daysOld) => {
        const birthDate = dateOf(today - daysOld);
        const earliest = (on: string) =>
          new Map(
            forecasts(forecastFor({ birthDate, sex: 'female', doses: [] }, on)).flatMap(({ group, due }) =>
              due ? [[group, due.earliest]] : [],
            ),
          );
        const now = earliest(assessedOn);
        const later = earliest(dateOf(plus(today, { months: 1, days: 0 })));
        for (const group of ['MMR', 'Varicella', 'Polio', 'HepB', 'DTaP/Tdap/Td'])
          expect(later.get(group)).toBe(now.get(group));
      }),
      { numRuns: 50 },
    );
  });
});
