import type { Fit, FieldFit, FitField, SmartSearch } from '../../../../shared/applications/immtrac2/clients/api.ts';
import { folded, givenNames, isOneEditApart, partsOf, sound } from './names.ts';
import type { ClientRecord } from '../shapes.ts';
import { transposed } from './search-keys.ts';
import { codeIn } from '../../platform/codes/code-in.ts';

/** How well a record fits what somebody looked for, field by field [I1]. */

export type Asked = Pick<SmartSearch, 'lastName' | 'firstName' | 'birthDate'> & Partial<SmartSearch>;

/** How much a field says about who it is. */
const weights: Record<FitField, number> = {
  lastName: 25,
  firstName: 25,
  birthDate: 25,
  sex: 5,
  street: 10,
  middleName: 5,
  motherFirstName: 5,
  motherMaidenName: 8,
  phone: 8,
  poBox: 5,
  city: 2,
  state: 1,
  zip: 3,
};
const shares: Record<FieldFit, number> = { same: 1, similar: 0.7, different: 0 };

export function fitOf(asked: Asked, client: ClientRecord): { fit: Fit; score: number } {
  const compared: Record<FitField, FieldFit | undefined> = {
    lastName: lastNameFit(asked.lastName, client.lastName),
    firstName: firstNameFit(asked.firstName, client.firstName),
    birthDate: birthDateFit(asked.birthDate, client.birthDate),
    sex: sexFit(asked.sex, client.sex),
    street: best(client.addresses.map(({ street }) => streetFit(asked.street, street))),
    middleName: nameFit(asked.middleName, client.middleName),
    motherFirstName: nameFit(asked.motherFirstName, client.motherFirstName),
    motherMaidenName: nameFit(asked.motherMaidenName, client.motherMaidenName),
    phone: phoneFit(asked.phone, client.phone),
    poBox: best(client.addresses.map(({ poBox }) => codeFit(asked.poBox, poBox))),
    state: best(client.addresses.map(({ state }) => codeFit(asked.state, state))),
    city: best(client.addresses.map(({ city }) => nameFit(asked.city, city))),
    zip: best(client.addresses.map(({ zip }) => zipFit(asked.zip, zip))),
  };
  const known = Object.entries(compared).filter((each): each is [FitField, FieldFit] => each[1] !== undefined);
  const most = known.reduce((sum, [field]) => sum + weights[field], 0);
  const reached = known.reduce((sum, [field, fit]) => sum + weights[field] * shares[fit], 0);
  return { fit: Object.fromEntries(known), score: Math.round((100 * reached) / most) };
}

/** Names, birth date and sex agree, and nothing else speaks against it. */
export function isExact({ lastName, firstName, birthDate, sex, street, ...others }: Fit): boolean {
  const agree = [lastName, firstName, birthDate].every((fit) => fit === 'same');
  const doesNotContradict = (fit: FieldFit | undefined) => fit !== 'different';
  return (
    agree && (sex ?? 'same') === 'same' && doesNotContradict(street) && Object.values(others).every(doesNotContradict)
  );
}

/** Worth a person's look: names and date as far as they can be mistyped, but never a first name that is another's, as twins have. */
export function isCandidate({ lastName, firstName, birthDate }: Fit, score: number): boolean {
  const different = [lastName, firstName, birthDate].filter((fit) => fit === 'different').length;
  return different === 0 || (different === 1 && score >= 60);
}

function lastNameFit(asked: string, kept: string): FieldFit {
  const [one, other] = [folded(asked), folded(kept)];
  if (one === other) return 'same';
  const parts = (name: string) => [folded(name), ...partsOf(name)];
  if (parts(asked).some((part) => parts(kept).includes(part))) return 'similar';
  return isOneEditApart(one, other) || sound(asked) === sound(kept) ? 'similar' : 'different';
}

function firstNameFit(asked: string, kept: string): FieldFit {
  const [one, other] = [folded(asked), folded(kept)];
  if (one === other) return 'same';
  const meant = new Set(givenNames(asked));
  if (givenNames(kept).some((name) => meant.has(name))) return 'similar';
  const [asParts, keptParts] = [
    [one, ...partsOf(asked)],
    [other, ...partsOf(kept)],
  ];
  if (asParts.some((part) => keptParts.includes(part))) return 'similar';
  if (sound(asked) === sound(kept)) return 'similar';
  // Twins are often called alike: with short names one letter makes another name.
  const isLong = Math.min(one.length, other.length) > 4;
  return isLong && isOneEditApart(one, other) ? 'similar' : 'different';
}

function birthDateFit(asked: string, kept: string): FieldFit {
  if (asked === kept) return 'same';
  if (transposed(asked) === kept) return 'similar';
  const differing = asked.split('').filter((digit, at) => digit !== kept[at]).length;
  return differing === 1 ? 'similar' : 'different';
}

function sexFit(asked: string | undefined, kept: string): FieldFit | undefined {
  if (asked === undefined || asked === 'unknown' || kept === 'unknown') return undefined;
  return asked === kept ? 'same' : 'different';
}

function nameFit(asked: string | undefined, kept: string | undefined): FieldFit | undefined {
  const [one, other] = [folded(asked ?? ''), folded(kept ?? '')];
  if (one === '' || other === '') return undefined;
  if (one === other) return 'same';
  const isInitial = (one.length === 1 || other.length === 1) && one[0] === other[0];
  return isInitial || isOneEditApart(one, other) || sound(one) === sound(other) ? 'similar' : 'different';
}

const shortened: Readonly<Record<string, string>> = {
  street: 'st',
  avenue: 'ave',
  road: 'rd',
  drive: 'dr',
  lane: 'ln',
  court: 'ct',
  boulevard: 'blvd',
  circle: 'cir',
  place: 'pl',
  parkway: 'pkwy',
  highway: 'hwy',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  apartment: 'apt',
  number: '',
};

/** As the post office writes it: short words, no marks. */
function streetWords(street: string): string[] {
  const plain = street
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ');
  return plain
    .trim()
    .split(' ')
    .map((word) => codeIn(shortened, word) ?? word)
    .filter(Boolean);
}

function streetFit(asked: string | undefined, kept: string): FieldFit | undefined {
  const [one, other] = [streetWords(asked ?? ''), streetWords(kept)];
  if (one.length === 0 || other.length === 0) return undefined;
  if (one.join(' ') === other.join(' ')) return 'same';
  const isNumberAlike =
    one[0] === other[0] &&
    (one[1]?.slice(0, 3) === other[1]?.slice(0, 3) || sound(one[1] ?? '') === sound(other[1] ?? ''));
  return isNumberAlike ? 'similar' : 'different';
}

function phoneFit(asked: string | undefined, kept: string | undefined): FieldFit | undefined {
  const [one, other] = [asked, kept].map((phone) => (phone ?? '').replaceAll(/\D/gu, '').slice(-10));
  if (!one || !other) return undefined;
  if (one === other) return 'same';
  return one.slice(-7) === other.slice(-7) ? 'similar' : 'different';
}

/** What has one way to be written. */
function codeFit(asked: string | undefined, kept: string | undefined): FieldFit | undefined {
  const [one, other] = [asked, kept].map((code) => (code ?? '').replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase());
  if (!one || !other) return undefined;
  return one === other ? 'same' : 'different';
}

function zipFit(asked: string | undefined, kept: string): FieldFit | undefined {
  const [one, other] = [(asked ?? '').slice(0, 5), kept.slice(0, 5)];
  if (one === '' || other === '') return undefined;
  if (one === other) return 'same';
  return one.slice(0, 3) === other.slice(0, 3) ? 'similar' : 'different';
}

/** People move: of several addresses the one that fits best counts. */
function best(fits: readonly (FieldFit | undefined)[]): FieldFit | undefined {
  return (['same', 'similar', 'different'] as const).find((fit) => fits.includes(fit));
}
