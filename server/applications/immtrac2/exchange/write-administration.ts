import { segment, type Value } from './hl7/write.ts';

/** What an RXA segment says; dates as HL7 writes them. */
interface Administration {
  readonly start: string;
  readonly end?: string;
  readonly vaccine: Value;
  /** Unknown without it. */
  readonly amount?: string | undefined;
  readonly unit?: Value;
  readonly source?: Value;
  readonly lot?: string | undefined;
  readonly expires?: string | undefined;
  readonly maker?: Value;
  readonly refusal?: Value;
  /** Complete, partially administered, refused, not administered (HL7 table 0322). */
  readonly completion: 'CP' | 'PA' | 'RE' | 'NA';
  readonly action?: 'A';
}

/** RXA-1 to RXA-21 of the CDC's implementation guide for HL7 v2.5.1, as far as the registry knows them. */
export function administration(given: Administration): string {
  const { start, end, vaccine, amount = '999', unit, source, lot, expires, maker, refusal, completion, action } = given;
  const [form, provider, place, rate, strength, strengthUnit, indication] = Array<undefined>(7).fill(undefined);
  const what: Value[] = ['0', '1', start, end, vaccine, amount, unit, form, source];
  const where: Value[] = [provider, place, rate, strength, strengthUnit];
  return segment('RXA', ...what, ...where, lot, expires, maker, refusal, indication, completion, action);
}
