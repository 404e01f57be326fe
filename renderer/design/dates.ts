/** A calendar date as it is written in Texas: `2019-05-04` is 05/04/2019. */
export function shownDate(date: string): string {
  const [year, month, day] = date.split('-');
  return `${month}/${day}/${year}`;
}

/** A moment, in milliseconds since 1970, in the time of Texas, wherever the browser is. */
export function shownTime(milliseconds: number): string {
  const when = new Date(milliseconds).toLocaleString('en-US', {
    timeZone: 'America/Chicago',
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return `${when} (Central Time)`;
}
