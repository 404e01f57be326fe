import { exchangeEn } from '../../shared/applications/immtrac2/exchange/texts/en.ts';
import { immtrac2En } from '../../shared/applications/immtrac2/texts/en.ts';
import { syntropiEn } from '../../shared/applications/syntropi/texts/en.ts';
import { vaosEn } from '../../shared/applications/vaos/texts/en.ts';
import { acceptableUseAgreements } from '../../shared/identity/texts/acceptable-use-agreement.ts';
import { en } from '../../shared/identity/texts/en.ts';
import { mails } from '../../shared/identity/texts/en/mails.ts';
import { barTexts } from '../../shared/kiosk/texts/bar.ts';
import { deskTexts } from '../../shared/kiosk/texts/desk.ts';
import { exitTexts } from '../../shared/kiosk/texts/exit.ts';
import { readingGrade, wordsOf } from './reading-grade.ts';

/** `npm run reading`: which English texts ask for more than eight years of school [L4]. It only tells; people decide. */

const most = 8;
/** Of fewer words the formula says nothing. */
const fewestWords = 8;

const catalogues = {
  ...en,
  mails,
  acceptableUseAgreements,
  immtrac2En,
  immtrac2ExchangeEn: exchangeEn,
  vaosEn,
  syntropiEn,
  barTexts,
  deskTexts,
  exitTexts,
};

interface Text {
  readonly name: string;
  readonly text: string;
}

function textsIn(value: unknown, name: string): Text[] {
  if (typeof value === 'string') return [{ name, text: value }];
  if (typeof value === 'function') return textsIn(worded(value as (...given: unknown[]) => unknown), name);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([part, inner]) => textsIn(inner, `${name}.${part}`));
}

/** With something plain for each parameter, whatever it wants. */
function worded(text: (...given: unknown[]) => unknown): unknown {
  const contact = { name: 'Customer Support', email: 'help', phone: '555' };
  for (const given of ['three', 3, contact, ['three']]) {
    try {
      return text(...Array.from({ length: 6 }, (_, index) => (index > 0 && given === 'three' ? contact : given)));
    } catch {
      // It wants something else.
    }
  }
  return '';
}

const hard = textsIn(catalogues, 'texts')
  .filter(({ text }) => wordsOf(text).length >= fewestWords)
  .map((each) => ({ ...each, grade: readingGrade(each.text) }))
  .filter(({ grade }) => grade > most)
  .toSorted((one, other) => other.grade - one.grade);
for (const { name, text, grade } of hard)
  console.log(`${grade.toFixed(1).padStart(5)}  ${name}\n       ${text.replaceAll('\n', ' ')}`);
console.log(`${hard.length} texts are above grade ${most}.`);
