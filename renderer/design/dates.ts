/** A calendar date as it is written in Texas: `2019-05-04` is 05/04/2019. */
export function shownDate(date: string): string {
  const [year, month, day] = date.split('-');
  return `${month}/${day}/${year}`;
}
