import { expect, test } from 'vitest';
import { ndcIn } from '../../../shared/applications/codes/ndc.ts';
import { cartons, unitNamed, units } from '../../../shared/applications/codes/units.ts';
import { Synthetic } from '../../../server/applications/platform/synthetic.ts';
import {
  manufacturers,
  products,
  salePackages,
  vaccines,
} from '../../../server/applications/platform/codes/vaccines.ts';

test('[O12] codes keep their leading zeros', () => {
  expect(vaccines.get('08')?.name).toBe('Hep B, adolescent or pediatric');
  expect(vaccines.has('8')).toBe(false);
});

test('[O12] every product and package names a vaccine and a manufacturer that are current', () => {
  for (const { cvx, mvx } of [...products, ...salePackages.values()]) {
    expect(vaccines.has(cvx) && manufacturers.has(mvx)).toBe(true);
  }
});

test('[O12] a combination vaccine belongs to all of its groups', () => {
  expect(vaccines.get('110')?.groups).toEqual(['DTaP', 'HepB', 'Polio']);
});

test('[O12] training data come out the same from the same seed', () => {
  const drawn = (seed: number) => Array.from({ length: 5 }, () => new Synthetic(seed).lotNumber());
  expect(drawn(7)).toEqual(drawn(7));
  expect(drawn(7)).not.toEqual(drawn(8));
});

test('[O12] an NDC is one code, with hyphens or without, and where its parts lack their zeros', () => {
  for (const written of [
    '00006-4681-00',
    '6-4681-00',
    '0006-4681-00',
    '00006468100',
    '00006 4681 00',
    ' 00006-4681-00',
  ]) {
    expect(ndcIn(written), written).toBe('00006-4681-00');
  }
  // Ten digits do not say where a zero is missing, and as a name of a unit they do.
  for (const written of ['0006468100', '00006-4681', '000064681000', 'A0006-4681-00', '', '1-2-3-4']) {
    expect(ndcIn(written), written).toBeUndefined();
  }
  const [unit] = units.values();
  for (const written of [unit!.ndc, unit!.ndc.replaceAll('-', ''), unit!.ndc10, unit!.ndc10.replaceAll('-', '')]) {
    expect(unitNamed(written)?.ndc, written).toBe(unit!.ndc);
  }
  const [carton] = [...cartons.values()].filter(({ ndc }) => !units.has(ndc));
  expect(unitNamed(carton!.ndc)?.ndc).toBe(carton!.units[0]);
});
