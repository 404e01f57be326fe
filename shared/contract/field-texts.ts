import type { FieldProblem } from './problems.ts';

type Parameter = string | number;

/** What can be wrong with fields, by code. Each text goes on after the name of the field: "must be at most 5". */
export type FieldTexts = Readonly<Record<string, string | ((...parameters: never[]) => string)>>;

export type ParametersOf<Text> = Text extends (...parameters: infer Parameters extends Parameter[]) => string
  ? Parameters
  : [];

/** A problem of a field as servers answer it: by code, and in the words of the source language. */
export function fieldProblem<const Texts extends FieldTexts, Code extends keyof Texts & string>(
  texts: Texts,
  field: string,
  code: Code,
  ...parameters: ParametersOf<Texts[Code]>
): FieldProblem {
  return {
    field,
    message: fieldText(texts, { code, parameters })!,
    code,
    ...(parameters.length > 0 && { parameters }),
  };
}

/** Words a problem. @returns undefined where the texts do not have its code */
export function fieldText(
  texts: FieldTexts,
  { code, parameters = [] }: Pick<FieldProblem, 'code' | 'parameters'>,
): string | undefined {
  if (code === undefined || !Object.hasOwn(texts, code)) return undefined;
  const text = texts[code]!;
  return typeof text === 'string' ? text : (text as (...given: readonly Parameter[]) => string)(...parameters);
}
