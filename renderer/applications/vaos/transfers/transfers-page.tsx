import { useState } from 'react';
import { Link } from 'wouter';
import { addressOf } from '../../../../shared/contract/endpoint.ts';
import { type Transfer, transfersApi } from '../../../../shared/applications/vaos/transfers/api.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { callAt } from '../../../platform/api/client.ts';
import { useChange, useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Button, Panel, TextField } from '../../../platform/design/components.tsx';
import { DataTable } from '../../../platform/design/data-table.tsx';
import type { Column } from '../../../platform/design/table-rows.ts';
import { useFirstField } from '../../../platform/forms/first-field.ts';
import { Form } from '../../../platform/forms/form.tsx';
import { transferColumns } from '../product-cell.tsx';
import { SitePage } from '../site-page.tsx';
import { Failure } from '../forms/stock-form.tsx';
import { useVaosTexts, type VaosTexts } from '../vaos-texts.ts';

export function TransfersPage({ siteId }: { siteId: string }) {
  const { transfers: texts } = useVaosTexts();
  const [shown, setShown] = useState(0);
  return (
    <SitePage siteId={siteId} title={texts.title} width="wide">
      {() => <Loaded key={shown} siteId={siteId} onChanged={() => setShown(shown + 1)} />}
    </SitePage>
  );
}

type ListProps = { siteId: string; onChanged: () => void };

function Loaded({ siteId, onChanged }: ListProps) {
  const loaded = useRead(transfersApi.list, { params: { site: siteId } });
  return (
    <ApplicationResource of={loaded}>
      {({ transfers }) => <List siteId={siteId} transfers={transfers} onChanged={onChanged} />}
    </ApplicationResource>
  );
}

function List({ siteId, transfers, onChanged }: ListProps & { transfers: readonly Transfer[] }) {
  const allTexts = useVaosTexts();
  const texts = allTexts.transfers;
  const [chosen, setChosen] = useState<Transfer>();
  return (
    <div className="stack">
      {chosen && (
        <Handover siteId={siteId} transfer={chosen} onChanged={onChanged} onBack={() => setChosen(undefined)} />
      )}
      <DataTable
        caption={texts.caption}
        rows={transfers}
        rowKey={({ id }) => id}
        empty={texts.none}
        file="transfers"
        columns={columns(allTexts, { siteId, onChanged, onChoose: setChosen })}
      />
    </div>
  );
}

type ColumnsProps = ListProps & { onChoose: (transfer: Transfer) => void };

const columns = (
  { transfers: texts, transferStatus }: VaosTexts,
  { onChoose, ...shared }: ColumnsProps,
): Column<Transfer>[] => [
  {
    id: 'since',
    label: texts.since,
    code: true,
    value: ({ statusSince }) => statusSince,
    cell: ({ statusSince }) => shownDate(statusSince),
  },
  ...transferColumns(texts),
  { id: 'status', label: texts.status, value: ({ status }) => transferStatus[status] },
  { id: 'temperature', label: texts.temperature, value: (transfer) => temperatures(texts, transfer) },
  { id: 'reason', label: texts.reason, value: ({ reason }) => reason },
  {
    id: 'action',
    label: texts.action,
    cell: (transfer) => <Actions {...shared} transfer={transfer} onChoose={() => onChoose(transfer)} />,
  },
];

function temperatures(texts: VaosTexts['transfers'], { packedAt, unpackedAt }: Transfer): string {
  const parts = [
    packedAt !== undefined && texts.packed(packedAt),
    unpackedAt !== undefined && texts.unpacked(unpackedAt),
  ];
  return parts.filter(Boolean).join('. ');
}

type ActionsProps = ListProps & { transfer: Transfer; onChoose: () => void };

/** What this site can do with a transfer that stands where it does. */
function Actions({ siteId, transfer, onChanged, onChoose }: ActionsProps) {
  const { transfers: texts, form } = useVaosTexts();
  const { id, status, from, to, product, lot } = transfer;
  const called = <span className="visually-hidden">{` ${product} ${lot}`}</span>;
  const cancel = useChange(async () => {
    const address = addressOf(transfersApi.cancel, { site: siteId, transfer: id });
    await callAt(transfersApi.cancel, address);
    onChanged();
  });
  const isSender = from.id === siteId;
  return (
    <div className="row">
      {cancel.error && <Failure error={cancel.error} title={texts.failed} />}
      {(status === 'sent' || status === 'received') && (
        <Link href={`/sites/${siteId}/transfers/${id}/confirmation`}>
          {texts.confirmation}
          {called}
        </Link>
      )}
      {isSender && status === 'approved' && (
        <Button onClick={onChoose}>
          {texts.send}
          {called}
        </Button>
      )}
      {to.id === siteId && status === 'sent' && (
        <Button onClick={onChoose}>
          {texts.receive}
          {called}
        </Button>
      )}
      {isSender && (status === 'requested' || status === 'approved') && (
        <Button busy={cancel.isPending && form.saving} onClick={() => cancel.mutate()}>
          {texts.cancel}
          {called}
        </Button>
      )}
    </div>
  );
}

/** The vaccine leaves one site or reaches the other, and somebody reads its thermometer. */
function Handover({ siteId, transfer, onChanged, onBack }: ListProps & { transfer: Transfer; onBack: () => void }) {
  const { transfers: texts, form: formTexts } = useVaosTexts();
  const [typed, setTyped] = useState('');
  const form = useFirstField();
  const isSending = transfer.status === 'approved';
  const endpoint = isSending ? transfersApi.send : transfersApi.receive;
  const temperature = /^-?\d{1,2}([.,]\d)?$/.test(typed.trim()) ? Number(typed.trim().replace(',', '.')) : undefined;
  const send = useChange(async () => {
    const address = addressOf(endpoint, { site: siteId, transfer: transfer.id });
    await callAt(endpoint, address, { temperature: temperature! });
    onChanged();
  });
  return (
    <Panel title={isSending ? texts.sendTitle : texts.receiveTitle}>
      <div ref={form}>
        <Form sends={send} complete={temperature !== undefined}>
          {send.error && <Failure error={send.error} title={texts.failed} />}
          <p>{texts.line(transfer.doses, transfer.product, transfer.lot)}</p>
          <TextField
            label={isSending ? texts.sendTemperature : texts.receiveTemperature}
            value={typed}
            autoComplete="off"
            maxLength={6}
            onChange={({ target }) => setTyped(target.value)}
            error={temperature === undefined ? texts.degrees : undefined}
          />
          <div className="row">
            <Button kind="primary" type="submit" busy={send.isPending && formTexts.saving}>
              {isSending ? texts.send : texts.receive}
            </Button>
            <Button onClick={onBack}>{texts.back}</Button>
          </div>
        </Form>
      </div>
    </Panel>
  );
}
