import { escaped, usualSeparators } from './message.ts';

/** A field: text, or components; each list within a list is a level deeper. Nothing is written for undefined. */
export type Value = string | undefined | readonly (string | undefined)[];

/** One segment with the usual separators, empty fields at the end left out. @param fields from 1 */
export function segment(name: string, ...fields: readonly Value[]): string {
  const { field, component } = usualSeparators;
  const written = fields.map((value) =>
    typeof value === 'string' || value === undefined ? text(value) : withoutEnd(value.map(text)).join(component),
  );
  return [name, ...withoutEnd(written)].join(field);
}

/** A header, whose first field is the separator itself. */
export function header(name: 'MSH' | 'FHS' | 'BHS', ...fields: readonly Value[]): string {
  const { component, repetition, escape, subcomponent } = usualSeparators;
  return segment(name, '', ...fields).replace(/^(...)\|/, `$1|${component}${repetition}${escape}${subcomponent}`);
}

const text = (value: string | undefined) => (value === undefined ? '' : escaped(value, usualSeparators));

function withoutEnd(values: readonly string[]): readonly string[] {
  const last = values.findLastIndex((value) => value !== '');
  return values.slice(0, last + 1);
}

/** `20261120`. */
export const writtenDate = (date: string) => date.replaceAll('-', '');
