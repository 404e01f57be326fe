import type { Mistake } from '../../../shared/applications/syntropi/enrollment-rules.ts';
import { shownDate } from '../../../shared/contract/time.ts';
import { useFieldProblemText } from '../../platform/forms/field-message.ts';
import { type EnrollmentTexts, useSyntropiTexts } from './syntropi-texts.ts';

/** How an answer is called, and what it says, wherever it does not stand in its form. */

type Names = Readonly<Record<string, unknown>>;

const text = (names: Names, id: string) => (typeof names[id] === 'string' ? names[id] : id);

/** @param path of an answer, with its section, such as `hours.monday.to` */
export function labelOf(texts: EnrollmentTexts, path: string): string {
  const [section = '', one = '', two = '', three = ''] = path.split('.');
  switch (section) {
    case 'hours':
      return `${text(texts.hours.day, one)}, ${text(texts.hours, two)}`;
    case 'population': {
      const isAdults = one === 'adults';
      const group = isAdults ? texts.population.adults : text(texts.population.age, one);
      const names: Names = isAdults ? texts.population.adult : texts.population.child;
      return `${group}, ${two === 'total' ? texts.population.total : text(names, two)}`;
    }
    case 'storage':
      return two === ''
        ? texts.section.storage
        : `${texts.storage.unit(Number(two) + 1)}, ${text(texts.storage, three)}`;
    case 'coordinators':
      return `${text(texts.coordinators, one)}, ${text(texts.coordinators, two)}`;
    case 'programs':
      return texts.section.programs;
    case 'letter':
      return texts.letter.file;
    default:
      return text((texts as unknown as Record<string, Names>)[section] ?? {}, one);
  }
}

const namesIn = (texts: EnrollmentTexts): Readonly<Record<string, Names>> => ({
  ownership: texts.facility.ownerships,
  'facility.kind': texts.facility.kinds,
  license: texts.clinician.licenses,
  kind: texts.storage.kinds,
});

export function wordsOf(texts: EnrollmentTexts, path: string, value: string | undefined): string {
  if (value === undefined) return texts.history.empty;
  if (value === 'true' || value === 'false') return value === 'true' ? texts.form.yes : texts.form.no;
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return shownDate(value);
  const named = namesIn(texts);
  const names = named[path] ?? named[path.split('.').at(-1)!];
  return names ? text(names, value) : value;
}

/** "ZIP code must be …." */
export function useMistakeWords(): (mistake: Mistake) => string {
  const { enrollment: texts, refusals } = useSyntropiTexts();
  const problemText = useFieldProblemText(refusals);
  return (mistake) => {
    const label = labelOf(texts, `${mistake.section}.${mistake.field}`);
    return `${texts.form.problem(label, problemText(mistake))}.`;
  };
}

export function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}
