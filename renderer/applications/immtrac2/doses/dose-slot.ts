import type { Dose } from '../../../../shared/applications/immtrac2/fields.ts';
import type { VaccineCodes } from '../../../../shared/applications/immtrac2/doses/api.ts';
import { cartons, type UnitOfUse, units } from '../../../../shared/applications/codes/units.ts';
import type { UnitScan } from '../../../../shared/applications/codes/unit-scan.ts';

/** One vaccine of an entry, as text, as its form has it. Editions of statements stand under `vis-` and their document. */
export type Slot = Readonly<Record<string, string>>;

export const emptySlot: Slot = { cvx: '', unit: 'mL' };

/** What two vaccines of one visit have in common. */
export function nextSlot(before: Slot | undefined): Slot {
  const { funding = '', eligibility = '', administeredBy = '', disaster = '' } = before ?? {};
  return { ...emptySlot, funding, eligibility, administeredBy, disaster };
}

export function doseIn(slot: Slot): Dose {
  const text = ['tradeName', 'mvx', 'ndc', 'lot', 'expiration', 'route', 'bodySite', 'funding', 'eligibility'] as const;
  const given = [...text, 'administeredBy', 'comment'].flatMap((name) =>
    slot[name] ? [[name, slot[name].trim()]] : [],
  );
  const ticks = ['disaster', 'subpotent', 'expiredConfirmed'].flatMap((name) =>
    slot[name] === 'yes' ? [[name, true]] : [],
  );
  const statements = Object.entries(slot).flatMap(([name, edition]) =>
    name.startsWith('vis-') && edition !== '' ? [{ gdti: name.slice(4), edition }] : [],
  );
  const amount = Number.parseFloat((slot['amount'] ?? '').replace(',', '.'));
  return {
    cvx: slot['cvx'] ?? '',
    ...Object.fromEntries([...given, ...ticks]),
    ...(Number.isFinite(amount) && { amount, unit: (slot['unit'] || 'mL') as 'mL' }),
    ...(statements.length > 0 && { statements }),
  };
}

export function slotOf({ statements = [], ...dose }: Dose): Slot {
  const text = Object.entries(dose).map(([name, value]) => [name, value === true ? 'yes' : String(value)]);
  return {
    ...emptySlot,
    ...Object.fromEntries([...text, ...statements.map(({ gdti, edition }) => [`vis-${gdti}`, edition])]),
  };
}

type Codes = Pick<VaccineCodes, 'products' | 'manufacturers'>;

/** Who makes it, by the tables; everybody where they name nobody. */
export function makersOf(cvx: string, { products, manufacturers }: Codes): (readonly [string, string])[] {
  const made = new Set([...products, ...units.values()].filter((each) => each.cvx === cvx).map(({ mvx }) => mvx));
  const makers = manufacturers.filter(({ mvx }) => made.size === 0 || made.has(mvx));
  return makers.map(({ mvx, name }) => [mvx, name] as const);
}

export function namesOf(cvx: string, mvx: string, { products }: Codes): (readonly [string, string])[] {
  const named = products.filter((product) => product.cvx === cvx && (mvx === '' || product.mvx === mvx));
  return named.map(({ tradeName }) => [tradeName, tradeName] as const);
}

/** Units of use that were on the market on that day, and the one that is chosen: it may have been scanned off a shelf. */
export function unitsOf(slot: Slot, date: string): (readonly [string, string])[] {
  const { cvx = '', mvx = '', ndc: chosen = '' } = slot;
  const isRight = (unit: UnitOfUse) => unit.cvx === cvx && (mvx === '' || unit.mvx === undefined || unit.mvx === mvx);
  const isSold = ({ until }: UnitOfUse) => until === undefined || date === '' || until >= date;
  return [...units.values()]
    .filter((unit) => unit.ndc === chosen || (isRight(unit) && isSold(unit)))
    .map(({ ndc, product, package: pack }) => [ndc, [ndc, product, pack].filter(Boolean).join(', ')] as const);
}

/** With another vaccine, what was chosen for the one before is none of its own. */
export function withVaccine(slot: Slot, cvx: string, codes: Codes): Slot {
  return withMaker({ ...slot, cvx, ndc: '', lot: '', expiration: '' }, only(makersOf(cvx, codes)), codes);
}

export function withMaker(slot: Slot, mvx: string, codes: Codes): Slot {
  const cvx = slot['cvx'] ?? '';
  return { ...slot, mvx, tradeName: only(namesOf(cvx, mvx, codes)), ndc: '' };
}

function only(choices: readonly (readonly [string, string])[]): string {
  return choices.length === 1 ? choices[0]![0] : '';
}

/** What a scan says fills the slot; a carton's unit of use only where there is one kind in it. */
export function withScan(slot: Slot, scan: UnitScan, codes: Codes): Slot {
  const inCarton = scan.units?.length === 1 ? scan.units[0]! : '';
  const ndc =
    scan.ndc11 !== undefined && !cartons.has(scan.ndc11)
      ? scan.ndc11
      : units.has(scan.ndc11 ?? '')
        ? scan.ndc11!
        : inCarton;
  const unit = units.get(ndc);
  const vaccine =
    scan.cvx === undefined ? slot : withMaker({ ...slot, cvx: scan.cvx }, scan.mvx ?? unit?.mvx ?? '', codes);
  const amount = /(\d*\.?\d+) ?mL/iu.exec(unit?.package ?? '')?.[1];
  const isMulti = /multi/iu.test(unit?.package ?? '');
  return {
    ...vaccine,
    ndc,
    lot: scan.lot ?? '',
    expiration: scan.expiry ?? '',
    ...(amount !== undefined && !isMulti && !slot['amount'] && { amount: String(Number(amount)) }),
  };
}
