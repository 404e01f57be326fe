import type { AntigenTable, SeriesTable } from '../../server/applications/immtrac2/forecast/schedule-tables.ts';

interface Correction {
  readonly antigen: string;
  readonly series: string;
  /** What CDC's data says, and what holds in its place. */
  readonly expected: { readonly [Field in keyof SeriesTable]?: SeriesTable[Field] | undefined };
  readonly instead: Partial<SeriesTable>;
}

/**
 * Where the supporting data does not say what its own series are for. Each stands here until CDC's data does; one that
 * no longer fits stops the derivation, so that it is looked at. docs/forecasting.md says the same to people.
 */
const corrections: readonly Correction[] = [
  {
    antigen: 'Meningococcal',
    series: 'Meningococcal ACWY risk 2-23 month',
    // It is for children who start before 24 months, but nothing says so, and adults would get it.
    expected: { startUntil: undefined },
    instead: { startUntil: '24m' },
  },
  {
    antigen: 'Orthopoxvirus',
    series: 'Orthopoxvirus risk more virulent 2-dose series',
    // Whoever cares for patients (235) is to have it by the list of observations, and is in no series.
    expected: { indications: { '18y..': '232 233 234' } },
    instead: { indications: { '18y..': '232 233 234 235' } },
  },
];

export function corrected(antigens: Readonly<Record<string, AntigenTable>>): Readonly<Record<string, AntigenTable>> {
  for (const { antigen, series, expected, instead } of corrections) {
    const found = antigens[antigen]?.series.find(({ name }) => name === series);
    const isAsExpected = Object.entries(expected).every(
      ([key, value]) => JSON.stringify(found?.[key as keyof SeriesTable]) === JSON.stringify(value),
    );
    if (found === undefined || !isAsExpected)
      throw new Error(`look at the correction of "${series}": the data changed`);
    Object.assign(found, instead);
  }
  return antigens;
}
