import type { VaosTexts } from '../vaos-texts.ts';

/** @param field as requests name it, such as `lines.0.doses` */
export function fieldName(names: VaosTexts['fieldNames'], field: string): string {
  const own = field.split('.').findLast((part) => !/^\d+$/u.test(part))!;
  return (names as Readonly<Record<string, string>>)[own] ?? field;
}
