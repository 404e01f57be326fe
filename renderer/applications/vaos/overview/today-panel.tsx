import { Link } from 'wouter';
import type { Allocation } from '../../../../shared/applications/vaos/allocations/api.ts';
import type { Dashboard } from '../../../../shared/applications/vaos/overview/api.ts';
import type { Transfer } from '../../../../shared/applications/vaos/transfers/api.ts';
import { Panel } from '../../../platform/design/components.tsx';
import { useTimeLeft } from '../allocations/time-left.ts';
import { useVaosTexts, type VaosTexts } from '../vaos-texts.ts';

type TodayProps = {
  siteId: string;
  dashboard: Dashboard;
  allocations: readonly Allocation[];
  transfers: readonly Transfer[];
};

/** What waits for this site, the most pressing first [V1]. */
export function TodayPanel(props: TodayProps) {
  const { today: texts } = useVaosTexts();
  const list = toDo(props, texts, useTimeLeft());
  return (
    <Panel title={texts.title}>
      {list.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <ul className="todo">
          {list.map(({ to, text }) => (
            <li key={`${to} ${text}`}>
              <Link href={to}>{text}</Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

export interface ToDo {
  readonly to: string;
  readonly text: string;
}

export function toDo(
  { siteId, dashboard: { counting, stock, orders }, allocations, transfers }: TodayProps,
  texts: VaosTexts['today'],
  timeLeft: (seconds: number) => string,
): ToDo[] {
  const at = (path: string) => `/sites/${siteId}/${path}`;
  return [
    ...(counting.isLate ? [{ to: at('count'), text: texts.count }] : []),
    ...(!counting.isLate && stock.length === 0 && orders.length === 0 ? [{ to: at('order'), text: texts.first }] : []),
    ...allocations
      .filter(({ status }) => status === 'offered')
      .toSorted((a, b) => a.secondsLeft - b.secondsLeft)
      .map(({ id, doses, product, secondsLeft }) => ({
        to: at(`allocations/${id}`),
        text: texts.allocation(doses, product, timeLeft(secondsLeft)),
      })),
    ...orders
      .filter(({ status }) => status === 'shipped')
      .map(({ number, product }) => ({ to: at(`orders/${number}/receive`), text: texts.receive(number, product) })),
    ...transfers.flatMap(({ from, to, status, doses, product }) => {
      if (to.id === siteId && status === 'sent') return [{ to: at('transfers'), text: texts.arrived(doses, product) }];
      if (from.id === siteId && status === 'approved') {
        return [{ to: at('transfers'), text: texts.send(doses, product) }];
      }
      return [];
    }),
    ...stock
      .filter(({ condition }) => condition === 'expired')
      .map(({ id, product, lot }) => ({
        to: at(`lots/${encodeURIComponent(id)}/waste`),
        text: texts.expired(product, lot),
      })),
    ...orders
      .filter(({ status }) => status === 'draft')
      .map(({ number, product }) => ({
        to: `${at('')}#orders`.replace('/#', '#'),
        text: texts.draft(number, product),
      })),
  ];
}
