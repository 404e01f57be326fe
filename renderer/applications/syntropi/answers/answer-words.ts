import type { Mistake } from '../../../../shared/applications/syntropi/answers/enrollment-rules.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { useFieldProblemText } from '../../../platform/forms/field-message.ts';
import { type EnrollmentTexts, useSyntropiTexts } from '../syntropi-texts.ts';

/** How an answer is called, and what it says, wherever it does not stand in its form. */

type Names = Readonly<Record<string, unknown>>;

const text = (names: Names, id: string) => (typeof names[id] === 'string' ? names[id] : id);

/** @param field as requests name it, or an answer with its section, such as `hours.monday.to` */
export function labelOf(texts: EnrollmentTexts, field: string): string {
  const path = field.replace(/^answers\./u, '');
  const [section = '', one = '', two = '', three = ''] = path.split('.');
  // A whole section, or a part of it that has no label of its own.
  const whole = text(texts.section, section);
  switch (section) {
    case 'hours':
      if (two === '') return one === '' ? whole : text(texts.hours.day, one);
      return `${text(texts.hours.day, one)}, ${text(texts.hours, two)}`;
    case 'population': {
      const isAdults = one === 'adults';
      const group = isAdults ? texts.population.adults : text(texts.population.age, one);
      const names: Names = isAdults ? texts.population.adult : texts.population.child;
      if (two === '') return one === '' ? whole : group;
      return `${group}, ${two === 'total' ? texts.population.total : text(names, two)}`;
    }
    case 'storage':
      if (two === '') return whole;
      return [texts.storage.unit(Number(two) + 1), ...(three === '' ? [] : [text(texts.storage, three)])].join(', ');
    case 'coordinators':
      if (two === '') return one === '' ? whole : text(texts.coordinators, one);
      return `${text(texts.coordinators, one)}, ${text(texts.coordinators, two)}`;
    case 'programs':
      return texts.section.programs;
    case 'letter':
      return texts.letter.file;
    default:
      return one === '' ? whole : text((texts as unknown as Record<string, Names>)[section] ?? {}, one);
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
