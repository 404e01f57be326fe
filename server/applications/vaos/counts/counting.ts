import type { Counting } from '../../../../shared/applications/vaos/overview/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { type CalendarDate, plusMonths } from '../../../../shared/contract/time.ts';
import type { SiteRecord } from '../records.ts';

/**
 * Whether a site may order: what is on hand is counted on the first days of each month, and who is late orders nothing until
 * it is done [V2][V6].
 */
export function countingOf(
  { lastCount, openedOn }: Pick<SiteRecord, 'lastCount' | 'openedOn'>,
  day: CalendarDate,
): Counting {
  const isDone = [lastCount, openedOn].some((each) => each !== undefined && monthOf(each) === monthOf(day));
  const isPast = Number(day.slice(8)) > limits.stock.countUntilDay;
  const month = isDone ? monthOf(plusMonths(`${monthOf(day)}-01`, 1)) : monthOf(day);
  return {
    ...(lastCount !== undefined && { lastCount }),
    isLate: isPast && !isDone,
    dueBy: `${month}-${String(limits.stock.countUntilDay).padStart(2, '0')}`,
  };
}

const monthOf = (day: CalendarDate) => day.slice(0, 7);
