import type { ClientDetails } from '../../../../shared/applications/immtrac2/fields.ts';
import { type PlainRefusal, refusalsEn } from '../../../../shared/applications/immtrac2/refusals/texts/en.ts';
import { fieldProblem } from '../../../../shared/contract/field-texts.ts';
import type { FieldProblem } from '../../../../shared/contract/problems.ts';
import { type CalendarDate, monthsBetween } from '../../../../shared/contract/time.ts';

/** What the registry takes as a client. */

export const earliestBirthDate: CalendarDate = '1890-01-01';

const states = new Set(
  `AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD
  TN TX UT VT VA WA WV WI WY AS GU MP PR VI`.split(/\s+/u),
);

/** Names that hospitals give before the parents do. */
const placeholders = /^(?:baby|babyboy|babygirl|boy|girl|infant|newborn|unknown|unk|test|none|na)$/u;

/** Trimmed, and digits alone where there are only digits: before anything is cut off or compared. */
export function tidied(details: ClientDetails): ClientDetails {
  const entries = Object.entries(details).map(([field, value]) => [field, tidiedValue(value)] as const);
  const kept = Object.fromEntries(entries.filter(([, value]) => value !== '')) as unknown as ClientDetails;
  const phone = kept.phone?.replaceAll(/\D/gu, '').replace(/^1(?=\d{10}$)/u, '');
  return {
    ...kept,
    address: { ...kept.address, state: kept.address.state.toUpperCase() },
    ...(phone !== undefined && { phone }),
  };
}

function tidiedValue(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC').trim().replaceAll(/\s+/gu, ' ');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, tidiedValue(each)]));
}

/** @param details tidied */
export function detailProblems(details: ClientDetails, on: CalendarDate): FieldProblem[] {
  const { birthDate, deathDate, status, address, phone, phoneExtension, email } = details;
  const problems: FieldProblem[] = [];
  const refuse = (field: string, code: PlainRefusal) => problems.push(fieldProblem(refusalsEn, field, code));

  for (const field of ['lastName', 'firstName'] as const) {
    const code = nameProblem(details[field]);
    if (code) refuse(field, code);
  }
  if (!isBirthDate(birthDate, on)) refuse('birthDate', 'birth-date-range');
  if (deathDate !== undefined && (deathDate < birthDate || deathDate > on)) {
    refuse('deathDate', 'death-date-range');
  }
  if ((status === 'deceased') !== (deathDate !== undefined)) {
    refuse('deathDate', status === 'deceased' ? 'death-date-missing' : 'not-deceased');
  }
  if (address.street === '' && (address.poBox ?? '') === '') refuse('address.street', 'missing');
  if (address.city === '') refuse('address.city', 'missing');
  if (!states.has(address.state)) refuse('address.state', 'state-unknown');
  if (!/^\d{5}(?:-?\d{4})?$/u.test(address.zip)) refuse('address.zip', 'zip-format');
  // The North American Numbering Plan: neither area nor exchange begins with 0 or 1.
  if (phone !== undefined && !/^[2-9]\d{2}[2-9]\d{6}$/u.test(phone)) refuse('phone', 'phone-format');
  if (phoneExtension !== undefined && !/^\d{1,7}$/u.test(phoneExtension)) refuse('phoneExtension', 'extension-format');
  if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(email)) refuse('email', 'email-format');
  return problems;
}

export function isBirthDate(birthDate: CalendarDate, on: CalendarDate): boolean {
  return birthDate > earliestBirthDate && birthDate <= on;
}

function nameProblem(name: string): PlainRefusal | undefined {
  const letters = name.replaceAll(/\P{L}/gu, '').toLowerCase();
  if (letters.length < 2) return 'name-too-short';
  if (/\d/u.test(name)) return 'name-with-digits';
  if (placeholders.test(letters)) return 'name-stands-in';
  return undefined;
}

/** Recall goes to whom it can reach and may: alive, here, and not against their wish. */
export function isRecalled(
  { status, contactAllowed }: Pick<ClientDetails, 'status' | 'contactAllowed'>,
  address: { readonly notViable?: boolean | undefined } | undefined,
): boolean {
  return (status === 'active' || status === 'other') && contactAllowed && address?.notViable !== true;
}

/** Whether somebody signs for this client. */
export function isMinor(birthDate: CalendarDate, on: CalendarDate): boolean {
  return monthsBetween(birthDate, on) < 18 * 12;
}
