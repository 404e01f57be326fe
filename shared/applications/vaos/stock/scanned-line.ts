import { cartons } from '../../codes/units.ts';
import type { UnitScan } from '../../codes/unit-scan.ts';
import type { CalendarDate } from '../../../contract/time.ts';

/** What a scan says of a line of a receipt [V3]. */
export interface ScannedLine {
  /** The unit of sale, under which VAOS keeps stock; left out where the scan leaves several open. */
  readonly ndc?: string;
  readonly lot?: string;
  readonly expires?: CalendarDate;
}

/**
 * A carton is what is delivered; what is in it has a code of its own, under which nothing is ordered.
 * @param offered the units of sale that the site may have, which decide where a unit of use comes in several cartons
 */
export function scannedLine(
  { ndc11, units, lot, expiry }: Pick<UnitScan, 'ndc11' | 'units' | 'lot' | 'expiry'>,
  offered: readonly string[],
): ScannedLine {
  const sold = ndc11 === undefined ? [] : units === undefined ? cartonsWith(ndc11) : [ndc11];
  const fitting = sold.filter((each) => offered.includes(each));
  const [ndc] = fitting.length > 0 ? fitting : sold;
  const isClear = fitting.length === 1 || (fitting.length === 0 && sold.length === 1);
  return { ...(isClear && { ndc: ndc! }), ...(lot && { lot }), ...(expiry && { expires: expiry }) };
}

/** Some vaccines are sold as they are used. */
function cartonsWith(unit: string): string[] {
  const found = [...cartons.values()].filter(({ units }) => units.includes(unit)).map(({ ndc }) => ndc);
  return found.length > 0 ? found : [unit];
}
