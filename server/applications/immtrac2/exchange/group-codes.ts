import { vaccines } from '../../platform/codes/vaccines.ts';

/** CVX codes for a group as such. */
const groupCodes: Readonly<Record<string, string>> = {
  Cholera: '26',
  'COVID-19': '213',
  Dengue: '330',
  'DTaP/Tdap/Td': '107',
  Ebola: '214',
  HepA: '85',
  HepB: '45',
  Hib: '17',
  HPV: '137',
  Influenza: '88',
  'Japanese Encephalitis': '129',
  Meningococcal: '108',
  'Meningococcal B': '164',
  MMR: '03',
  Orthopoxvirus: '325',
  Pneumococcal: '109',
  Polio: '89',
  Rabies: '90',
  Rotavirus: '122',
  RSV: '304',
  TBE: '222',
  Typhoid: '91',
  Varicella: '21',
  'Yellow Fever': '184',
  Zoster: '188',
};
/** A group without a code of its own has its first vaccine's. */
const firstOf = (group: string) => [...vaccines.values()].find(({ groups }) => groups.includes(group))?.cvx ?? '999';

export function groupCode(group: string): string {
  return groupCodes[group] ?? firstOf(group);
}
