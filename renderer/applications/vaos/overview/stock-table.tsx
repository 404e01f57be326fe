import { Link } from 'wouter';
import { shownDate } from '../../../../shared/contract/time.ts';
import type { Lot, LotCondition } from '../../../../shared/applications/vaos/overview/api.ts';
import { Badge, type BadgeKind } from '../../../platform/design/badge.tsx';
import { Panel } from '../../../platform/design/components.tsx';
import { DataTable } from '../../../platform/design/data-table.tsx';
import type { Column } from '../../../platform/design/table-rows.ts';
import { ProductCell } from '../product-cell.tsx';
import { useVaosTexts, type VaosTexts } from '../vaos-texts.ts';

const badges: Record<LotCondition, BadgeKind> = { usable: 'positive', expiring: 'warning', expired: 'danger' };

/** What has to be done something about comes first. */
const urgency: Record<LotCondition, number> = { expired: 0, expiring: 1, usable: 2 };

export function StockTable({ siteId, lots }: { siteId: string; lots: readonly Lot[] }) {
  const texts = useVaosTexts();
  const { caption, none } = texts.stock;
  if (lots.length === 0) return <Panel title={caption}>{none}</Panel>;
  return (
    <DataTable
      caption={caption}
      rows={lots.toSorted((one, other) => urgency[one.condition] - urgency[other.condition])}
      rowKey={({ id }) => id}
      empty={none}
      file="stock"
      columns={columns(texts, siteId)}
    />
  );
}

const columns = ({ stock: texts, condition: conditions }: VaosTexts, siteId: string): Column<Lot>[] => [
  {
    id: 'product',
    label: texts.vaccine,
    names: true,
    value: ({ product, vaccine }) => (vaccine ? `${product}, ${vaccine}` : product),
    cell: ({ product, vaccine, manufacturer }) => (
      <ProductCell product={product} note={`${vaccine} · ${manufacturer}`} />
    ),
  },
  { id: 'ndc', label: texts.ndc, code: true, value: ({ ndc }) => ndc },
  { id: 'lot', label: texts.lot, code: true, value: ({ lot }) => lot },
  {
    id: 'expires',
    label: texts.expires,
    code: true,
    value: ({ expires }) => expires,
    cell: ({ expires }) => shownDate(expires),
  },
  { id: 'doses', label: texts.doses, numeric: true, value: ({ doses }) => doses },
  {
    id: 'condition',
    label: texts.condition,
    value: ({ condition }) => conditions[condition],
    cell: ({ condition }) => <Badge kind={badges[condition]}>{conditions[condition]}</Badge>,
  },
  { id: 'action', label: texts.action, cell: (lot) => <Actions siteId={siteId} lot={lot} texts={texts} /> },
];

type ActionsProps = { siteId: string; lot: Lot; texts: VaosTexts['stock'] };

function Actions({ siteId, lot: { id, product, lot, condition }, texts }: ActionsProps) {
  const called = <span className="visually-hidden">{` ${product} ${lot}`}</span>;
  const at = `/sites/${siteId}/lots/${encodeURIComponent(id)}`;
  return (
    <div className="row">
      {condition !== 'expired' && (
        <Link href={`${at}/transfer`}>
          {texts.transfer}
          {called}
        </Link>
      )}
      <Link href={`${at}/waste`}>
        {texts.waste}
        {called}
      </Link>
    </div>
  );
}
