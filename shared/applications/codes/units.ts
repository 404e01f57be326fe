import type { CalendarDate } from '../../contract/time.ts';
import { bareNdc, ndcIn } from './ndc.ts';
import tables from './units.json' with { type: 'json' };

/** What is given: the unit of use, by its National Drug Code (11 digits, 5-4-2). Derived from the CDC's tables. */
export interface UnitOfUse {
  readonly ndc: string;
  /** As the label has it: ten digits, which a GTIN of the unit contains. */
  readonly ndc10: string;
  readonly cvx: string;
  readonly mvx?: string;
  readonly product: string;
  readonly package?: string;
  /** The last day on which it was on the market. */
  readonly until?: CalendarDate;
}

/** What is delivered: the unit of sale, with the units of use in it. Their lots can differ. */
export interface Carton {
  readonly ndc: string;
  readonly ndc10: string;
  readonly units: readonly string[];
}

/** `YYYY-MM` of the edition. */
export const unitsAsOf: string = tables.asOf;

const unitList: readonly UnitOfUse[] = tables.units;
const cartonList: readonly Carton[] = tables.cartons;

export const units: ReadonlyMap<string, UnitOfUse> = new Map(unitList.map((unit) => [unit.ndc, unit]));
export const unitsByTenDigits: ReadonlyMap<string, UnitOfUse> = new Map(unitList.map((unit) => [unit.ndc10, unit]));
export const cartons: ReadonlyMap<string, Carton> = new Map(cartonList.map((carton) => [carton.ndc, carton]));
export const cartonsByTenDigits: ReadonlyMap<string, Carton> = new Map(
  cartonList.map((carton) => [carton.ndc10, carton]),
);

/** Named by ten digits or eleven, with or without hyphens; by a carton's code the unit that is in it. */
export function unitNamed(code: string): UnitOfUse | undefined {
  const ndc = ndcIn(code) ?? '';
  return units.get(ndc) ?? units.get(cartons.get(ndc)?.units[0] ?? '') ?? unitsByTenDigits.get(bareNdc(code));
}
