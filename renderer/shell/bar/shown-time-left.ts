import { countdown, duration } from '../../../shared/contract/time.ts';

/** From then on every second counts; before that a clock that ticks only draws the eye from the work. */
const secondsCount = 5 * 60_000;

/** `14 minutes`, then `4:59`. @param left milliseconds */
export function shownTimeLeft(left: number): string {
  return left > secondsCount ? duration(Math.ceil(left / 60_000), 'minute', 'en') : countdown(left);
}

/** @returns milliseconds until something else is to be shown */
export function tellsAgainIn(left: number): number {
  if (left <= secondsCount) return 1000;
  const sinceWhole = left % 60_000;
  return Math.max(sinceWhole === 0 ? 60_000 : sinceWhole, 250);
}
