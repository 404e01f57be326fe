import type { ComponentProps } from 'react';
import { Field, type FieldTexts } from './field.tsx';

/** Several lines of text. */
export function AreaField({ label, hint, error, field, ...area }: Omit<ComponentProps<'textarea'>, 'id'> & FieldTexts) {
  return (
    <Field label={label} hint={hint} error={error} field={field}>
      {(control) => <textarea {...area} {...control} />}
    </Field>
  );
}
