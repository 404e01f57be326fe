import { isWithin, type Patient } from './patient.ts';
import type { Antigen, Series } from './schedule.ts';

/** Whether the person had the disease, is known to be immune, or was born when everybody had it (CDSi 7.2). */
export function isImmune({ observed, birth, birthCountry }: Patient, { immuneWith, immuneIfBorn }: Antigen): boolean {
  if (immuneWith.some((code) => observed.has(code))) return true;
  return immuneIfBorn.some(
    ({ before, country, unless }) =>
      birth < before &&
      !unless.some((code) => observed.has(code)) &&
      (country === undefined || country === birthCountry),
  );
}

/** Whether no dose of the antigen, or no product that the series prefers, may be given today (CDSi 7.3). */
export function isContraindicated(patient: Patient, antigen: Antigen, series: Series): boolean {
  const { observed, today } = patient;
  if (observed.size === 0) return false;
  const applies = antigen.contraindicated.some(
    (each) => observed.has(each.observation) && isWithin(patient, today, each),
  );
  if (applies) return true;
  const products = series.doses.flatMap(({ preferred }) => preferred);
  return products.length > 0 && products.every(({ cvx }) => mustNotHave(patient, antigen, cvx));
}

export function mustNotHave(patient: Patient, { contraindicatedProducts }: Antigen, cvx: string): boolean {
  return contraindicatedProducts.some(
    ({ observation, products }) =>
      patient.observed.has(observation) &&
      products.some((each) => each.cvx === cvx && isWithin(patient, patient.today, each)),
  );
}
