import tables from './vaccines.json' with { type: 'json' };

/** CVX: what was administered. A code keeps its leading zeros, so it is never a number. */
export interface Vaccine {
  readonly cvx: string;
  readonly name: string;
  /** Vaccine groups as people read them; a combination vaccine belongs to several. */
  readonly groups: readonly string[];
  /** No longer given, or not in this country; histories have it. */
  readonly retired?: boolean;
}

/** A Vaccine Information Statement, by the number in its bar code (GDTI). */
export interface InformationStatement {
  readonly gdti: string;
  readonly name: string;
}

/** MVX: who made it. */
export interface Manufacturer {
  readonly mvx: string;
  readonly name: string;
}

export interface Product {
  readonly tradeName: string;
  readonly cvx: string;
  readonly mvx: string;
}

/** What is ordered and received: the unit of sale, by its National Drug Code (11 digits, 5-4-2). */
export interface SalePackage {
  readonly ndc: string;
  readonly product: string;
  readonly cvx: string;
  readonly mvx: string;
  readonly package: string;
}

/** The CDC names groups in mixed capitals and shorthand; these are the ones that need words. */
const groupNames: Readonly<Record<string, string>> = {
  ADENO: 'Adenovirus',
  ANTHRAX: 'Anthrax',
  cholera: 'Cholera',
  DENGUE: 'Dengue',
  DTAP: 'DTaP',
  FLU: 'Influenza',
  HIB: 'Hib',
  MENING: 'Meningococcal ACWY',
  MeningB: 'Meningococcal B',
  PneumoPCV: 'Pneumococcal conjugate',
  PneumoPPV: 'Pneumococcal polysaccharide',
  POLIO: 'Polio',
  RABIES: 'Rabies',
  ROTAVIRUS: 'Rotavirus',
  TDAP: 'Tdap',
  TYPHOID: 'Typhoid',
  VARICELLA: 'Varicella',
  YELLOWFEVER: 'Yellow fever',
  ZOSTER: 'Zoster',
};

export const codesAsOf: string = tables.asOf;

export const vaccines: ReadonlyMap<string, Vaccine> = new Map(
  tables.vaccines.map((vaccine) => [
    vaccine.cvx,
    { ...vaccine, groups: vaccine.groups.map((group) => groupNames[group] ?? group) },
  ]),
);

export const manufacturers: ReadonlyMap<string, Manufacturer> = new Map(
  tables.manufacturers.map((manufacturer) => [manufacturer.mvx, manufacturer]),
);

export const products: readonly Product[] = tables.products;

export const salePackages: ReadonlyMap<string, SalePackage> = new Map(
  tables.packages.map((salePackage) => [salePackage.ndc, salePackage]),
);

export const statements: readonly InformationStatement[] = tables.statements;

/** Which statement is given with the vaccines of a group; a person chooses another where that fits better. */
const statementOfGroup: Readonly<Record<string, string>> = {
  Adenovirus: '0886983000011',
  Anthrax: '0886983000028',
  DTaP: '0886983000035',
  HepA: '0886983000042',
  HepB: '0886983000059',
  Hib: '0886983000066',
  Influenza: '0886983000103',
  'Japanese encephalitis': '0886983000110',
  MMR: '0886983000127',
  'Meningococcal ACWY': '0886983000141',
  'Pneumococcal polysaccharide': '0886983000165',
  Polio: '0886983000172',
  Rabies: '0886983000189',
  Rotavirus: '0886983000196',
  Typhoid: '0886983000233',
  Varicella: '0886983000240',
  'Yellow fever': '0886983000257',
  Tdap: '0886983000271',
  Td: '0886983000288',
  HPV: '0886983000295',
  'Meningococcal B': '0886983000301',
  Cholera: '0886983000318',
  Zoster: '0886983000325',
  Dengue: '0886983000462',
  'Pneumococcal conjugate': '0886983000493',
  Orthopoxvirus: '0886983000530',
  Ebola: '0886983000547',
  RSV: '0886983000608',
  'COVID-19': '0886983000639',
  'Tick-borne encephalitis': '0886983000646',
};
const liveInfluenza = { cvx: new Set(['111', '149']), gdti: '0886983000097' };
const antibodies = new Set(['93', '306', '307', '315', '332']);

/** GDTIs of what is handed out with a vaccine: one for each group that it protects in. */
export function statementsFor({ cvx, groups }: Vaccine): readonly string[] {
  if (liveInfluenza.cvx.has(cvx)) return [liveInfluenza.gdti];
  if (antibodies.has(cvx)) return ['0886983000622'];
  return groups.flatMap((group) => statementOfGroup[group] ?? []);
}

/**
 * What counts as the same vaccine when one dose was reported twice: all codes that protect in the same groups, such as DTaP
 * with and without its formulation. Antibodies are no vaccine, and a code that says nothing is like no other.
 */
export function familyOf(cvx: string): string {
  if (antibodies.has(cvx)) return 'antibody RSV';
  const groups = vaccines.get(cvx)?.groups ?? [];
  return groups.length === 0 ? `cvx ${cvx}` : groups.join(' ');
}

/** Codes that do not say what was given. */
export const unknownVaccine = '999';
export const noVaccine = '998';

/** @throws when no current product has that trade name (and code, where one name stands for several) */
export function productNamed(tradeName: string, cvx?: string): Product {
  const found = products.find(
    (product) => product.tradeName === tradeName && (cvx === undefined || product.cvx === cvx),
  );
  if (found === undefined) throw new Error(`no current product is named ${tradeName}`);
  return found;
}
