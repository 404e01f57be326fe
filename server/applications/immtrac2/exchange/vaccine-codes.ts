import { unitNamed } from '../../../../shared/applications/codes/units.ts';
import { products, vaccines } from '../../platform/codes/vaccines.ts';
import type { Segment } from './hl7/message.ts';

/** Which vaccine RXA-5 names: by CVX, by NDC, or both [I7]. */
export interface NamedVaccine {
  readonly cvx?: string | undefined;
  readonly ndc?: string | undefined;
  /** As far as CDC's tables have the name. */
  readonly tradeName?: string | undefined;
  /** An NDC was sent that no table has. */
  readonly unknownNdc: boolean;
  /** Something was sent, in a system that is neither. */
  readonly otherSystem: boolean;
}

const cvxSystems = new Set(['CVX', 'HL70292', 'NIP', '2.16.840.1.113883.12.292']);
const ndcSystems = new Set(['NDC', 'NDC10', 'NDC11', 'HL7-NDC', '2.16.840.1.113883.6.69']);

export function vaccineIn(rxa: Segment): NamedVaccine {
  const coded = [1, 4].map((from) => ({
    code: rxa.text(5, from),
    text: rxa.text(5, from + 1),
    system: rxa.text(5, from + 2).toUpperCase(),
  }));
  const isCvx = ({ code, system }: (typeof coded)[number]) =>
    code !== '' && (cvxSystems.has(system) || (system === '' && /^\d{1,3}$/.test(code)));
  const sentNdc = coded.find(({ code, system }) => code !== '' && ndcSystems.has(system));
  const sentCvx = coded.find(isCvx);
  const unit = sentNdc === undefined ? undefined : unitNamed(sentNdc.code);
  const cvx = sentCvx === undefined ? unit?.cvx : cvxOf(sentCvx.code);
  const names = coded.map(({ text }) => text.toLowerCase()).filter(Boolean);
  const product = products.find((each) => each.cvx === cvx && names.includes(each.tradeName.toLowerCase()));
  return {
    cvx,
    ndc: unit?.ndc,
    tradeName: product?.tradeName,
    unknownNdc: sentNdc !== undefined && unit === undefined,
    otherSystem: sentNdc === undefined && sentCvx === undefined && coded.some(({ code }) => code !== ''),
  };
}

/** Leading zeros are lost on the way through many systems. */
export function cvxOf(code: string): string {
  return vaccines.has(code) || !/^\d{1,3}$/.test(code) ? code : String(Number(code)).padStart(2, '0');
}
