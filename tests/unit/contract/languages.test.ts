import { expect, test } from 'vitest';
import { fieldProblem, fieldText } from '../../../shared/contract/field-texts.ts';
import { accepted, firstSpoken, type Translation } from '../../../shared/contract/languages.ts';
import { es } from '../../../shared/identity/texts/es.ts';

test('[L1] of what a browser asks for, the language that is spoken here and wanted most is taken', () => {
  expect(accepted('es-MX,es;q=0.9,en;q=0.8')).toBe('es');
  expect(accepted('vi, en;q=0.5, es;q=0.7')).toBe('es');
  expect(accepted('EN-us')).toBe('en');
  expect(accepted('es;q=0, en;q=0.1')).toBe('en');
  for (const nothing of [undefined, '', '*', 'vi', 'es;q=0', ';;,,', 'q=1']) expect(accepted(nothing)).toBeUndefined();
  expect(firstSpoken(['vi-VN', 'es-419', 'en-US'])).toBe('es');
});

test('[L1] how much a language is wanted is read however it is written, and what is no weight is none', () => {
  expect(accepted('es;Q=0.2,en; q = 0.9')).toBe('en');
  expect(accepted('es ; q=0.2 ,en;q=0.9')).toBe('en');
  expect(accepted('es;level=1;q=0.2,en;q=0.9')).toBe('en');
  for (const word of ['xq=0.2', 'q=0.2x', 'q=high', 'q=', 'q'])
    expect(accepted(`es;${word},en;q=0.9`), word).toBe('es');
  // Of equal weight, the first.
  expect([accepted('es;q=0.5,en;q=0.5'), accepted('en;q=0.5,es;q=0.5')]).toEqual(['es', 'en']);
  expect(firstSpoken([' ES-mx '])).toBe('es');
  expect(firstSpoken(['english', 'e'])).toBeUndefined();
});

test('[L1] what is wrong with a field travels as a code with what its words depend on', () => {
  const texts = { over: 'is over', 'at-most': (most: number, lot: string) => `must be at most ${most} of lot ${lot}` };
  const translated: Translation<typeof texts> = { over: 'venció', 'at-most': (most, lot) => `${most} del lote ${lot}` };
  const problem = fieldProblem(texts, 'doses', 'at-most', 5, 'A1');
  expect(problem).toEqual({
    field: 'doses',
    message: 'must be at most 5 of lot A1',
    code: 'at-most',
    parameters: [5, 'A1'],
  });
  expect(fieldText(translated, problem)).toBe('5 del lote A1');
  expect(fieldText(translated, fieldProblem(texts, 'lot', 'over'))).toBe('venció');
  expect(fieldText(es.problems.fields, problem)).toBeUndefined();
  expect(fieldText(texts, { code: 'toString' })).toBeUndefined();
  expect(fieldText(texts, {})).toBeUndefined();
  // Words that depend on nothing have no parameters.
  expect(fieldProblem(texts, 'lot', 'over')).toEqual({ field: 'lot', message: 'is over', code: 'over' });
  // @ts-expect-error -- its words depend on a number
  expect(fieldProblem(texts, 'doses', 'at-most', 'five', 'A1').field).toBe('doses');
});

test('[L1] a translation that lacks a text, has one too many or asks for other parameters does not compile', () => {
  const source = { name: 'Name', count: (count: number) => `${count} tries` };
  const fits: Translation<typeof source> = { name: 'Nombre', count: (count) => `${count} intentos` };
  // @ts-expect-error -- one is missing
  const lacks: Translation<typeof source> = { name: 'Nombre' };
  // @ts-expect-error -- the source has no such text
  const hasMore: Translation<typeof source> = { ...fits, title: 'Título' };
  // @ts-expect-error -- it is called with a number
  const differs: Translation<typeof source> = { ...fits, count: (count: string) => count };
  expect([fits, lacks, hasMore, differs].map(({ name }) => name)).toEqual(Array(4).fill('Nombre'));
});
