import { Link } from 'wouter';
import { addressOf } from '../../../shared/contract/endpoint.ts';
import { shownDate } from '../../../shared/contract/time.ts';
import type { Order, OrderStatus } from '../../../shared/applications/vaos/api.ts';
import { ordersApi } from '../../../shared/applications/vaos/orders-api.ts';
import { callAt } from '../../platform/api/client.ts';
import { useChange } from '../../platform/api/queries.ts';
import { Badge, type BadgeKind } from '../../platform/design/badge.tsx';
import { Button, Panel, Table } from '../../platform/design/components.tsx';
import { OrderWords } from './order-words.tsx';
import { Failure } from './stock-form.tsx';
import { useVaosTexts } from './vaos-texts.ts';

const badges: Record<OrderStatus, BadgeKind> = {
  draft: 'plain',
  submitted: 'information',
  approved: 'information',
  shipped: 'warning',
  received: 'positive',
  cancelled: 'plain',
};

type OrdersTableProps = { siteId: string; orders: readonly Order[]; onChanged: () => void };

export function OrdersTable({ siteId, orders, onChanged }: OrdersTableProps) {
  const { orders: texts, status: statuses } = useVaosTexts();
  if (orders.length === 0) return <Panel title={texts.caption}>{texts.none}</Panel>;
  return (
    <Table caption={texts.caption} cards>
      <thead>
        <tr>
          <th scope="col">{texts.number}</th>
          <th scope="col">{texts.product}</th>
          <th scope="col" data-numeric>
            {texts.doses}
          </th>
          <th scope="col">{texts.about}</th>
          <th scope="col">{texts.status}</th>
          <th scope="col">{texts.since}</th>
          <th scope="col" className="no-print">
            {texts.action}
          </th>
        </tr>
      </thead>
      <tbody>
        {orders.map(({ number, product, ndc, doses, status, statusSince, remark, ...words }) => (
          <tr key={number}>
            <th scope="row" className="code" data-label={texts.number}>
              {number}
            </th>
            <td data-label={texts.product}>
              <div>
                {product}
                <div className="note code">{ndc}</div>
              </div>
            </td>
            <td data-numeric data-label={texts.doses}>
              {doses}
            </td>
            <td data-label={texts.about}>
              <OrderWords {...words} />
            </td>
            <td data-label={texts.status}>
              <div>
                <Badge kind={badges[status]}>{statuses[status]}</Badge>
                {remark && <div className="note">{remark}</div>}
              </div>
            </td>
            <td className="code" data-label={texts.since}>
              {shownDate(statusSince)}
            </td>
            <td className="no-print" data-label={texts.action}>
              <Actions siteId={siteId} number={number} status={status} onChanged={onChanged} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

type ActionsProps = { siteId: string; number: string; status: OrderStatus; onChanged: () => void };

/** What a coordinator can do with an order that stands where it does. */
function Actions({ siteId, number, status, onChanged }: ActionsProps) {
  const { orders: texts, form } = useVaosTexts();
  const params = { site: siteId, order: number };
  const change = useChange(async (endpoint: typeof ordersApi.submit | typeof ordersApi.cancel) => {
    await callAt(endpoint, addressOf(endpoint, params));
    onChanged();
  });
  if (!['draft', 'submitted', 'shipped'].includes(status)) return null;
  const called = <span className="visually-hidden">{` ${number}`}</span>;
  return (
    <div className="row">
      {change.error && <Failure error={change.error} title={texts.failed} />}
      {status === 'draft' && (
        <Button kind="primary" busy={change.isPending && form.saving} onClick={() => change.mutate(ordersApi.submit)}>
          {texts.submit}
          {called}
        </Button>
      )}
      {(status === 'draft' || status === 'submitted') && (
        <Button unavailable={change.isPending} onClick={() => change.mutate(ordersApi.cancel)}>
          {texts.cancel}
          {called}
        </Button>
      )}
      {status === 'shipped' && (
        <Link href={`/sites/${siteId}/orders/${number}/receive`}>
          {texts.receive}
          {called}
        </Link>
      )}
    </div>
  );
}
