import { shownDate } from '../../../shared/contract/time.ts';
import type { Order, OrderStatus } from '../../../shared/applications/vaos/api.ts';
import { vaosTexts } from '../../../shared/applications/vaos/texts.ts';
import { Badge, type BadgeKind } from '../../platform/design/badge.tsx';
import { Panel, Table } from '../../platform/design/components.tsx';

const texts = vaosTexts.orders;
const badges: Record<OrderStatus, BadgeKind> = {
  draft: 'plain',
  submitted: 'information',
  approved: 'information',
  shipped: 'warning',
  received: 'positive',
  cancelled: 'plain',
};

export function OrdersTable({ orders }: { orders: readonly Order[] }) {
  if (orders.length === 0) return <Panel title={texts.caption}>{texts.none}</Panel>;
  return (
    <Table caption={texts.caption}>
      <thead>
        <tr>
          <th scope="col">{texts.number}</th>
          <th scope="col">{texts.product}</th>
          <th scope="col" data-numeric>
            {texts.doses}
          </th>
          <th scope="col">{texts.status}</th>
          <th scope="col">{texts.since}</th>
        </tr>
      </thead>
      <tbody>
        {orders.map(({ number, product, ndc, doses, status, statusSince }) => (
          <tr key={number}>
            <th scope="row" className="code">
              {number}
            </th>
            <td>
              {product}
              <div className="note code">{ndc}</div>
            </td>
            <td data-numeric>{doses}</td>
            <td>
              <Badge kind={badges[status]}>{vaosTexts.status[status]}</Badge>
            </td>
            <td className="code">{shownDate(statusSince)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
