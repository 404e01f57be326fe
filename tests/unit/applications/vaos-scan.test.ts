import { expect, test } from 'vitest';
import { readUnitScan } from '../../../shared/applications/codes/unit-scan.ts';
import { cartons } from '../../../shared/applications/codes/units.ts';
import { scannedLine } from '../../../shared/applications/vaos/stock/scanned-line.ts';

const mmr = '00006-4681-00';

test('[V3] a unit that is scanned stands for the carton that was delivered, with its lot and expiration', () => {
  const scan = readUnitScan('01003000646810171728083110NEW1', '2026-11-22');
  expect(scan.ndc11).toBe('00006-4681-01');
  expect(scannedLine(scan, [mmr])).toEqual({ ndc: mmr, lot: 'NEW1', expires: '2028-08-31' });
});

test('[V3] a carton that is scanned is taken as it is', () => {
  const scan = readUnitScan(mmr, '2026-11-22');
  expect(scan.result).toBe('carton');
  expect(scannedLine({ ...scan, lot: 'NEW1' }, [])).toEqual({ ndc: mmr, lot: 'NEW1' });
});

test('[V3] where a unit comes in several cartons, what the site may have decides, and nothing is guessed', () => {
  const counts = Map.groupBy(
    [...cartons.values()].flatMap(({ ndc, units }) => units.map((unit) => ({ ndc, unit }))),
    ({ unit }) => unit,
  );
  const [unit, several] = [...counts].find(([, all]) => all.length === 2)!;
  const [one, other] = several.map(({ ndc }) => ndc) as [string, string];
  expect(scannedLine({ ndc11: unit }, [one, mmr])).toEqual({ ndc: one });
  expect(scannedLine({ ndc11: unit }, [one, other])).toEqual({});
  expect(scannedLine({ ndc11: unit, lot: 'A1' }, [])).toEqual({ lot: 'A1' });
});

test('[V3] a vaccine that is sold as it is used keeps its code, and a number that nobody knows fills no product', () => {
  expect(scannedLine({ ndc11: '99999-0001-01' }, [])).toEqual({ ndc: '99999-0001-01' });
  expect(scannedLine({ lot: 'A1', expiry: '2028-01-31' }, [mmr])).toEqual({ lot: 'A1', expires: '2028-01-31' });
});
