const inChicago = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago', dateStyle: 'short' });

/** The calendar day in America/Chicago, `YYYY-MM-DD`: right on the days on which the clocks change [P7]. */
export function chicagoDay(time: number): string {
  return inChicago.format(time);
}
