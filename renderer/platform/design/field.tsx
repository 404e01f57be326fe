import { createContext, type ReactNode, useContext, useId } from 'react';
import { TriangleAlert } from './icons.ts';

/** Whether somebody has tried to send the form that a field is in; elsewhere a field has no form to wait for. */
export const Tried = createContext(true);

/** What was refused of the fields that a form sent, by the names that its request has for them. */
export const Refused = createContext<{
  readonly wordsOf: (field: string) => string | undefined;
  /** Whether each of these has a field that says it. */
  readonly areShown: (fields: readonly string[]) => boolean;
}>({ wordsOf: () => undefined, areShown: () => false });

/** What a field says of itself, or what was refused of it: nothing before its form was tried. */
export function useSaid(error: string | undefined, field?: string): string | undefined {
  const { wordsOf } = useContext(Refused);
  if (!useContext(Tried)) return undefined;
  return error ?? (field === undefined ? undefined : wordsOf(field));
}

export type FieldTexts = {
  label: string;
  hint?: string | undefined;
  /** What is wrong; shown once its form was tried. */
  error?: string | undefined;
  /** What the form's request calls it, such as `signature.name`: what is refused of that is said here. */
  field?: string | undefined;
};

type FieldProps = FieldTexts & {
  /** What is wrong already while it is typed. */
  wrong?: string | undefined;
  /** What else describes it: ids of elements outside the field. */
  describedBy?: string | undefined;
  /** @param control what the control itself has to carry, so that its label, hint and error belong to it */
  children: (control: ControlProps) => ReactNode;
};

export interface ControlProps {
  readonly id: string;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly 'data-field': string | undefined;
}

/** What every field looks like around its control: label, hint, control, and what is wrong with it. */
export function Field({ label, hint, error: whenTried, field, wrong, describedBy, children }: FieldProps) {
  const id = useId();
  const error = useSaid(whenTried, field) ?? wrong;
  const described = [hint && `${id}-hint`, describedBy, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span className="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children({
        id,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': described || undefined,
        'data-field': field,
      })}
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
