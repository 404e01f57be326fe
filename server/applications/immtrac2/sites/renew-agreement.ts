import type { Renewal, Signature, SiteProfile } from '../../../../shared/applications/immtrac2/sites/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
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
    ...(agreed ? [] : [{ field: 'agreed', message: 'has to be read and accepted' }]),
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
    .map((field) => ({ field: `profile.${field}`, message: 'is missing' }));
  const phones = (['phone', 'contactPhone'] as const)
    .filter((field) => !/^\d{10}$/u.test(profile[field]))
    .map((field) => ({ field: `profile.${field}`, message: 'must have ten digits' }));
  const zip = /^\d{5}(?:-\d{4})?$/u.test(profile.zip)
    ? []
    : [{ field: 'profile.zip', message: 'must have five digits, or nine with a hyphen' }];
  const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(profile.contactEmail)
    ? []
    : [{ field: 'profile.contactEmail', message: 'must be an email address' }];
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
    .map((field) => ({ field: `signature.${field}`, message: 'is missing' }));
  if (onPaper) {
    const earliest = plusDays(day, -limits.registry.agreement.signedDaysBack);
    const isInTime = signedOn >= earliest && signedOn <= day;
    const message = `must be within the last ${limits.registry.agreement.signedDaysBack} days`;
    return isInTime ? missing : [...missing, { field: 'signature.signedOn', message }];
  }
  if (!signsHere(by))
    return [{ field: 'signature.onPaper', message: 'is needed: only the Authorized Signer signs here' }];
  const isOwn = signer.trim().toLowerCase() === by.name.trim().toLowerCase();
  return [
    ...missing,
    ...(isOwn
      ? []
      : [{ field: 'signature.signer', message: `must be your own name as it is in your account: ${by.name}` }]),
    ...(signedOn === day ? [] : [{ field: 'signature.signedOn', message: 'must be today' }]),
  ];
}
