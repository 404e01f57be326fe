import { type DosesGiven, reportsApi } from '../../../../shared/applications/immtrac2/reports/api.ts';
import { monthsBetween, plusMonths } from '../../../../shared/contract/time.ts';
import { call } from '../../../platform/api/client.ts';
import { BarChart } from '../../../platform/design/chart.tsx';
import { Panel } from '../../../platform/design/components.tsx';
import { DataTable } from '../../../platform/design/data-table.tsx';
import type { Column } from '../../../platform/design/table-rows.ts';
import { usePeriod } from './period-fields.tsx';
import { ReportPage } from './report-page.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

type Row = DosesGiven['rows'][number];

/** What a site gave [I11]. */
export function DosesPage() {
  const columns = useColumns();
  const texts = useImmTrac2Texts().reports.doses;
  const { period, renderFields, shownPeriod } = usePeriod();
  return (
    <ReportPage<DosesGiven>
      title={texts.title}
      about={texts.about}
      renderFields={renderFields}
      ask={(siteId) => {
        const request = period(siteId);
        return request && { answer: () => call(reportsApi.doses, { request }), asked: shownPeriod(request) };
      }}
    >
      {({ rows }) => (
        <>
          {rows.length > 0 && (
            <Panel>
              <BarChart title={texts.chart} category={texts.month} parts={[texts.doses]} bars={byMonth(rows)} />
            </Panel>
          )}
          <DataTable
            caption={texts.title}
            rows={rows}
            columns={columns}
            rowKey={(row) => JSON.stringify(row)}
            empty={texts.none}
            file={texts.file}
          />
        </>
      )}
    </ReportPage>
  );
}

/** From the first month with a dose to the last: one without stands among them. */
function byMonth(rows: readonly Row[]) {
  const first = `${rows[0]!.month}-01`;
  const count = monthsBetween(first, `${rows.at(-1)!.month}-01`) + 1;
  return Array.from({ length: count }, (_, at) => {
    const month = plusMonths(first, at).slice(0, 7);
    const doses = rows.filter((row) => row.month === month).reduce((sum, row) => sum + row.doses, 0);
    return { label: shownMonth(month), values: [doses] };
  });
}

/** `2026-11` is 11/2026. */
const shownMonth = (month: string) => month.split('-').toReversed().join('/');

function useColumns(): readonly Column<Row>[] {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.reports.doses;
  return [
    { id: 'month', label: texts.month, value: ({ month }) => month, cell: ({ month }) => shownMonth(month) },
    { id: 'vaccine', label: texts.vaccine, value: ({ vaccine }) => vaccine, names: true },
    { id: 'trade-name', label: texts.tradeName, value: ({ tradeName }) => tradeName ?? '' },
    {
      id: 'eligibility',
      label: texts.eligibility,
      value: ({ eligibility }) =>
        eligibility === undefined ? texts.notRecorded : `${eligibility} ${catalogue.eligibility[eligibility]}`,
    },
    { id: 'doses', label: texts.doses, value: ({ doses }) => doses, numeric: true, total: true },
  ];
}
