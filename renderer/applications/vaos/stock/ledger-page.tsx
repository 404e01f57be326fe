import { useState } from 'react';
import { Check as fits } from 'typebox/schema';
import { Link } from 'wouter';
import {
  type Ledger,
  type Movement,
  stockApi,
  type WasteReason,
} from '../../../../shared/applications/vaos/stock/api.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { call } from '../../../platform/api/client.ts';
import { useChange, useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Button, Panel, TextField } from '../../../platform/design/components.tsx';
import { DataTable } from '../../../platform/design/data-table.tsx';
import type { Column } from '../../../platform/design/table-rows.ts';
import { useFirstField } from '../../../platform/forms/first-field.ts';
import { Form } from '../../../platform/forms/form.tsx';
import { SitePage } from '../site-page.tsx';
import { Failure } from '../forms/stock-form.tsx';
import { useVaosTexts, type VaosTexts } from '../vaos-texts.ts';

export function LedgerPage({ siteId }: { siteId: string }) {
  const { ledger: texts } = useVaosTexts();
  const [changes, setChanges] = useState(0);
  return (
    <SitePage siteId={siteId} title={texts.title} width="wide">
      {() => <Lines key={changes} siteId={siteId} onChanged={() => setChanges(changes + 1)} />}
    </SitePage>
  );
}

type ListProps = { siteId: string; onChanged: () => void };

function Lines({ siteId, onChanged }: ListProps) {
  const first = useRead(stockApi.ledger, { params: { site: siteId }, request: {} });
  return (
    <ApplicationResource of={first}>
      {(page) => <List siteId={siteId} first={page} onChanged={onChanged} />}
    </ApplicationResource>
  );
}

function List({ siteId, first, onChanged }: ListProps & { first: Ledger }) {
  const allTexts = useVaosTexts();
  const texts = allTexts.ledger;
  const [pages, setPages] = useState<readonly Ledger[]>([first]);
  const [chosen, setChosen] = useState<Movement>();
  const next = pages.at(-1)?.next;
  const more = useChange(async (after: string) => {
    const page = await call(stockApi.ledger, { params: { site: siteId }, request: { after } });
    setPages([...pages, page]);
  });
  const done = (changed: boolean) => {
    setChosen(undefined);
    if (changed) onChanged();
  };
  if (more.error) return <Failure error={more.error} />;
  return (
    <div className="stack">
      {chosen && <TakeBack key={chosen.id} siteId={siteId} line={chosen} onDone={done} />}
      <DataTable
        caption={texts.caption}
        rows={pages.flatMap(({ movements }) => movements)}
        rowKey={({ id }) => id}
        empty={texts.none}
        file="ledger"
        sort={{ column: 'at', direction: 'descending' }}
        columns={columns(allTexts, siteId, setChosen)}
      />
      {next !== undefined && <Button onClick={() => more.mutate(next)}>{texts.more}</Button>}
    </div>
  );
}

const columns = (
  { ledger: texts, form, ...others }: VaosTexts,
  siteId: string,
  onChoose: (line: Movement) => void,
): Column<Movement>[] => [
  {
    id: 'at',
    label: texts.at,
    code: true,
    value: ({ day, at }) => `${day} ${at}`,
    cell: ({ day }) => shownDate(day),
  },
  { id: 'product', label: form.vaccine, names: true, value: ({ product }) => product },
  { id: 'lot', label: form.lot, code: true, value: ({ lot }) => lot },
  { id: 'kind', label: texts.kind, value: ({ kind }) => others.kind[kind] },
  { id: 'doses', label: texts.change, numeric: true, value: ({ doses }) => doses, cell: signed },
  { id: 'by', label: texts.by, value: ({ by }) => by },
  { id: 'reason', label: texts.reason, value: (line) => reasonOf({ ledger: texts, ...others }, line) },
  { id: 'action', label: texts.action, cell: (line) => <Action siteId={siteId} line={line} onChoose={onChoose} /> },
];

const signed = ({ doses }: Movement) => (doses > 0 ? `+${doses}` : String(doses).replace('-', '−'));

type ReasonTexts = Pick<VaosTexts, 'ledger' | 'wasteReason' | 'countReason'>;

function reasonOf(all: ReasonTexts, { kind, reason = '', signature, order }: Movement): string {
  const { ledger: texts } = all;
  const worded =
    kind === 'wasted'
      ? all.wasteReason[reason as WasteReason]
      : ((all.countReason as Readonly<Record<string, string>>)[reason] ?? reason);
  const parts = [order && texts.ofOrder(order), worded, signature && texts.signed(signature.name, signature.title)];
  return parts.filter(Boolean).join('. ');
}

type ActionProps = { siteId: string; line: Movement; onChoose: (line: Movement) => void };

function Action({ siteId, line, onChoose }: ActionProps) {
  const { ledger: texts } = useVaosTexts();
  if (line.isReversed) return texts.isTakenBack;
  if (line.kind === 'reversed') return null;
  const called = <span className="visually-hidden">{` ${line.product} ${line.lot} ${signed(line)}`}</span>;
  return (
    <div className="row">
      <Button onClick={() => onChoose(line)}>
        {texts.takeBack}
        {called}
      </Button>
      {line.kind === 'wasted' && (
        <Link href={`/sites/${siteId}/movements/${line.id}/loss-report`}>
          {texts.print}
          {called}
        </Link>
      )}
    </div>
  );
}

type TakeBackProps = { siteId: string; line: Movement; onDone: (changed: boolean) => void };

function TakeBack({ siteId, line, onDone }: TakeBackProps) {
  const { ledger: texts, ...others } = useVaosTexts();
  const [key] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  const form = useFirstField();
  const isShort = !fits(stockApi.reverse.request.properties.reason, reason.trim());
  const send = useChange(async () => {
    const params = { site: siteId, movement: line.id };
    await call(stockApi.reverse, { params, request: { key, reason: reason.trim() } });
    onDone(true);
  });
  return (
    <Panel title={texts.reverseTitle}>
      <div ref={form}>
        <Form sends={send} complete={!isShort}>
          {send.error && <Failure error={send.error} />}
          <p>{texts.reverseText(`${others.kind[line.kind]} ${signed(line)}, ${line.product}, ${line.lot}`)}</p>
          <TextField
            label={texts.why}
            value={reason}
            autoComplete="off"
            maxLength={500}
            onChange={({ target }) => setReason(target.value)}
            error={isShort ? texts.whyShort : undefined}
          />
          <div className="row">
            <Button kind="primary" type="submit" busy={send.isPending && others.form.saving}>
              {texts.save}
            </Button>
            <Button onClick={() => onDone(false)}>{texts.cancel}</Button>
          </div>
        </Form>
      </div>
    </Panel>
  );
}
