import { useState } from 'react';
import { type Program, programs } from '../../../../shared/applications/programs.ts';
import { type OrderChoice, ordersApi } from '../../../../shared/applications/vaos/orders/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { call } from '../../../platform/api/client.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Details, Notice, Panel } from '../../../platform/design/components.tsx';
import { SelectField } from '../../../platform/design/select-field.tsx';
import { SiteHours } from './delivery-hours.tsx';
import { SitePage } from '../site-page.tsx';
import { StockForm, wholeNumber } from '../forms/stock-form.tsx';
import { DosesField, NoteField } from '../forms/stock-fields.tsx';
import { useVaosTexts } from '../vaos-texts.ts';

export function OrderPage({ siteId }: { siteId: string }) {
  const { order: texts, counting: countingTexts } = useVaosTexts();
  const choices = useRead(ordersApi.choices, { params: { site: siteId } });
  return (
    <SitePage siteId={siteId} title={texts.title}>
      {({ counting }) =>
        counting.isLate ? (
          <Notice kind="warning" title={countingTexts.late(shownDate(counting.dueBy))}>
            {countingTexts.lateText}
          </Notice>
        ) : (
          <>
            <SiteHours siteId={siteId} />
            <ApplicationResource of={choices}>
              {(given) => <OrderForm siteId={siteId} choices={given.choices} enrolledFor={given.programs ?? []} />}
            </ApplicationResource>
          </>
        )
      }
    </SitePage>
  );
}

type OrderFormProps = { siteId: string; choices: readonly OrderChoice[]; enrolledFor: readonly Program[] };

function OrderForm({ siteId, choices, enrolledFor }: OrderFormProps) {
  const { order: texts, form } = useVaosTexts();
  // Where it is enrolled for nothing, or nobody can say, the submission says what is in the way.
  const offered = enrolledFor.length > 0 ? programs.filter((each) => enrolledFor.includes(each)) : programs;
  const [program, setProgram] = useState(offered[0]);
  const [ndc, setNdc] = useState('');
  const [doses, setDoses] = useState('');
  const [note, setNote] = useState('');
  const [reason, setReason] = useState('');
  const choice = choices.find((each) => each.ndc === ndc);
  const number = wholeNumber(doses);
  const setAside = choice?.setAside ?? 0;
  const isReasonMissing = setAside > 0 && reason.trim().length < limits.stock.reasonLeast;
  if (choices.length === 0) return <Notice title={texts.none} />;
  return (
    <Panel>
      <StockForm
        submit={texts.save}
        complete={choice !== undefined && number !== undefined && !isReasonMissing}
        to={`/sites/${siteId}`}
        send={(key) =>
          call(ordersApi.create, {
            params: { site: siteId },
            request: {
              key,
              program,
              ndc,
              doses: number!,
              ...(note.trim() && { note: note.trim() }),
              ...(setAside > 0 && { reason: reason.trim() }),
            },
          })
        }
      >
        {(errorOf) => (
          <>
            <SelectField
              label={texts.program}
              value={program}
              choices={offered.map((id) => ({ id, name: id }))}
              onChoose={(id) => setProgram(id as Program)}
            />
            <SelectField
              label={form.vaccine}
              value={ndc}
              choices={choices.map((each) => ({ id: each.ndc, name: `${each.product} – ${each.ndc}` }))}
              onChoose={setNdc}
              error={errorOf('ndc', choice === undefined && form.required)}
            />
            {choice && (
              <Details
                items={[
                  [texts.facts.presentation, choice.presentation],
                  [texts.facts.maximum, choice.maximumStock],
                  [texts.facts.usable, choice.usable],
                  [texts.facts.onTheWay, choice.onTheWay],
                ]}
              />
            )}
            <DosesField
              label={form.doses}
              hint={choice && `${texts.ofPackage(choice.packDoses)} ${texts.most(choice.most)}`}
              value={doses}
              onChange={setDoses}
              error={errorOf('doses', number === undefined && form.whole)}
            />
            {setAside > 0 && (
              <NoteField
                label={texts.reason}
                hint={texts.reasonHint(setAside)}
                value={reason}
                onChange={setReason}
                error={errorOf('reason', isReasonMissing && texts.reasonNeeded)}
              />
            )}
            <NoteField
              label={form.note}
              hint={texts.noteHint}
              value={note}
              onChange={setNote}
              error={errorOf('note')}
            />
            <p className="soft">{texts.draft}</p>
          </>
        )}
      </StockForm>
    </Panel>
  );
}
