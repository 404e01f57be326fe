import type { AnsweredSection, Answers } from '../../../../shared/applications/syntropi/answers/enrollment-answers.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { TextField } from '../../../platform/design/components.tsx';
import type { EnrollmentTexts } from '../syntropi-texts.ts';

/** What the fields of every section are made of. */

type Value<S extends AnsweredSection> = NonNullable<Answers[S]>;

export interface FieldsProps<S extends AnsweredSection> {
  readonly value: Value<S>;
  readonly onChange: (value: Value<S>) => void;
  /** @param field within the section, as rules name it */
  readonly errorOf: (field: string) => string | undefined;
  readonly answers: Answers;
  readonly texts: EnrollmentTexts;
}

/** An answer that is not given is not there. */
export function withAnswer<T extends object, K extends keyof T>(value: T, name: K, answer: T[K] | undefined): T {
  const { [name]: _, ...others } = value;
  return (answer === undefined ? others : { ...others, [name]: answer }) as T;
}

/** The choices of a list, from their names. */
export const named = <Id extends string>(names: Readonly<Record<Id, string>>) =>
  (Object.entries(names) as [Id, string][]).map(([id, name]) => ({ id, name }));

type LineProps = {
  label: string;
  hint?: string | undefined;
  value: string | undefined;
  error: string | undefined;
  onChange: (text: string) => void;
  numeric?: boolean;
  maxLength?: number;
};

export function Line({
  value = '',
  onChange,
  numeric,
  maxLength = limits.enrollment.textCharacters,
  ...rest
}: LineProps) {
  return (
    <TextField
      {...rest}
      value={value}
      autoComplete="off"
      spellCheck={false}
      maxLength={maxLength}
      {...(numeric && { inputMode: 'numeric' })}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
