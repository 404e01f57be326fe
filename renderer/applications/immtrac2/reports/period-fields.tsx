import { useState } from 'react';
import { reportsApi, type Period } from '../../../../shared/applications/immtrac2/reports/api.ts';
import { type CalendarDate, plusDays, plusMonths, shownDate } from '../../../../shared/contract/time.ts';
import { useRead } from '../../../platform/api/queries.ts';
import { DateField } from '../../../platform/design/date-field.tsx';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

/** The days that a report is about: the last twelve months, until somebody says otherwise. */
export function usePeriod() {
  const catalogue = useImmTrac2Texts();
  const texts = catalogue.reports.doses;
  const choices = useRead(reportsApi.choices);
  const today = choices.data !== undefined ? choices.data.today : undefined;
  const [typed, setTyped] = useState<{ from?: CalendarDate | undefined; to?: CalendarDate | undefined }>();
  const usual = today === undefined ? {} : { from: plusDays(plusMonths(today, -12), 1), to: today };
  const { from, to }: { from?: CalendarDate | undefined; to?: CalendarDate | undefined } = { ...usual, ...typed };
  const missing = (date: CalendarDate | undefined) => (date === undefined ? catalogue.reports.missingDate : undefined);

  /** @returns undefined where a date is missing */
  const period = (siteId: string): Period | undefined =>
    from === undefined || to === undefined ? undefined : { siteId, from, to };
  const renderFields = (wrong: (field: string) => string | undefined) => (
    <>
      <DateField
        label={texts.from}
        field="from"
        error={wrong('from') ?? missing(from)}
        value={from}
        onChange={(date) => setTyped((before) => ({ ...before, from: date }))}
      />
      <DateField
        label={texts.to}
        field="to"
        error={wrong('to') ?? missing(to)}
        value={to}
        onChange={(date) => setTyped((before) => ({ ...before, to: date }))}
      />
    </>
  );
  const shownPeriod = ({ from: first, to: last }: Period) =>
    catalogue.reports.period(shownDate(first), shownDate(last));
  return { period, renderFields, shownPeriod };
}
