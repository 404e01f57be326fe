import type { DeliveryHours, DeliveryTimes } from '../../delivery-hours.ts';
import { weekdays } from '../../delivery-hours.ts';
import { clockTime } from '../../../contract/time.ts';
import type { Language, Translation } from '../../../contract/languages.ts';
import type { words } from '../texts/en/words.ts';

type DeliveryTexts = Translation<(typeof words)['delivery']>;

/** One line for each run of days with the same hours: `Monday to Thursday: 8:00 AM to 5:00 PM`. */
export function deliveryLines(hours: DeliveryHours, texts: DeliveryTexts, language: Language): string[] {
  const timesOf = (times: DeliveryTimes) => timesIn(times, texts, language);
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

function timesIn({ from, to, breakFrom, breakTo }: DeliveryTimes, texts: DeliveryTexts, language: Language): string {
  const clock = (time: string) => clockTime(time, language);
  const open = texts.between(clock(from), clock(to));
  return breakFrom === undefined || breakTo === undefined
    ? open
    : `${open}, ${texts.breakBetween(clock(breakFrom), clock(breakTo))}`;
}
