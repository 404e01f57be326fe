import { Link } from 'wouter';
import type { Allocation, AllocationStatus } from '../../../../shared/applications/vaos/allocations/api.ts';
import { Badge, type BadgeKind } from '../../../platform/design/badge.tsx';
import { Panel } from '../../../platform/design/components.tsx';
import { DataTable } from '../../../platform/design/data-table.tsx';
import type { Column } from '../../../platform/design/table-rows.ts';
import { useShownTime } from '../../../platform/texts/clinic-time.ts';
import { productColumn } from '../product-cell.tsx';
import { useTimeLeft } from './time-left.ts';
import { useVaosTexts, type VaosTexts } from '../vaos-texts.ts';

const badges: Record<AllocationStatus, BadgeKind> = {
  offered: 'warning',
  accepted: 'positive',
  declined: 'plain',
  lapsed: 'plain',
};

type AllocationsTableProps = { siteId: string; allocations: readonly Allocation[] };

export function AllocationsTable({ siteId, allocations }: AllocationsTableProps) {
  const texts = useVaosTexts();
  const words = { timeLeft: useTimeLeft(), shownTime: useShownTime() };
  const { caption, none } = texts.allocations;
  if (allocations.length === 0) return <Panel title={caption}>{none}</Panel>;
  return (
    <DataTable
      caption={caption}
      rows={allocations}
      rowKey={({ id }) => id}
      empty={none}
      file="allocations"
      columns={columns(texts, words, siteId)}
    />
  );
}

interface Words {
  readonly timeLeft: (seconds: number) => string;
  readonly shownTime: (milliseconds: number) => string;
}

const columns = (
  { allocations: texts, allocationStatus }: VaosTexts,
  { timeLeft, shownTime }: Words,
  siteId: string,
): Column<Allocation>[] => [
  { ...productColumn<Allocation>(texts.product), names: true },
  { id: 'program', label: texts.program, value: ({ program }) => program },
  { id: 'doses', label: texts.doses, numeric: true, value: ({ doses }) => doses },
  {
    id: 'until',
    label: texts.until,
    value: ({ until }) => until,
    cell: ({ until, status, secondsLeft }) => (
      <div>
        {shownTime(Date.parse(until))}
        {status === 'offered' && <div className="note">{texts.left(timeLeft(secondsLeft))}</div>}
      </div>
    ),
  },
  {
    id: 'status',
    label: texts.status,
    value: ({ status }) => allocationStatus[status],
    cell: ({ status, order }) => (
      <div>
        <Badge kind={badges[status]}>{allocationStatus[status]}</Badge>
        {order && <div className="note code">{texts.ofOrder(order)}</div>}
      </div>
    ),
  },
  {
    id: 'action',
    label: texts.action,
    cell: ({ id, product, status }) =>
      status === 'offered' && (
        <Link href={`/sites/${siteId}/allocations/${id}`}>
          {texts.answer}
          <span className="visually-hidden">{` ${product}`}</span>
        </Link>
      ),
  },
];
