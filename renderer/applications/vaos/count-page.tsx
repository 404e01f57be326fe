import { useState } from 'react';
import type { Lot } from '../../../shared/applications/vaos/api.ts';
import { type CountReason, stockApi } from '../../../shared/applications/vaos/stock-api.ts';
import { shownDate } from '../../../shared/contract/time.ts';
import { vaosTexts } from '../../../shared/applications/vaos/texts.ts';
import { call } from '../../platform/api/client.ts';
import { TextField } from '../../platform/design/components.tsx';
import { SelectField } from '../../platform/design/select-field.tsx';
import { SitePage } from './site-page.tsx';
import { choicesFrom, StockForm, wholeNumber } from './stock-form.tsx';

const { count: texts, form } = vaosTexts;

export function CountPage({ siteId }: { siteId: string }) {
  return (
    <SitePage siteId={siteId} title={texts.title}>
      {({ stock }) => <CountForm siteId={siteId} stock={stock} />}
    </SitePage>
  );
}

interface Typed {
  readonly doses: string;
  readonly reason: CountReason | '';
}

function CountForm({ siteId, stock }: { siteId: string; stock: readonly Lot[] }) {
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({});
  const lines = stock.map((lot) => {
    const { doses = '', reason = '' } = typed[lot.id] ?? {};
    const counted = wholeNumber(doses, 0);
    return { lot, doses, reason, counted, differs: counted !== undefined && counted !== lot.doses };
  });
  const change = (id: string, changed: Partial<Typed>) =>
    setTyped({ ...typed, [id]: { doses: '', reason: '', ...typed[id], ...changed } });
  return (
    <StockForm
      submit={texts.save}
      complete={lines.every(({ counted, differs, reason }) => counted !== undefined && (!differs || reason !== ''))}
      to={`/sites/${siteId}`}
      send={(key) =>
        call(stockApi.count, {
          params: { site: siteId },
          request: {
            key,
            lots: lines.map(({ lot, counted, differs, reason }) => ({
              lot: lot.id,
              doses: counted!,
              ...(differs && { reason: reason as CountReason }),
            })),
          },
        })
      }
    >
      {(errorOf) => (
        <>
          <p>{stock.length === 0 ? texts.none : texts.text}</p>
          {lines.map(({ lot, doses, reason, counted, differs }, place) => (
            <fieldset key={lot.id} className="panel stack">
              <legend>{`${lot.product}, ${form.lot} ${lot.lot}, ${form.expires} ${shownDate(lot.expires)}`}</legend>
              <div className="form-fields">
                <TextField
                  label={texts.counted}
                  hint={texts.ledgerHas(lot.doses)}
                  value={doses}
                  inputMode="numeric"
                  autoComplete="off"
                  maxLength={6}
                  onChange={({ target }) => change(lot.id, { doses: target.value })}
                  error={errorOf(`lots.${place}.doses`, counted === undefined && form.counted)}
                />
                {differs && (
                  <SelectField
                    label={texts.reason}
                    value={reason}
                    choices={choicesFrom(vaosTexts.countReason)}
                    onChoose={(id) => change(lot.id, { reason: id as CountReason })}
                    error={errorOf(`lots.${place}.reason`, reason === '' && texts.needed)}
                  />
                )}
              </div>
            </fieldset>
          ))}
        </>
      )}
    </StockForm>
  );
}
