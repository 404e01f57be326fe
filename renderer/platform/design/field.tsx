import { type ReactNode, useId } from 'react';
import { TriangleAlert } from './icons.ts';

export type FieldTexts = {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
};

type FieldProps = FieldTexts & {
  /** What else describes it: ids of elements outside the field. */
  describedBy?: string | undefined;
  /** @param control what the control itself has to carry, so that its label, hint and error belong to it */
  children: (control: ControlProps) => ReactNode;
};

export interface ControlProps {
  readonly id: string;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
}

/** What every field looks like around its control: label, hint, control, and what is wrong with it. */
export function Field({ label, hint, error, describedBy, children }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, describedBy, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span className="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children({ id, 'aria-invalid': error ? true : undefined, 'aria-describedby': described || undefined })}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

/** What is wrong, in words; the icon only helps to find it. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <span className="field-error">
      <TriangleAlert className="icon" aria-hidden />
      <span id={id}>{children}</span>
    </span>
  );
}
