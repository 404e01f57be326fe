import { setImmediate as turn } from 'node:timers/promises';
import type { DosesGiven, Period } from '../../../../shared/applications/immtrac2/reports/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { monthNumber } from '../../../../shared/contract/time.ts';
import { vaccines } from '../../platform/codes/vaccines.ts';
import { immunizations } from '../records.ts';
import type { RegistryDeps } from '../registry.ts';

/** What a site gave, counted by month, product and eligibility [I11]. History that it entered is not what it gave. */
export async function dosesGiven({ store }: RegistryDeps, { siteId, from, to }: Period): Promise<DosesGiven> {
  const counted = new Map<string, DosesGiven['rows'][number]>();
  let after: string | undefined;
  do {
    const page = await store.collection(immunizations).page({
      index: ['siteId', siteId],
      from: monthNumber(from),
      to: monthNumber(to),
      limit: limits.reports.slice,
      after,
    });
    for (const { date, historical, deleted, dose } of page.records) {
      if (historical || deleted !== undefined || date < from || date > to) continue;
      const { cvx, tradeName, eligibility } = dose;
      const row = {
        month: date.slice(0, 7),
        vaccine: vaccines.get(cvx)?.name ?? cvx,
        ...(tradeName && { tradeName }),
        ...(eligibility && { eligibility }),
      };
      const key = JSON.stringify(row);
      counted.set(key, { ...row, doses: (counted.get(key)?.doses ?? 0) + 1 });
    }
    after = page.next;
    await turn();
  } while (after !== undefined);
  const order = (row: DosesGiven['rows'][number]) =>
    [row.month, row.vaccine, row.tradeName ?? '', row.eligibility ?? ''].join(' ');
  return { rows: [...counted.values()].toSorted((a, b) => order(a).localeCompare(order(b), 'en')) };
}
