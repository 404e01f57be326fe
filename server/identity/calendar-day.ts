const inChicago = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago', dateStyle: 'short' });

/** Asked for with every request of somebody who is signed in. Days there begin with an hour of UTC, in both seasons. */
const newest = { hour: -1, day: '' };

/** The calendar day in America/Chicago, `YYYY-MM-DD`: right on the days on which the clocks change [P7]. */
export function chicagoDay(time: number): string {
  const hour = Math.floor(time / 3_600_000);
  if (hour !== newest.hour) Object.assign(newest, { hour, day: inChicago.format(time) });
  return newest.day;
}
