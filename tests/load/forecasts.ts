import { dateOf, dayOf, plus } from '../../server/applications/immtrac2/forecast/calendar.ts';
import { forecastFor } from '../../server/applications/immtrac2/forecast/forecast.ts';
import type { Person } from '../../server/applications/immtrac2/forecast/patient.ts';
import { atLeast } from './report.ts';

// How many whole people, with every group of vaccines, are forecast in a second on one core: a row of `npm run bench`, in a
// process of its own; it runs alone too.

const assessedOn = '2026-03-02';
const rounds = 7;

/** Usual products by the month of age in which they are given; then one against influenza in every autumn. */
const usual: readonly (readonly [months: number, cvx: string])[] = [
  ...([
    [0, '08'],
    [2, '110'],
    [2, '119'],
    [2, '48'],
    [2, '216'],
    [4, '110'],
    [4, '119'],
    [4, '48'],
    [4, '216'],
  ] as const),
  ...([
    [6, '110'],
    [6, '48'],
    [6, '216'],
    [12, '03'],
    [12, '21'],
    [12, '83'],
    [12, '216'],
    [15, '20'],
    [15, '48'],
  ] as const),
  ...([
    [18, '83'],
    [48, '130'],
    [48, '94'],
    [132, '115'],
    [132, '165'],
    [138, '165'],
    [132, '203'],
    [192, '203'],
  ] as const),
  ...([
    [252, '115'],
    [372, '115'],
    [492, '115'],
    [600, '187'],
    [603, '187'],
    [612, '216'],
    [900, '303'],
  ] as const),
];

/** Of every age up to 90, one in ten of them with diabetes. */
const people = Array.from({ length: 1000 }, (_, n): Person => {
  const birth = dayOf(assessedOn) - Math.round((n / 1000) * 90 * 365.25);
  const seasons = Array.from({ length: 12 }, (_each, ago) => `${2025 - ago}-10-10`).filter(
    (date) => dayOf(date) > birth + 200,
  );
  const given = [
    ...usual.map(([months, cvx]) => ({ date: dateOf(plus(birth, { months, days: 3 + (n % 40) })), cvx })),
    ...seasons.map((date) => ({ date, cvx: '140' })),
  ];
  // Everybody lacks some.
  const doses = given.filter(({ date }, index) => date <= assessedOn && (index + n) % 9 !== 0);
  return {
    birthDate: dateOf(birth),
    sex: n % 2 === 0 ? 'female' : 'male',
    doses: doses.map((dose, index) => ({ ...dose, id: String(index) })),
    observations: n % 10 === 0 ? [{ code: '014' }] : [],
  };
});

/** Of this process alone, with what V8 does beside it, so that whatever else runs here does not count. */
const cpuSeconds = (since?: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

const samples: number[] = [];
for (let round = 0; round <= rounds; round++) {
  const begin = process.cpuUsage();
  for (let done = 0; done < 2 * people.length; done++) forecastFor(people[done % people.length]!, assessedOn);
  samples.push((2 * people.length) / cpuSeconds(begin));
}
// The first is for V8 to find out what is worth compiling.
atLeast('forecasts of whole people by CPU time on one core', samples.slice(1), 1000);
