import tables from './vaccines.json' with { type: 'json' };

/** CVX: what was administered. A code keeps its leading zeros, so it is never a number. */
export interface Vaccine {
  readonly cvx: string;
  readonly name: string;
  /** Vaccine groups as people read them; a combination vaccine belongs to several. */
  readonly groups: readonly string[];
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

/** @throws when no current product has that trade name (and code, where one name stands for several) */
export function productNamed(tradeName: string, cvx?: string): Product {
  const found = products.find(
    (product) => product.tradeName === tradeName && (cvx === undefined || product.cvx === cvx),
  );
  if (found === undefined) throw new Error(`no current product is named ${tradeName}`);
  return found;
}
