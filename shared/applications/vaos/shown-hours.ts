import type { DeliveryHours, DeliveryTimes } from '../delivery-hours.ts';
import { weekdays } from '../delivery-hours.ts';
import { clockTime } from '../../contract/time.ts';
import { vaosTexts } from './texts.ts';

const texts = vaosTexts.delivery;

/** One line for each run of days with the same hours: `Monday to Thursday: 8:00 AM to 5:00 PM`. */
export function deliveryLines(hours: DeliveryHours): string[] {
  const runs: DeliveryTimes[][] = [];
  for (const day of hours) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    const follows = before && weekdays.indexOf(day.day) === weekdays.indexOf(before.day) + 1;
    if (follows && timesOf(before) === timesOf(day)) run!.push(day);
    else runs.push([day]);
  }
  return runs.map((run) => {
    const [first, last] = [texts.weekday[run[0]!.day], texts.weekday[run.at(-1)!.day]];
    return `${first === last ? first : texts.days(first, last)}: ${timesOf(run[0]!)}`;
  });
}

function timesOf({ from, to, breakFrom, breakTo }: DeliveryTimes): string {
  const open = texts.between(clockTime(from), clockTime(to));
  return breakFrom === undefined || breakTo === undefined
    ? open
    : `${open}, ${texts.breakBetween(clockTime(breakFrom), clockTime(breakTo))}`;
}
