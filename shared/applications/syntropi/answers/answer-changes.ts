import type { Answers } from './enrollment-answers.ts';

/** What differs between two enrollments' answers, or before and after one is saved [Y2][Y4]. */
export interface AnswerChange {
  /** With its section, such as `hours.monday.to`. */
  readonly field: string;
  readonly before?: string;
  readonly after?: string;
}

/** That they have changed is told, what they are is not: they stand in the enrollment alone. */
export const secretFields: ReadonlySet<string> = new Set(['clinician.number', 'clinician.npi']);

export function changesBetween(before: Answers, after: Answers): AnswerChange[] {
  const [old, now] = [flatAnswers(before), flatAnswers(after)];
  const fields = new Set([...old.keys(), ...now.keys()]);
  return [...fields].flatMap((field) => {
    const [was, is] = [old.get(field), now.get(field)];
    if (was === is) return [];
    if (secretFields.has(field)) return [{ field }];
    return [{ field, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }];
  });
}

/** Each answer by its path, such as `hours.monday.to`; what is empty is not there. */
export function flatAnswers(answers: Answers): Map<string, string> {
  return flat(answers, '', new Map());
}

function flat(value: unknown, path: string, found: Map<string, string>): Map<string, string> {
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) {
    if (value.length > 0) found.set(path, value.join(', '));
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) flat(each, path ? `${path}.${name}` : name, found);
  } else if (typeof value === 'string' ? value !== '' : typeof value === 'number' || typeof value === 'boolean') {
    found.set(path, String(value));
  }
  return found;
}
