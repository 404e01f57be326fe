import type { Route } from '../../../../shared/applications/immtrac2/fields.ts';
import { type CalendarDate } from '../../../../shared/contract/time.ts';
import { type Product, productNamed } from '../../platform/codes/vaccines.ts';

/** A product as training histories use it: how it is given, and when it was on the market. */
export interface ProductUse {
  readonly product: Product;
  readonly millilitres: number;
  readonly route: Route;
  readonly from: CalendarDate;
  readonly until: CalendarDate;
}

type Given = Partial<Pick<ProductUse, 'millilitres' | 'route' | 'from' | 'until'>> & { cvx?: string };

function use(
  tradeName: string,
  { cvx, millilitres = 0.5, route = 'IM', from = '2006-01-01', until = '9999' }: Given = {},
) {
  return { product: productNamed(tradeName, cvx), millilitres, route, from, until } satisfies ProductUse;
}

export const hepatitisB = [use('ENGERIX B-PEDS'), use('RECOMBIVAX-PEDS')];
export const hepatitisBAdult = [use('ENGERIX-B-ADULT', { cvx: '43', millilitres: 1 })];
export const rotavirus = [use('ROTATEQ', { millilitres: 2, route: 'PO' })];
export const pneumococcal = [
  use('PREVNAR 13', { from: '2010-06-01', until: '2022-08-31' }),
  use('VAXNEUVANCE', { from: '2022-09-01', until: '2023-09-30' }),
  use('PREVNAR 20', { from: '2023-10-01' }),
];
export const hib = [use('ACTHIB'), use('HIBERIX', { from: '2010-01-01' })];
export const mmr = [use('M-M-R II', { route: 'SC' })];
export const varicella = [use('VARIVAX', { route: 'SC' })];
export const mmrv = [use('PROQUAD', { route: 'SC' })];
export const hepatitisA = [use('HAVRIX-PEDS'), use('VAQTA-PEDS')];
export const dtap = [use('INFANRIX'), use('DAPTACEL')];
export const dtapIpv = [use('KINRIX', { from: '2008-07-01' }), use('Quadracel', { from: '2017-01-01' })];

/** Combination vaccines of the first year, each with what it leaves to other products. */
export const pediarix = [use('PEDIARIX')];
export const pentacel = [use('PENTACEL', { from: '2008-07-01' })];
export const vaxelis = [use('VAXELIS', { from: '2021-06-01' })];

export const tdap = [use('BOOSTRIX'), use('ADACEL')];
export const hpv = [use('Gardasil 9', { from: '2015-03-01' })];
export const meningococcal = [use('Menveo', { from: '2010-06-01' }), use('MenQuadfi', { from: '2021-01-01' })];
export const meningococcalB = [use('Bexsero', { from: '2015-03-01' }), use('Trumenba', { from: '2015-03-01' })];

const trivalentFrom = '2024-07-01';
export const influenza = [
  use('Fluzone, quadrivalent, preservative free', { from: '2013-08-01', until: '2024-06-30' }),
  use('Fluarix quadrivalent, preservative free', { from: '2013-08-01', until: '2024-06-30' }),
  use('Fluzone trivalent, preservative free', { from: trivalentFrom }),
  use('Fluarix trivalent, preservative free', { from: trivalentFrom }),
  use('FluMist trivalent', { from: trivalentFrom, millilitres: 0.2, route: 'NS' }),
];
export const influenzaInfant = influenza.filter(({ route }) => route === 'IM');
export const influenzaSenior = [
  use('Fluzone High-Dose quadrivalent, preservative free', {
    from: '2020-08-01',
    until: '2024-06-30',
    millilitres: 0.7,
  }),
  use('Fluzone High-Dose trivalent, preservative free', { from: trivalentFrom }),
];
const covidFrom = '2023-10-01';
export const covidChild = [use('SPIKEVAX', { cvx: '311', from: covidFrom, millilitres: 0.25 })];
export const covid = [
  use('COMIRNATY', { cvx: '309', from: covidFrom, millilitres: 0.3 }),
  use('SPIKEVAX', { cvx: '312', from: covidFrom }),
];
export const zoster = [use('SHINGRIX', { from: '2018-02-01' })];
export const pneumococcalSenior = [use('PREVNAR 20', { from: '2021-12-01' })];
export const rsvSenior = [use('Arexvy', { from: '2023-08-01' }), use('ABRYSVO', { from: '2023-08-01' })];
