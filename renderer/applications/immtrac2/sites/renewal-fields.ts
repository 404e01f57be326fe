import type {
  Renewal,
  Reporting,
  SiteAgreement,
  SiteAgreements,
  SiteIntent,
} from '../../../../shared/applications/immtrac2/sites/api.ts';
import type { ImmTrac2Texts } from '../immtrac2-texts.ts';

export type RenewalTexts = ImmTrac2Texts['siteAgreement']['renewal'];

/** A renewal as text, as its form has it. */
export type RenewalFields = Readonly<Record<string, string>>;

export const profileFields = [
  ['street', 'city', 'zip', 'county', 'phone'],
  ['provider', 'license', 'contact', 'contactEmail', 'contactPhone'],
] as const;

const signatureStep = 5;

export function begunFields({ profile }: SiteAgreement, { asOf }: SiteAgreements): RenewalFields {
  const { reporting, ...lines } = profile ?? { reporting: [], intent: 'both' };
  return { ...lines, reporting: reporting.join(' '), agreed: '', signer: '', title: '', signedOn: asOf, onPaper: '' };
}

export function renewalIn(fields: RenewalFields, signsHere: boolean): Renewal {
  const of = (name: string) => fields[name]?.trim() ?? '';
  const [site, contacts] = profileFields;
  const lines = Object.fromEntries([...site, ...contacts].map((name) => [name, of(name)]));
  return {
    profile: {
      ...(lines as Record<(typeof profileFields)[number][number], string>),
      intent: of('intent') as SiteIntent,
      reporting: reportingIn(fields),
    },
    agreed: of('agreed') === 'yes',
    signature: { signer: of('signer'), title: of('title'), signedOn: of('signedOn'), onPaper: !signsHere },
  };
}

export function reportingIn(fields: RenewalFields): Reporting[] {
  return (fields['reporting'] ?? '').split(' ').filter(Boolean) as Reporting[];
}

/** What a step still lacks, by field. */
export function missingIn(
  fields: RenewalFields,
  step: number,
  signsHere: boolean,
  texts: RenewalTexts,
): Readonly<Record<string, string>> {
  const blank = (names: readonly string[]) =>
    Object.fromEntries(names.filter((name) => !fields[name]?.trim()).map((name) => [name, texts.missing]));
  switch (step) {
    case 0:
    case 1:
      return blank(profileFields[step]);
    case 2:
      return reportingIn(fields).length === 0 ? { reporting: texts.needsReporting } : {};
    case 4:
      return fields['agreed'] === 'yes' ? {} : { agreed: texts.needsAgree };
    case signatureStep: {
      const lines = blank(['signer', 'title', 'signedOn']);
      return signsHere || fields['onPaper'] === 'yes' ? lines : { ...lines, onPaper: texts.needsPaper };
    }
    default:
      return {};
  }
}

const nameOf = (field: string) => field.split('.').findLast((part) => !/^\d+$/u.test(part))!;

/** Where a field that the server names is corrected. */
export function stepOf(field: string): number {
  const name = nameOf(field);
  const found = profileFields.findIndex((names) => (names as readonly string[]).includes(name));
  if (found !== -1) return found;
  if (name === 'intent' || name === 'reporting') return 2;
  return name === 'agreed' ? 4 : signatureStep;
}

/** The name of a field in an answer, as the form has it. */
export function renewalName(field: string, texts: RenewalTexts): string {
  const name = field === 'signature.title' ? 'signerTitle' : nameOf(field);
  const words = (texts as Readonly<Record<string, unknown>>)[name];
  return typeof words === 'string' ? words : name;
}
