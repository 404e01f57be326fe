import type { Dose, HandedOut } from '../../../../shared/applications/immtrac2/fields.ts';
import { Eligibility, Funding } from '../../../../shared/applications/immtrac2/fields.ts';
import { Check } from 'typebox/schema';
import type { CalendarDate } from '../../../../shared/contract/time.ts';
import { statements as knownStatements, statementsFor, vaccines } from '../../platform/codes/vaccines.ts';
import type { Fault } from './faults.ts';
import { dayIn } from './hl7/dates.ts';
import type { Segment } from './hl7/message.ts';
import { cvxOf } from './vaccine-codes.ts';
import { codeIn } from '../../platform/codes/code-in.ts';

/** What stands in the OBX of one order: LOINC codes in OBX-3, groups of them by OBX-4. */

const eligibilityCode = '64994-7';
const fundingCode = '30963-3';
const vaccineTypeCode = '30956-7';
const publishedCode = '29768-9';
const documentCode = '69764-9';
const evidenceCodes = new Set(['59784-9', '75505-8']);

export interface Observed extends Pick<Dose, 'eligibility' | 'funding' | 'statements'> {
  readonly eligibilityAt?: string | undefined;
  readonly fundingAt?: string | undefined;
  /** CDSi's codes for immunity without a dose. */
  readonly evidence: readonly string[];
  readonly faults: readonly Fault[];
}

export function observed(segments: readonly Segment[], cvx: string | undefined): Observed {
  const faults: Fault[] = [];
  const of = (code: string) =>
    segments.filter((obx) => obx.text(3) === code && !['D', 'W', 'X'].includes(obx.text(11)));
  const [eligible] = of(eligibilityCode);
  const [funded] = of(fundingCode);
  const eligibility = eligible?.text(5);
  const funding = funded?.text(5);
  if (eligible !== undefined && !Check(Eligibility, eligibility)) {
    const text =
      'Eligibility is no code of table 0064 that is in use (V01 to V05); screen the client and send the right one.';
    faults.push({ severity: 'E', code: 103, at: eligible.at(5), cause: 'eligibility', text });
  }
  if (funded !== undefined && !Check(Funding, funding)) {
    const text = 'Funding source is no code that the registry knows; it was not stored.';
    faults.push({ severity: 'W', code: 103, at: funded.at(5), cause: 'funding', text });
  }
  const statements = statementsIn(segments, cvx, faults);
  return {
    ...(Check(Eligibility, eligibility) && { eligibility }),
    ...(Check(Funding, funding) && { funding }),
    ...(statements.length > 0 && { statements }),
    eligibilityAt: eligible?.at(5),
    fundingAt: funded?.at(5),
    evidence: evidenceIn(
      segments.filter((obx) => evidenceCodes.has(obx.text(3))),
      faults,
    ),
    faults,
  };
}

/** Each group of OBX-4 is one statement: the document by its bar code, or by the kind of vaccine, and when it was published. */
function statementsIn(segments: readonly Segment[], cvx: string | undefined, faults: Fault[]): HandedOut[] {
  const groups = Map.groupBy(segments, (obx) => obx.text(4) || '0');
  const found = [...groups.values()].flatMap((group): HandedOut[] => {
    const said = (code: string) => group.find((obx) => obx.text(3) === code);
    const document = said(documentCode);
    const published = said(publishedCode);
    const barCode = document === undefined ? undefined : documentIn(document.text(5));
    if (document !== undefined && barCode === undefined) {
      faults.push(ignored(document, 'The VIS bar code is none that the registry knows'));
    }
    const edition = published === undefined ? barCode?.edition : dayIn(published.text(5));
    if (edition === 'no date' || edition === 'incomplete') {
      faults.push(ignored(published!, 'The date on which the VIS was published is no date'));
      return [];
    }
    const gdti = barCode?.gdti ?? documentFor(said(vaccineTypeCode)?.text(5) ?? cvx);
    return edition === undefined || gdti === undefined ? [] : [{ gdti, edition }];
  });
  return [...new Map(found.map((each) => [each.gdti, each])).values()].slice(0, 6);
}

function ignored(obx: Segment, what: string): Fault {
  return { severity: 'W', code: 102, at: obx.at(5), cause: 'statements', text: `${what}; it was not stored.` };
}

function documentFor(cvx: string | undefined): string | undefined {
  const vaccine = cvx === undefined ? undefined : vaccines.get(cvxOf(cvx));
  return vaccine === undefined ? undefined : statementsFor(vaccine)[0];
}

/** GS1: AI 253, the document's number (13 digits), then the day of its edition. */
function documentIn(text: string): { gdti: string; edition: CalendarDate | undefined } | undefined {
  const [, gdti, rest] = /^(?:253)?(0886983\d{6})(\d*)$/.exec(text.trim()) ?? [];
  if (gdti === undefined || !knownStatements.some((each) => each.gdti === gdti)) return undefined;
  const day = /^11(\d{6})$/.exec(rest!)?.[1];
  const edition = dayIn(day === undefined ? rest!.slice(0, 8) : `20${day}`);
  return { gdti, edition: edition === 'no date' || edition === 'incomplete' ? undefined : edition };
}

/** SNOMED CT for an illness that was had, or an immunity that a test has shown, and what CDSi takes as immune by it. */
const immuneBy: Readonly<Record<string, string>> = {
  '38907003': '024',
  '371113008': '023',
  '4740000': '025',
  '40468003': '018',
  '278971009': '018',
  '66071002': '019',
  '271511000': '019',
  '371111005': '020',
  '371112003': '021',
  '278968001': '022',
};

function evidenceIn(segments: readonly Segment[], faults: Fault[]): string[] {
  return segments.flatMap((obx) => {
    const code = codeIn(immuneBy, obx.text(5));
    if (code !== undefined) return [code];
    const text =
      'By CDC’s schedule this is no evidence of immunity; it was not stored. Measles, mumps and rubella need a test.';
    faults.push({ severity: 'W', code: 103, at: obx.at(5), cause: 'evidence', text });
    return [];
  });
}
