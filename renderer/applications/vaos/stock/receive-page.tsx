import { useState } from 'react';
import { Check as fits } from 'typebox/schema';
import { filesApi, type ReceiptRow } from '../../../../shared/applications/vaos/files/api.ts';
import { ordersApi } from '../../../../shared/applications/vaos/orders/api.ts';
import { ReceivedLine, stockApi, type Temperature } from '../../../../shared/applications/vaos/stock/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import type { CalendarDate } from '../../../../shared/contract/time.ts';
import { call } from '../../../platform/api/client.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Button, Notice, Panel, TextField } from '../../../platform/design/components.tsx';
import { DateField } from '../../../platform/design/date-field.tsx';
import { SelectField } from '../../../platform/design/select-field.tsx';
import { ScanNotice } from '../../../platform/forms/scan-notice.tsx';
import { FileIn } from '../files/file-in.tsx';
import { type TypedLine, useScannedLines } from './scanned-lines.ts';
import { SitePage } from '../site-page.tsx';
import { choicesFrom, type ErrorOf, StockForm, wholeNumber } from '../forms/stock-form.tsx';
import { NoteField } from '../forms/stock-fields.tsx';
import { useVaosTexts } from '../vaos-texts.ts';

/** @param order the number of the order that came; undefined for vaccine that the site had otherwise */
export function ReceivePage({ siteId, order: number }: { siteId: string; order: string | undefined }) {
  const { receive: texts, form, notThere } = useVaosTexts();
  const choices = useRead(ordersApi.choices, { params: { site: siteId } });
  return (
    <SitePage siteId={siteId} title={texts.title}>
      {({ orders, today }) => {
        const order = orders.find((each) => each.number === number);
        if (number !== undefined && order?.status !== 'shipped') return <Notice title={notThere} />;
        return (
          <ApplicationResource of={choices}>
            {(given) => (
              <Panel title={number === undefined ? form.vaccine : texts.ofOrder(number)}>
                <ReceiptForm siteId={siteId} day={today} order={order} products={given.choices} />
              </Panel>
            )}
          </ApplicationResource>
        );
      }}
    </SitePage>
  );
}

type ReceiptFormProps = {
  siteId: string;
  day: CalendarDate;
  order: { readonly number: string; readonly ndc: string; readonly doses: number } | undefined;
  products: readonly { readonly ndc: string; readonly product: string }[];
};

function ReceiptForm({ siteId, day, order, products }: ReceiptFormProps) {
  const { receive: texts, form, file, temperature: temperatures } = useVaosTexts();
  const emptyLine = (id: number): TypedLine => ({ id, ndc: order?.ndc ?? '', lot: '', expires: undefined, doses: '' });
  const [lines, setLines] = useState<readonly TypedLine[]>([emptyLine(0)]);
  const [isCut, setIsCut] = useState(false);
  const [trackingNumber, setTrackingNumber] = useState('');
  const [temperature, setTemperature] = useState<Temperature | ''>('');
  const [discrepancy, setDiscrepancy] = useState('');
  const received = lines.map(complete);
  const change = (id: number, changed: Partial<TypedLine>) =>
    setLines(lines.map((line) => (line.id === id ? { ...line, ...changed } : line)));
  const choices = products.map(({ ndc, product }) => ({ id: ndc, name: `${product} – ${ndc}` }));
  // A file, and an order of before, may have what the site does not usually keep.
  for (const ndc of [...(order ? [order.ndc] : []), ...lines.map((line) => line.ndc)]) {
    if (ndc !== '' && !choices.some(({ id }) => id === ndc)) choices.push({ id: ndc, name: ndc });
  }
  const scanned = useScannedLines({
    day,
    lines,
    offered: products.map(({ ndc }) => ndc),
    ordered: order?.ndc,
    onLines: setLines,
    emptyLine,
  });
  const fill = (rows: readonly ReceiptRow[]) => {
    const first = lines.at(-1)!.id + 1;
    const filled = rows.map(({ ndc, lot, expires, doses }, index) => ({
      id: first + index,
      ndc,
      lot,
      expires,
      doses: String(doses),
    }));
    const typed = lines.filter((line) => line.lot !== '' || line.doses !== '');
    const all = [...typed, ...filled];
    setIsCut(all.length > limits.stock.linesOfReceipt);
    if (all.length > 0) setLines(all.slice(0, limits.stock.linesOfReceipt));
  };
  return (
    <StockForm
      submit={texts.save}
      complete={temperature !== '' && received.every((line) => line !== undefined)}
      to={`/sites/${siteId}`}
      send={(key) =>
        call(stockApi.receive, {
          params: { site: siteId },
          request: {
            key,
            temperature: temperature as Temperature,
            lines: received as ReceivedLine[],
            ...(order && { order: order.number }),
            ...(trackingNumber.trim() && { trackingNumber: trackingNumber.trim() }),
            ...(discrepancy.trim() && { discrepancy: discrepancy.trim() }),
          },
        })
      }
    >
      {(errorOf) => (
        <>
          <p className="soft">{texts.scanHint}</p>
          <ScanNotice texts={texts.scan} {...scanned} />
          <FileIn
            hint={file.receiptHint}
            read={(csv) => call(filesApi.receipt, { params: { site: siteId }, request: { csv } })}
            onRows={fill}
          />
          {isCut && <Notice kind="warning" title={file.tooMany(limits.stock.linesOfReceipt)} urgent />}
          {lines.map((line, place) => (
            <fieldset key={line.id} className="stack">
              <legend>{texts.line(place + 1)}</legend>
              <LineFields
                line={line}
                place={place}
                errorOf={errorOf}
                choices={choices}
                isOrdered={order !== undefined}
                onChange={(changed) => change(line.id, changed)}
              />
              {lines.length > 1 && (
                <Button onClick={() => setLines(lines.filter(({ id }) => id !== line.id))}>{texts.remove}</Button>
              )}
            </fieldset>
          ))}
          {lines.length < limits.stock.linesOfReceipt && (
            <Button onClick={() => setLines([...lines, emptyLine(lines.at(-1)!.id + 1)])}>{texts.add}</Button>
          )}
          <TextField
            label={texts.tracking}
            value={trackingNumber}
            autoComplete="off"
            maxLength={40}
            onChange={({ target }) => setTrackingNumber(target.value)}
          />
          <SelectField
            label={texts.temperature}
            value={temperature}
            choices={choicesFrom(temperatures)}
            onChoose={(id) => setTemperature(id as Temperature)}
            error={errorOf('temperature', temperature === '' && form.required)}
          />
          {temperature === 'out-of-range' && <Notice kind="warning" title={texts.outOfRange} />}
          {order && (
            <NoteField
              label={texts.discrepancy}
              hint={texts.discrepancyHint}
              value={discrepancy}
              onChange={setDiscrepancy}
              error={errorOf('discrepancy')}
            />
          )}
        </>
      )}
    </StockForm>
  );
}

type LineFieldsProps = {
  line: TypedLine;
  place: number;
  errorOf: ErrorOf;
  choices: readonly { id: string; name: string }[];
  /** The product is the order's then. */
  isOrdered: boolean;
  onChange: (changed: Partial<TypedLine>) => void;
};

function LineFields({ line, place, errorOf, choices, isOrdered, onChange }: LineFieldsProps) {
  const { form } = useVaosTexts();
  const at = (field: string) => `lines.${place}.${field}`;
  return (
    <div className="form-fields">
      <SelectField
        label={form.vaccine}
        value={line.ndc}
        choices={isOrdered ? choices.filter(({ id }) => id === line.ndc) : choices}
        onChoose={(ndc) => onChange({ ndc })}
        error={errorOf(at('ndc'), line.ndc === '' && form.required)}
      />
      <TextField
        label={form.lot}
        value={line.lot}
        autoComplete="off"
        spellCheck={false}
        maxLength={20}
        onChange={({ target }) => onChange({ lot: target.value.toUpperCase() })}
        error={errorOf(at('lot'), !isLotNumber(line.lot) && form.required)}
      />
      <DateField
        label={form.expires}
        value={line.expires}
        onChange={(expires) => onChange({ expires })}
        error={errorOf(at('expires'), line.expires === undefined && form.required)}
      />
      <TextField
        label={form.doses}
        value={line.doses}
        inputMode="numeric"
        autoComplete="off"
        maxLength={6}
        onChange={({ target }) => onChange({ doses: target.value })}
        error={errorOf(at('doses'), wholeNumber(line.doses) === undefined && form.whole)}
      />
    </div>
  );
}

const isLotNumber = (text: string) => fits(ReceivedLine.properties.lot, text.trim());

function complete({ ndc, lot, expires, doses }: TypedLine): ReceivedLine | undefined {
  const number = wholeNumber(doses);
  if (ndc === '' || !isLotNumber(lot) || expires === undefined || number === undefined) return undefined;
  return { ndc, lot: lot.trim(), expires, doses: number };
}
