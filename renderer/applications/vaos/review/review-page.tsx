import { useState } from 'react';
import { Check as fits } from 'typebox/schema';
import type { Endpoint } from '../../../../shared/contract/endpoint.ts';
import { addressOf } from '../../../../shared/contract/endpoint.ts';
import {
  type InReview,
  type OfferedAllocation,
  type OrderInReview,
  reviewApi,
} from '../../../../shared/applications/vaos/review/api.ts';
import type { Transfer } from '../../../../shared/applications/vaos/transfers/api.ts';
import { type Program, programs } from '../../../../shared/applications/programs.ts';
import type { Language } from '../../../../shared/contract/languages.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { call, callAt } from '../../../platform/api/client.ts';
import { useChange, useRead } from '../../../platform/api/queries.ts';
import { ApplicationFrame, EnterprisePortalButton } from '../../../platform/application/application-frame.tsx';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Button, Panel, TextField } from '../../../platform/design/components.tsx';
import { DataTable } from '../../../platform/design/data-table.tsx';
import { SelectField } from '../../../platform/design/select-field.tsx';
import type { Column } from '../../../platform/design/table-rows.ts';
import { useShownTime } from '../../../platform/texts/clinic-time.ts';
import { useLanguage } from '../../../platform/texts/wording.tsx';
import { OrderWords, orderWords } from '../orders/order-words.tsx';
import { productColumn, transferColumns } from '../product-cell.tsx';
import { Failure, StockForm, wholeNumber } from '../forms/stock-form.tsx';
import { DosesField, NoteField } from '../forms/stock-fields.tsx';
import { useVaosTexts, type VaosTexts } from '../vaos-texts.ts';

/** What waits for the State's reviewer, over all sites [V2][V5]. */
export function ReviewPage() {
  const { review: texts } = useVaosTexts();
  const [shown, setShown] = useState(0);
  return (
    <ApplicationFrame step={texts.title} width="wide" actions={<EnterprisePortalButton />}>
      <h1>{texts.title}</h1>
      <p className="soft">{texts.text}</p>
      <Loaded key={shown} onChanged={() => setShown(shown + 1)} />
    </ApplicationFrame>
  );
}

type Changing = { onChanged: () => void };

function Loaded({ onChanged }: Changing) {
  const allTexts = useVaosTexts();
  const texts = allTexts.review;
  const loaded = useRead(reviewApi.list);
  return (
    <ApplicationResource of={loaded}>
      {(value) => (
        <div className="stack">
          <Orders orders={value.orders} onChanged={onChanged} />
          <DataTable
            caption={texts.transfers}
            rows={value.transfers}
            rowKey={({ id }) => id}
            empty={texts.noTransfers}
            columns={awaitedColumns(allTexts, onChanged)}
          />
          <Offered allocations={value.allocations} />
          <Allocate products={value.products} onChanged={onChanged} />
        </div>
      )}
    </ApplicationResource>
  );
}

function Orders({ orders, onChanged }: Changing & { orders: readonly OrderInReview[] }) {
  const allTexts = useVaosTexts();
  const language = useLanguage();
  const texts = allTexts.review;
  const [refused, setRefused] = useState<OrderInReview>();
  return (
    <>
      {refused && (
        <Refusal key={refused.number} order={refused} onBack={() => setRefused(undefined)} onChanged={onChanged} />
      )}
      <DataTable
        caption={texts.orders}
        rows={orders}
        rowKey={({ number }) => number}
        empty={texts.none}
        file="orders-in-review"
        columns={orderColumns(allTexts, language, setRefused, onChanged)}
      />
    </>
  );
}

const orderColumns = (
  all: VaosTexts,
  language: Language,
  onRefuse: (order: OrderInReview) => void,
  onChanged: () => void,
): Column<OrderInReview>[] => {
  const { review: texts, orders: orderTexts, status: statuses } = all;
  return [
    { id: 'number', label: orderTexts.number, names: true, code: true, value: ({ number }) => number },
    { id: 'site', label: texts.site, value: ({ site }) => `${site.name} ${site.pin}` },
    productColumn(orderTexts.product),
    { id: 'doses', label: orderTexts.doses, numeric: true, value: ({ doses }) => doses },
    { id: 'usable', label: texts.usable, numeric: true, value: ({ usable }) => usable },
    {
      id: 'about',
      label: orderTexts.about,
      value: (order) => orderWords(all, language, order),
      cell: (order) => <OrderWords {...order} />,
    },
    { id: 'status', label: orderTexts.status, value: ({ status }) => statuses[status] },
    {
      id: 'since',
      label: orderTexts.since,
      code: true,
      value: ({ statusSince }) => statusSince,
      cell: ({ statusSince }) => shownDate(statusSince),
    },
    {
      id: 'action',
      label: orderTexts.action,
      cell: (order) => (
        <div className="row">
          {order.status === 'submitted' ? (
            <>
              <Decide
                endpoint={reviewApi.approve}
                params={{ order: order.number }}
                called={order.number}
                onChanged={onChanged}
              >
                {texts.approve}
              </Decide>
              <Button onClick={() => onRefuse(order)}>
                {texts.refuse}
                <span className="visually-hidden">{` ${order.number}`}</span>
              </Button>
            </>
          ) : (
            <Decide
              endpoint={reviewApi.ship}
              params={{ order: order.number }}
              called={order.number}
              onChanged={onChanged}
            >
              {texts.ship}
            </Decide>
          )}
        </div>
      ),
    },
  ];
};

const awaitedColumns = (
  { review: texts, transfers: transferTexts }: VaosTexts,
  onChanged: () => void,
): Column<Transfer>[] => [
  ...transferColumns(transferTexts),
  { id: 'reason', label: transferTexts.reason, value: ({ reason }) => reason },
  {
    id: 'action',
    label: transferTexts.action,
    cell: ({ id, product, lot }) => (
      <div className="row">
        <Decide
          endpoint={reviewApi.approveTransfer}
          params={{ transfer: id }}
          called={`${product} ${lot}`}
          onChanged={onChanged}
        >
          {texts.approve}
        </Decide>
        <Decide
          endpoint={reviewApi.refuseTransfer}
          params={{ transfer: id }}
          called={`${product} ${lot}`}
          onChanged={onChanged}
        >
          {texts.refuse}
        </Decide>
      </div>
    ),
  },
];

type DecideProps = Changing & { endpoint: Endpoint; params: object; called: string; children: string };

function Decide({ endpoint, params, called, onChanged, children }: DecideProps) {
  const { review: texts, form } = useVaosTexts();
  const decide = useChange(async () => {
    await callAt(endpoint, addressOf(endpoint, params));
    onChanged();
  });
  return (
    <>
      {decide.error && <Failure error={decide.error} title={texts.failed} />}
      <Button busy={decide.isPending && form.saving} onClick={() => decide.mutate()}>
        {children}
        <span className="visually-hidden">{` ${called}`}</span>
      </Button>
    </>
  );
}

function Refusal({ order, onBack, onChanged }: Changing & { order: OrderInReview; onBack: () => void }) {
  const { review: texts, form } = useVaosTexts();
  const [reason, setReason] = useState('');
  const isReason = fits(reviewApi.refuse.request.properties.reason, reason.trim());
  const send = async () => {
    await call(reviewApi.refuse, { params: { order: order.number }, request: { reason: reason.trim() } });
    onChanged();
  };
  return (
    <Panel title={texts.refuseTitle(order.number)} className="no-print">
      <StockForm submit={texts.refuse} complete={isReason} to="/review" send={send}>
        {(errorOf) => (
          <NoteField
            label={texts.why}
            value={reason}
            onChange={setReason}
            error={errorOf('reason', !isReason && form.required)}
          />
        )}
      </StockForm>
      <Button onClick={onBack}>{texts.back}</Button>
    </Panel>
  );
}

function Offered({ allocations }: { allocations: readonly OfferedAllocation[] }) {
  const { review: texts, allocations: allocationTexts } = useVaosTexts();
  const shownTime = useShownTime();
  return (
    <DataTable
      caption={texts.allocations}
      rows={allocations}
      rowKey={({ id }) => id}
      empty={texts.noAllocations}
      columns={[
        { id: 'product', label: allocationTexts.product, names: true, value: ({ product }) => product },
        { id: 'site', label: texts.site, value: ({ site }) => `${site.name} ${site.pin}` },
        { id: 'doses', label: allocationTexts.doses, numeric: true, value: ({ doses }) => doses },
        {
          id: 'until',
          label: allocationTexts.until,
          value: ({ until }) => until,
          cell: ({ until }) => shownTime(Date.parse(until)),
        },
      ]}
    />
  );
}

function Allocate({ products, onChanged }: Changing & Pick<InReview, 'products'>) {
  const { review: texts, allocations: allocationTexts, transfer, order, form } = useVaosTexts();
  const [pin, setPin] = useState('');
  const [program, setProgram] = useState<Program>('TVFC');
  const [ndc, setNdc] = useState('');
  const [doses, setDoses] = useState('');
  const number = wholeNumber(doses);
  const isPin = fits(reviewApi.allocate.request.properties.pin, pin.trim());
  const product = products.find((each) => each.ndc === ndc);
  const send = async (key: string) => {
    await call(reviewApi.allocate, { request: { key, pin: pin.trim(), program, ndc, doses: number! } });
    onChanged();
  };
  return (
    <Panel title={texts.allocate} className="no-print">
      <StockForm
        submit={texts.allocate}
        complete={isPin && product !== undefined && number !== undefined}
        to="/review"
        send={send}
      >
        {(errorOf) => (
          <div className="form-fields">
            <TextField
              label={texts.pin}
              hint={transfer.toPinHint}
              value={pin}
              inputMode="numeric"
              autoComplete="off"
              maxLength={6}
              onChange={({ target }) => setPin(target.value)}
              error={errorOf('pin', !isPin && transfer.pinNeeded)}
            />
            <SelectField
              label={allocationTexts.program}
              value={program}
              choices={programs.map((id) => ({ id, name: id }))}
              onChoose={(id) => setProgram(id as Program)}
            />
            <SelectField
              label={form.vaccine}
              value={ndc}
              choices={products.map((each) => ({ id: each.ndc, name: `${each.product} – ${each.ndc}` }))}
              onChoose={setNdc}
              error={errorOf('ndc', product === undefined && form.required)}
            />
            <DosesField
              label={form.doses}
              hint={product && order.ofPackage(product.packDoses)}
              value={doses}
              onChange={setDoses}
              error={errorOf('doses', number === undefined && form.whole)}
            />
          </div>
        )}
      </StockForm>
    </Panel>
  );
}
