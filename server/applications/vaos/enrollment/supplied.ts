import type { Program } from '../../../../shared/applications/programs.ts';
import { salePackages } from '../../platform/codes/vaccines.ts';

/** What each program supplies, by its unit of sale. */
export const supplied = {
  TVFC: known(
    '58160-0811-52', // Pediarix
    '49281-0511-05', // Pentacel
    '63361-0243-15', // Vaxelis
    '58160-0820-52', // Engerix-B, pediatric
    '00006-4047-41', // RotaTeq
    '00005-2000-10', // Prevnar 20
    '49281-0545-03', // ActHIB
    '00006-4681-00', // M-M-R II
    '00006-4827-00', // Varivax
    '58160-0825-52', // Havrix, pediatric
    '58160-0812-52', // Kinrix
    '58160-0842-52', // Boostrix
    '00006-4121-02', // Gardasil 9
    '49281-0590-10', // MenQuadfi
    '49281-0425-50', // Fluzone
  ),
  ASN: known(
    '58160-0842-52', // Boostrix
    '00006-4121-02', // Gardasil 9
    '58160-0849-52', // Shingrix
    '58160-0848-11', // Arexvy
    '49281-0125-65', // Fluzone High-Dose
  ),
  'COVID-19': known(
    '80777-0113-80', // Spikevax, children
    '00069-2528-10', // Comirnaty
  ),
} satisfies Record<Program, readonly string[]>;

/** @throws when a newer edition of the code tables no longer has one */
function known<const Ndcs extends readonly string[]>(...ndcs: Ndcs): Ndcs {
  const gone = ndcs.find((ndc) => !salePackages.has(ndc));
  if (gone !== undefined) throw new Error(`${gone} is not a current unit of sale`);
  return ndcs;
}
