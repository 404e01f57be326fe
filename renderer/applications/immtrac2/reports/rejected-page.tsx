import { type RejectedMessages, reportsApi } from '../../../../shared/applications/immtrac2/reports/api.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { call } from '../../../platform/api/client.ts';
import { BarChart } from '../../../platform/design/chart.tsx';
import { Notice, Panel } from '../../../platform/design/components.tsx';
import { DataTable } from '../../../platform/design/data-table.tsx';
import type { Column } from '../../../platform/design/table-rows.ts';
import { usePeriod } from './period-fields.tsx';
import { ReportPage } from './report-page.tsx';
import { useExchangeTexts } from '../exchange/exchange-texts.ts';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

type Message = RejectedMessages['messages'][number];

/** Why messages of other systems were rejected [I11]. */
export function RejectedPage() {
  const named = useNamed();
  const columns = useColumns();
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.reports.rejected;
  const { period, renderFields, shownPeriod } = usePeriod();
  return (
    <ReportPage<RejectedMessages>
      title={texts.title}
      about={texts.about}
      renderFields={renderFields}
      ask={(siteId) => {
        const request = period(siteId);
        return request && { answer: () => call(reportsApi.rejected, { request }), asked: shownPeriod(request) };
      }}
    >
      {({ causes, messages, more }) => (
        <>
          {causes.length > 0 && (
            <Panel>
              <BarChart
                title={texts.chart}
                category={texts.cause}
                parts={[texts.messages]}
                bars={causes.map(({ cause, messages: count }) => ({ label: named(cause), values: [count] }))}
              />
            </Panel>
          )}
          {more && <Notice kind="warning">{catalogue.reports.more}</Notice>}
          <DataTable
            caption={texts.title}
            rows={messages}
            columns={columns}
            rowKey={({ id }) => id}
            empty={texts.none}
            file={texts.file}
          />
        </>
      )}
    </ReportPage>
  );
}

function useColumns(): readonly Column<Message>[] {
  const texts = useImmTrac2Texts().reports.rejected;
  const named = useNamed();
  return [
    { id: 'day', label: texts.day, value: ({ day }) => day, cell: ({ day }) => shownDate(day) },
    { id: 'sender', label: texts.sender, value: ({ sender }) => sender },
    { id: 'kind', label: texts.kind, value: ({ kind }) => kind, code: true },
    { id: 'control-id', label: texts.controlId, value: ({ controlId }) => controlId, names: true, code: true },
    { id: 'causes', label: texts.cause, value: ({ causes }) => causes.map(named).join('; ') },
  ];
}

/** A newer server may have causes that this page does not know. */
function useNamed() {
  const causes: Readonly<Record<string, string>> = useExchangeTexts().causes;
  return (cause: string) => causes[cause] ?? cause;
}
