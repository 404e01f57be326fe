import { expect, test } from 'vitest';
import { kioskTexts, kioskTextsFor } from '../../../shared/kiosk/texts/in-language.ts';
import { troubleText, troubleTexts } from '../../../shared/kiosk/texts/trouble.ts';
import { sameTexts } from '../../support/same-texts.ts';

const { kinds, givenUp } = troubleTexts;

test('[K10] a window says whether it comes back by itself, and never that a page with a wrong certificate will', () => {
  expect(troubleText('crashed', true, troubleTexts)).toBe(kinds.crashed);
  expect(troubleText('crashed', false, troubleTexts)).toBe(givenUp);
  expect(troubleText('certificate', false, troubleTexts)).toBe(kinds.certificate);
});

test('[L1] the kiosk’s own pages speak the system’s language, and no text was left in English', () => {
  expect(kioskTextsFor(['fr-FR', 'es-MX', 'en-US'])).toBe(kioskTexts.es);
  expect(kioskTextsFor(['fr-FR'])).toBe(kioskTexts.en);
  const names = ['bar.portal', 'bar.zoom', 'desk.title', 'exit.back'];
  expect(sameTexts(kioskTexts.en, kioskTexts.es).filter((name) => !names.includes(name))).toEqual([]);
});

test.each(['en', 'es'] as const)('[L1][O1] in %s a sentence about a file, a site or a number names it', (language) => {
  const { bar, desk, exit } = kioskTexts[language];
  const { saved, refused, failed, missing } = bar.notices;
  expect(saved('a.pdf', 'Kept')).toMatch(/a\.pdf.*Kept/);
  expect(refused('a.exe')).toContain('a.exe');
  expect(failed('a.pdf')).toContain('a.pdf');
  expect(missing('https://a.example')).toContain(' https://a.example, ');
  // Not the sentence that names an address, with a hole in it.
  expect(missing('')).toMatch(/^[^,]+\.$/);
  expect(desk.missing.text('https://a.example')).toContain(' https://a.example, ');
  expect(desk.unreachable.server('portal.example')).toMatch(/^\w+: portal\.example$/);
  expect(bar.sites(7)).toMatch(/^7 \w+$/);
  expect(bar.zoom(150)).toBe('150 %');
  expect(bar.resetZoom(150)).toMatch(/ 150 %.* 100 %/);
  expect(bar.find.found(2, 9)).toMatch(/^2 \w+ 9$/);
  expect(exit.wait(2)).toContain(' 2 ');
  expect(exit.wait(1)).not.toMatch(/\d/);
  expect(exit.wait(1)).toMatch(/ (a minute|un minuto)\.$/);
});
