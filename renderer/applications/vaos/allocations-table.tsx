import { Link } from 'wouter';
import type { Allocation, AllocationStatus } from '../../../shared/applications/vaos/allocations-api.ts';
import { Badge, type BadgeKind } from '../../platform/design/badge.tsx';
import { Panel, Table } from '../../platform/design/components.tsx';
import { useShownTime } from '../../platform/texts/clinic-time.ts';
import { useTimeLeft } from './time-left.ts';
import { useVaosTexts } from './vaos-texts.ts';

const badges: Record<AllocationStatus, BadgeKind> = {
  offered: 'warning',
  accepted: 'positive',
  declined: 'plain',
  lapsed: 'plain',
};

type AllocationsTableProps = { siteId: string; allocations: readonly Allocation[] };

export function AllocationsTable({ siteId, allocations }: AllocationsTableProps) {
  const { allocations: texts, allocationStatus } = useVaosTexts();
  const timeLeft = useTimeLeft();
  const shownTime = useShownTime();
  if (allocations.length === 0) return <Panel title={texts.caption}>{texts.none}</Panel>;
  return (
    <Table caption={texts.caption} cards>
      <thead>
        <tr>
          <th scope="col">{texts.product}</th>
          <th scope="col">{texts.program}</th>
          <th scope="col" data-numeric>
            {texts.doses}
          </th>
          <th scope="col">{texts.until}</th>
          <th scope="col">{texts.status}</th>
          <th scope="col" className="no-print">
            {texts.action}
          </th>
        </tr>
      </thead>
      <tbody>
        {allocations.map(({ id, product, ndc, program, doses, until, secondsLeft, status, order }) => (
          <tr key={id}>
            <th scope="row" data-label={texts.product}>
              <div>
                {product}
                <div className="note code">{ndc}</div>
              </div>
            </th>
            <td data-label={texts.program}>{program}</td>
            <td data-numeric data-label={texts.doses}>
              {doses}
            </td>
            <td data-label={texts.until}>
              <div>
                {shownTime(Date.parse(until))}
                {status === 'offered' && <div className="note">{texts.left(timeLeft(secondsLeft))}</div>}
              </div>
            </td>
            <td data-label={texts.status}>
              <div>
                <Badge kind={badges[status]}>{allocationStatus[status]}</Badge>
                {order && <div className="note code">{texts.ofOrder(order)}</div>}
              </div>
            </td>
            <td className="no-print" data-label={texts.action}>
              {status === 'offered' && (
                <Link href={`/sites/${siteId}/allocations/${id}`}>
                  {texts.answer}
                  <span className="visually-hidden">{` ${product}`}</span>
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
