import { useCallback, useEffect, useState } from 'react';
import { type Movement, stockApi, type WasteReason } from '../../../shared/applications/vaos/stock-api.ts';
import { shownDate } from '../../../shared/contract/time.ts';
import { vaosTexts } from '../../../shared/applications/vaos/texts.ts';
import { type ApiError, call } from '../../platform/api/client.ts';
import { Button, Panel, TextField } from '../../platform/design/components.tsx';
import { DataTable } from '../../platform/design/data-table.tsx';
import { Form } from '../../platform/forms/form.tsx';
import { useSubmission } from '../../platform/forms/use-submission.ts';
import { SitePage } from './site-page.tsx';
import { Failure } from './stock-form.tsx';

const texts = vaosTexts.ledger;

export function LedgerPage({ siteId }: { siteId: string }) {
  return (
    <SitePage siteId={siteId} title={texts.title} width="wide">
      {() => <Lines siteId={siteId} />}
    </SitePage>
  );
}

function Lines({ siteId }: { siteId: string }) {
  const [lines, setLines] = useState<readonly Movement[]>();
  const [next, setNext] = useState<string>();
  const [failure, setFailure] = useState<ApiError>();
  const [chosen, setChosen] = useState<Movement>();
  const load = useCallback(
    async (before: readonly Movement[], after?: string) => {
      try {
        const page = await call(stockApi.ledger, { params: { site: siteId }, request: { ...(after && { after }) } });
        setLines([...before, ...page.movements]);
        setNext(page.next);
        setFailure(undefined);
      } catch (error) {
        setFailure(error as ApiError);
      }
    },
    [siteId],
  );
  useEffect(() => void load([]), [load]);
  if (failure) return <Failure error={failure} />;
  if (lines === undefined) return null;
  return (
    <div className="stack">
      {chosen && (
        <TakeBack
          siteId={siteId}
          line={chosen}
          onDone={(changed) => {
            setChosen(undefined);
            if (changed) void load([]);
          }}
        />
      )}
      <DataTable
        caption={texts.caption}
        rows={lines}
        rowKey={({ id }) => id}
        empty={texts.none}
        file="ledger"
        sort={{ column: 'at', direction: 'descending' }}
        columns={[
          {
            id: 'at',
            label: texts.at,
            code: true,
            value: ({ day, at }) => `${day} ${at}`,
            cell: ({ day }) => shownDate(day),
          },
          { id: 'product', label: vaosTexts.form.vaccine, names: true, value: ({ product }) => product },
          { id: 'lot', label: vaosTexts.form.lot, code: true, value: ({ lot }) => lot },
          { id: 'kind', label: texts.kind, value: ({ kind }) => vaosTexts.kind[kind] },
          { id: 'doses', label: texts.change, numeric: true, value: ({ doses }) => doses, cell: signed },
          { id: 'by', label: texts.by, value: ({ by }) => by },
          { id: 'reason', label: texts.reason, value: reasonOf },
          { id: 'action', label: texts.action, cell: (line) => <Action line={line} onChoose={setChosen} /> },
        ]}
      />
      {next !== undefined && <Button onClick={() => void load(lines, next)}>{texts.more}</Button>}
    </div>
  );
}

const signed = ({ doses }: Movement) => (doses > 0 ? `+${doses}` : String(doses).replace('-', '−'));

function reasonOf({ kind, reason = '', signature, order }: Movement): string {
  const worded =
    kind === 'wasted'
      ? vaosTexts.wasteReason[reason as WasteReason]
      : ((vaosTexts.countReason as Readonly<Record<string, string>>)[reason] ?? reason);
  const parts = [order && texts.ofOrder(order), worded, signature && texts.signed(signature.name, signature.title)];
  return parts.filter(Boolean).join('. ');
}

function Action({ line, onChoose }: { line: Movement; onChoose: (line: Movement) => void }) {
  if (line.isReversed) return texts.isTakenBack;
  if (line.kind === 'reversed') return null;
  return (
    <Button onClick={() => onChoose(line)}>
      {texts.takeBack}
      <span className="visually-hidden">{` ${line.product} ${line.lot} ${signed(line)}`}</span>
    </Button>
  );
}

type TakeBackProps = { siteId: string; line: Movement; onDone: (changed: boolean) => void };

function TakeBack({ siteId, line, onDone }: TakeBackProps) {
  const [key] = useState(() => crypto.randomUUID());
  const [reason, setReason] = useState('');
  const { attempts, busy, failure, submit } = useSubmission();
  const isShort = reason.trim().length < 3;
  const send = async () => {
    const params = { site: siteId, movement: line.id };
    await call(stockApi.reverse, { params, request: { key, reason: reason.trim() } });
    onDone(true);
  };
  return (
    <Panel title={texts.reverseTitle}>
      <Form attempts={attempts} onSubmit={() => void submit(!isShort, send)}>
        {failure && <Failure error={failure} />}
        <p>{texts.reverseText(`${vaosTexts.kind[line.kind]} ${signed(line)}, ${line.product}, ${line.lot}`)}</p>
        <TextField
          label={texts.why}
          value={reason}
          autoFocus
          autoComplete="off"
          maxLength={500}
          onChange={({ target }) => setReason(target.value)}
          error={attempts > 0 && isShort ? texts.whyShort : undefined}
        />
        <div className="row">
          <Button kind="primary" type="submit" busy={busy && vaosTexts.form.saving}>
            {texts.save}
          </Button>
          <Button onClick={() => onDone(false)}>{texts.cancel}</Button>
        </div>
      </Form>
    </Panel>
  );
}
