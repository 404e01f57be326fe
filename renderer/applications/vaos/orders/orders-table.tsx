import { Link } from 'wouter';
import { addressOf } from '../../../../shared/contract/endpoint.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import type { Order, OrderStatus } from '../../../../shared/applications/vaos/overview/api.ts';
import type { Language } from '../../../../shared/contract/languages.ts';
import { ordersApi } from '../../../../shared/applications/vaos/orders/api.ts';
import { callAt } from '../../../platform/api/client.ts';
import { useChange } from '../../../platform/api/queries.ts';
import { Badge, type BadgeKind } from '../../../platform/design/badge.tsx';
import { Button, Panel } from '../../../platform/design/components.tsx';
import { DataTable } from '../../../platform/design/data-table.tsx';
import type { Column } from '../../../platform/design/table-rows.ts';
import { useLanguage } from '../../../platform/texts/wording.tsx';
import { OrderWords, orderWords } from './order-words.tsx';
import { productColumn } from '../product-cell.tsx';
import { Failure } from '../forms/stock-form.tsx';
import { useVaosTexts, type VaosTexts } from '../vaos-texts.ts';

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
  const texts = useVaosTexts();
  const language = useLanguage();
  const { caption, none } = texts.orders;
  if (orders.length === 0) return <Panel title={caption}>{none}</Panel>;
  return (
    <DataTable
      caption={caption}
      rows={orders}
      rowKey={({ number }) => number}
      empty={none}
      file="orders"
      columns={columns(texts, language, { siteId, onChanged })}
    />
  );
}

const columns = (all: VaosTexts, language: Language, shared: Omit<OrdersTableProps, 'orders'>): Column<Order>[] => {
  const { orders: texts, status: statuses } = all;
  return [
    { id: 'number', label: texts.number, names: true, code: true, value: ({ number }) => number },
    productColumn(texts.product),
    { id: 'doses', label: texts.doses, numeric: true, value: ({ doses }) => doses },
    {
      id: 'about',
      label: texts.about,
      value: (order) => orderWords(all, language, order),
      cell: (order) => <OrderWords {...order} />,
    },
    {
      id: 'status',
      label: texts.status,
      value: ({ status, remark }) => [statuses[status], remark].filter(Boolean).join('; '),
      cell: ({ status, remark }) => (
        <div>
          <Badge kind={badges[status]}>{statuses[status]}</Badge>
          {remark && <div className="note">{remark}</div>}
        </div>
      ),
    },
    {
      id: 'since',
      label: texts.since,
      code: true,
      value: ({ statusSince }) => statusSince,
      cell: ({ statusSince }) => shownDate(statusSince),
    },
    {
      id: 'action',
      label: texts.action,
      cell: ({ number, status }) => <Actions {...shared} number={number} status={status} />,
    },
  ];
};

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
