import { useState } from 'react';
import { Check as fits } from 'typebox/schema';
import { type Allocation, allocationsApi } from '../../../../shared/applications/vaos/allocations/api.ts';
import { call } from '../../../platform/api/client.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { ApplicationResource } from '../../../platform/application/application-problem.tsx';
import { Details, Notice, Panel } from '../../../platform/design/components.tsx';
import { useShownTime } from '../../../platform/texts/clinic-time.ts';
import { SitePage } from '../site-page.tsx';
import { StockForm, wholeNumber } from '../forms/stock-form.tsx';
import { useTimeLeft } from './time-left.ts';
import { DosesField, NoteField } from '../forms/stock-fields.tsx';
import { useVaosTexts } from '../vaos-texts.ts';

export function AllocationPage({ siteId, id }: { siteId: string; id: string }) {
  const { allocations: texts } = useVaosTexts();
  const loaded = useRead(allocationsApi.list, { params: { site: siteId } });
  return (
    <SitePage siteId={siteId} title={texts.title}>
      {() => (
        <ApplicationResource of={loaded}>
          {({ allocations }) => {
            const found = allocations.find((each) => each.id === id);
            if (found?.status !== 'offered') return <Notice title={texts.over} />;
            return <Open siteId={siteId} allocation={found} />;
          }}
        </ApplicationResource>
      )}
    </SitePage>
  );
}

type AllocationProps = { siteId: string; allocation: Allocation };

function Open({ siteId, allocation }: AllocationProps) {
  const { allocations: texts, form } = useVaosTexts();
  const timeLeft = useTimeLeft();
  const shownTime = useShownTime();
  const { product, ndc, program, doses, until, secondsLeft } = allocation;
  return (
    <div className="stack">
      <Panel title={product}>
        <p>{texts.text}</p>
        <Details
          items={[
            [form.ndc, ndc],
            [texts.program, program],
            [texts.doses, doses],
            [texts.until, `${shownTime(Date.parse(until))}, ${texts.left(timeLeft(secondsLeft))}`],
          ]}
        />
        <Accept siteId={siteId} allocation={allocation} />
      </Panel>
      <Panel title={texts.declineTitle} className="no-print">
        <Decline siteId={siteId} allocation={allocation} />
      </Panel>
    </div>
  );
}

function Accept({ siteId, allocation: { id, doses: most, packDoses } }: AllocationProps) {
  const { allocations: texts, form, order: orderTexts } = useVaosTexts();
  const [doses, setDoses] = useState(String(most));
  const number = wholeNumber(doses);
  return (
    <StockForm
      submit={texts.accept}
      complete={number !== undefined}
      to={`/sites/${siteId}`}
      send={() =>
        call(allocationsApi.accept, { params: { site: siteId, allocation: id }, request: { doses: number! } })
      }
    >
      {(errorOf) => (
        <DosesField
          label={texts.toAccept}
          hint={`${texts.most(most)} ${orderTexts.ofPackage(packDoses)}`}
          value={doses}
          onChange={setDoses}
          error={errorOf('doses', number === undefined && form.whole)}
        />
      )}
    </StockForm>
  );
}

function Decline({ siteId, allocation: { id } }: AllocationProps) {
  const { allocations: texts, form } = useVaosTexts();
  const [reason, setReason] = useState('');
  const isReason = fits(allocationsApi.decline.request.properties.reason, reason.trim());
  return (
    <StockForm
      submit={texts.decline}
      kind="plain"
      complete={isReason}
      to={`/sites/${siteId}`}
      send={() =>
        call(allocationsApi.decline, {
          params: { site: siteId, allocation: id },
          request: { reason: reason.trim() },
        })
      }
    >
      {(errorOf) => (
        <NoteField
          label={texts.why}
          value={reason}
          onChange={setReason}
          error={errorOf('reason', !isReason && form.required)}
        />
      )}
    </StockForm>
  );
}
