import { expect, test } from 'vitest';
import { diagnosticsTexts, troubleText } from '../../../shared/kiosk/texts/diagnostics.ts';

const { trouble, givenUp } = diagnosticsTexts;

test('[K10] a window says whether it comes back by itself, and never that a page with a wrong certificate will', () => {
  expect(troubleText('crashed', true)).toBe(trouble.crashed);
  expect(troubleText('crashed', false)).toBe(givenUp);
  expect(troubleText('certificate', false)).toBe(trouble.certificate);
});
