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
