import { expect, test } from 'vitest';
import { readCount, readReceipt } from '../../../server/applications/vaos/files/read-files.ts';
import { vaosEn } from '../../../shared/applications/vaos/texts/en.ts';
import { vaosEs } from '../../../shared/applications/vaos/texts/es.ts';
import { fieldText } from '../../../shared/contract/field-texts.ts';
import { sameTexts } from '../../support/same-texts.ts';

test('[L1] no text of VAOS was left in English in Spanish', () => {
  // Abbreviations that both languages use.
  expect(sameTexts(vaosEn, vaosEs)).toEqual(['pin', 'stock.ndc']);
});

test('[L1] a file with Spanish columns and reasons is read, and what is wrong with it is said in Spanish', async () => {
  const onHand = [
    { id: 'a', siteId: 's', ndc: '00006-4681-00', lot: 'X1', expires: '2027-01-31', doses: 9, opening: 9 },
  ];
  const csv = 'Número de lote,Dosis contadas,Motivo\nX1,8,Dosis aplicadas a pacientes\nX2,1,\nX1,2,porque sí\n';
  const { rows, refused } = await readCount(csv, onHand);
  expect(rows).toEqual([{ line: 2, lot: 'a', doses: 8, reason: 'administered' }]);
  expect(refused.map((remark) => fieldText(vaosEs.refusals, remark))).toEqual([
    'no está en existencia en este centro',
    'ya está en la línea 2',
  ]);
  const said = (await readReceipt('NDC,Lote,Vencimiento\n')).refused.map((remark) =>
    fieldText(vaosEs.refusals, remark),
  );
  expect(said).toEqual(['no tiene la columna dosis']);
  expect((await readReceipt('NDC,Lote,Vencimiento,Dosis\n6468100,x1,3/4/2027,10\n')).rows).toHaveLength(1);
});
