/**
 * The calendar day of a point in time as HL7 writes it, `YYYYMMDD[HHMM[SS[.S]]][+/-ZZZZ]`. The day is the one that is written:
 * it happened where the sender is, and no offset moves it.
 * @returns a calendar date; 'incomplete' where the day is missing, 'no date' for what is none
 */
export function dayIn(text: string): `${number}-${number}-${number}` | 'incomplete' | 'no date' {
  const found =
    /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.\d{1,4})?)?)?)?)?)?(?:[+-]\d{4})?$/.exec(text);
  if (found === null) return 'no date';
  const [year, month, day, hour = '0', minute = '0', second = '0'] = found.slice(1);
  if (month !== undefined && (Number(month) < 1 || Number(month) > 12)) return 'no date';
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return 'no date';
  if (day === undefined) return 'incomplete';
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number(year) < 1800 || Number(day) < 1 || Number(day) > last) return 'no date';
  return `${year}-${month}-${day}` as `${number}-${number}-${number}`;
}
