import { useState } from 'react';
import { type AdministeredBeside, administeredBesideApi } from '../../../../shared/applications/vaos/counts/api.ts';
import type { Lot } from '../../../../shared/applications/vaos/overview/api.ts';
import { type CountRow, filesApi } from '../../../../shared/applications/vaos/files/api.ts';
import { type CountReason, stockApi } from '../../../../shared/applications/vaos/stock/api.ts';
import { type CalendarDate, shownDate } from '../../../../shared/contract/time.ts';
import { call } from '../../../platform/api/client.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Notice, TextField } from '../../../platform/design/components.tsx';
import { SelectField } from '../../../platform/design/select-field.tsx';
import { useShownTime } from '../../../platform/texts/clinic-time.ts';
import { FileIn } from '../files/file-in.tsx';
import { SitePage } from '../site-page.tsx';
import { choicesFrom, StockForm, wholeNumber } from '../forms/stock-form.tsx';
import { useVaosTexts, type VaosTexts } from '../vaos-texts.ts';

export function CountPage({ siteId }: { siteId: string }) {
  const { count: texts } = useVaosTexts();
  return (
    <SitePage siteId={siteId} title={texts.title}>
      {({ stock, today }) => <Beside siteId={siteId} stock={stock} today={today} />}
    </SitePage>
  );
}

type BesideProps = { siteId: string; stock: readonly Lot[]; today: CalendarDate };

/** What ImmTrac2 has is asked for first; a count can be filed without it. */
function Beside({ siteId, stock, today }: BesideProps) {
  const { count: texts } = useVaosTexts();
  const beside = useRead(administeredBesideApi.sinceCount, { params: { site: siteId } });
  if (beside.error?.type === 'application-unreachable') {
    return (
      <>
        <Notice kind="warning" title={texts.notBeside} />
        <CountForm siteId={siteId} stock={stock} today={today} given={undefined} />
      </>
    );
  }
  return (
    <ApplicationResource of={beside}>
      {(given) => <CountForm siteId={siteId} stock={stock} today={today} given={given} />}
    </ApplicationResource>
  );
}

interface Typed {
  readonly doses: string;
  readonly reason: CountReason | '';
}

type CountFormProps = BesideProps & { given: AdministeredBeside | undefined };

function CountForm({ siteId, stock, today, given }: CountFormProps) {
  const { count: texts, form, file, countReason } = useVaosTexts();
  const shownTime = useShownTime();
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({});
  const lines = stock.map((lot) => {
    const { doses = '', reason: chosen = '' } = typed[lot.id] ?? {};
    const counted = wholeNumber(doses, 0);
    const administered = given?.lots.find((each) => each.lot === lot.id)?.doses ?? 0;
    // What ImmTrac2 explains needs no choosing.
    const explained: Typed['reason'] = administered > 0 && counted === lot.doses - administered ? 'administered' : '';
    const reason = chosen === '' ? explained : chosen;
    return { lot, doses, reason, counted, administered, differs: counted !== undefined && counted !== lot.doses };
  });
  const change = (id: string, changed: Partial<Typed>) =>
    setTyped({ ...typed, [id]: { doses: '', reason: '', ...typed[id], ...changed } });
  const fill = (rows: readonly CountRow[]) => {
    const filled = rows.map(({ lot, doses, reason }): [string, Typed] => [
      lot,
      { doses: String(doses), reason: reason ?? '' },
    ]);
    setTyped({ ...typed, ...Object.fromEntries(filled) });
  };
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
          {given && <p className="soft">{texts.beside(shownTime(Date.parse(given.asOf)))}</p>}
          {given && given.others.length > 0 && (
            <Notice kind="warning" title={texts.others}>
              <ul>
                {given.others.map(({ lot, vaccine, doses }) => (
                  <li key={`${vaccine} ${lot}`}>{texts.otherLot(lot, vaccine, doses)}</li>
                ))}
              </ul>
            </Notice>
          )}
          <FileIn
            hint={file.countHint}
            read={(csv) => call(filesApi.count, { params: { site: siteId }, request: { csv } })}
            onRows={fill}
          />
          {lines.map(({ lot, doses, reason, counted, administered, differs }, place) => (
            <fieldset key={lot.id} className="panel count-lot">
              <legend>{`${lot.product}, ${form.lot} ${lot.lot}, ${form.expires} ${shownDate(lot.expires)}`}</legend>
              <div className="form-fields">
                <TextField
                  label={texts.counted}
                  hint={[
                    texts.ledgerHas(lot.doses),
                    given && given.since <= today && besideText(texts, lot.doses, administered, given.since),
                  ]
                    .filter(Boolean)
                    .join(' ')}
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
                    choices={choicesFrom(countReason)}
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

function besideText(texts: VaosTexts['count'], ledger: number, given: number, since: string): string {
  const day = shownDate(since);
  return given === 0 ? texts.noneRecorded(day) : texts.recorded(given, day, ledger - given);
}
