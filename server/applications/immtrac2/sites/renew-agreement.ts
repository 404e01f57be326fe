import type { Renewal, Signature, SiteProfile } from '../../../../shared/applications/immtrac2/sites/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { refusalsEn } from '../../../../shared/applications/immtrac2/refusals/texts/en.ts';
import { fieldProblem } from '../../../../shared/contract/field-texts.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { type CalendarDate, plusDays, today } from '../../../../shared/contract/time.ts';
import type { Site } from '../../../../shared/identity/api/identity.ts';
import { sites } from '../records.ts';
import type { Acting, RegistryDeps } from '../registry.ts';

/** A Site Agreement is renewed by who answers for the site: its Authorized Signer here, or on paper [I9]. */

export type Renewed =
  | { readonly outcome: 'renewed' }
  | { readonly outcome: 'refused'; readonly fields: readonly FieldProblem[] };

export const signsHere = ({ roles }: Pick<Acting, 'roles'>) => roles.includes('authorized-signer');

export async function renewAgreement(
  deps: RegistryDeps,
  site: Site,
  { profile: typed, agreed, signature }: Renewal,
  by: Acting,
): Promise<Renewed> {
  const day = today(deps);
  const profile = tidiedProfile(typed);
  const fields = [
    ...profileProblems(profile),
    ...(agreed ? [] : [fieldProblem(refusalsEn, 'agreed', 'not-accepted')]),
    ...signatureProblems(signature, by, day),
  ];
  if (fields.length > 0) return { outcome: 'refused', fields };
  const agreement = {
    signer: signature.signer.trim(),
    title: signature.title.trim(),
    signedOn: signature.signedOn,
    enteredBy: by.accountId,
    onPaper: signature.onPaper,
  };
  await deps.store.transaction(async (on) => {
    const records = on.collection(sites);
    const before = await records.get(site.id);
    const former = [...(before?.agreement ? [before.agreement] : []), ...(before?.formerAgreements ?? [])];
    await records.put({ ...site, agreement, profile, ...(former.length > 0 && { formerAgreements: former }) });
  });
  return { outcome: 'renewed' };
}

function tidiedProfile(profile: SiteProfile): SiteProfile {
  const entries = Object.entries(profile).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.trim() : value,
  ]);
  const tidied = Object.fromEntries(entries) as SiteProfile;
  const digits = (phone: string) => phone.replaceAll(/\D/gu, '').replace(/^1(?=\d{10}$)/u, '');
  return { ...tidied, phone: digits(tidied.phone), contactPhone: digits(tidied.contactPhone) };
}

function profileProblems(profile: SiteProfile): FieldProblem[] {
  const blank = (['street', 'city', 'county', 'provider', 'license', 'contact'] as const)
    .filter((field) => profile[field] === '')
    .map((field) => fieldProblem(refusalsEn, `profile.${field}`, 'missing'));
  const phones = (['phone', 'contactPhone'] as const)
    .filter((field) => !/^\d{10}$/u.test(profile[field]))
    .map((field) => fieldProblem(refusalsEn, `profile.${field}`, 'ten-digits'));
  const zip = /^\d{5}(?:-\d{4})?$/u.test(profile.zip)
    ? []
    : [fieldProblem(refusalsEn, 'profile.zip', 'zip-with-hyphen')];
  const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(profile.contactEmail)
    ? []
    : [fieldProblem(refusalsEn, 'profile.contactEmail', 'email-format')];
  return [...blank, ...zip, ...phones, ...email];
}

/** Whoever signs here signs with their own name, today; anybody else has the signed page before them. */
function signatureProblems(
  { signer, title, signedOn, onPaper }: Signature,
  by: Acting,
  day: CalendarDate,
): FieldProblem[] {
  const missing = (['signer', 'title'] as const)
    .filter((field) => ({ signer, title })[field].trim().length < 2)
    .map((field) => fieldProblem(refusalsEn, `signature.${field}`, 'missing'));
  if (onPaper) {
    const { signedDaysBack } = limits.registry.agreement;
    const earliest = plusDays(day, -signedDaysBack);
    const isInTime = signedOn >= earliest && signedOn <= day;
    if (isInTime) return missing;
    return [...missing, fieldProblem(refusalsEn, 'signature.signedOn', 'signed-lately', signedDaysBack)];
  }
  if (!signsHere(by)) return [fieldProblem(refusalsEn, 'signature.onPaper', 'signed-elsewhere')];
  const isOwn = signer.trim().toLowerCase() === by.name.trim().toLowerCase();
  return [
    ...missing,
    ...(isOwn ? [] : [fieldProblem(refusalsEn, 'signature.signer', 'own-name', by.name)]),
    ...(signedOn === day ? [] : [fieldProblem(refusalsEn, 'signature.signedOn', 'not-today')]),
  ];
}
