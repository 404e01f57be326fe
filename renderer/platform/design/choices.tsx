import { type ReactNode, useId } from 'react';
import { FieldError, useSaid } from './field.tsx';

type CheckProps = { checked: boolean; onChange: (checked: boolean) => void; children: ReactNode };

/** One thing that is so or not. */
export function Check({ checked, onChange, children }: CheckProps) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {children}
    </label>
  );
}

type CheckGroupProps<Id extends string> = {
  legend: string;
  choices: readonly { readonly id: Id; readonly name: string }[];
  chosen: readonly Id[];
  onChange: (chosen: Id[]) => void;
  error?: string | undefined;
  /** What the form's request calls it. */
  field?: string;
};

/** Several of a short list, in its order. */
export function CheckGroup<Id extends string>({
  legend,
  choices,
  chosen,
  onChange,
  error: whenTried,
  field,
}: CheckGroupProps<Id>) {
  const id = useId();
  const error = useSaid(whenTried, field);
  return (
    <fieldset className="choices" aria-describedby={error ? id : undefined}>
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label className="check" key={choice.id}>
          <input
            type="checkbox"
            checked={chosen.includes(choice.id)}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? id : undefined}
            data-field={field}
            onChange={({ target }) =>
              onChange(
                choices
                  .map((each) => each.id)
                  .filter((each) => (each === choice.id ? target.checked : chosen.includes(each))),
              )
            }
          />
          {choice.name}
        </label>
      ))}
      <FieldError id={id}>{error}</FieldError>
    </fieldset>
  );
}

type RadioGroupProps<Id extends string> = {
  legend: ReactNode;
  choices: readonly { readonly id: Id; readonly name: string }[];
  chosen: Id | undefined;
  onChange: (chosen: Id) => void;
  error?: string | undefined;
  /** What the form's request calls it. */
  field?: string;
};

/** One of a short list, all of it to be seen. */
export function RadioGroup<Id extends string>({
  legend,
  choices,
  chosen,
  onChange,
  error: whenTried,
  field,
}: RadioGroupProps<Id>) {
  const id = useId();
  const error = useSaid(whenTried, field);
  return (
    <fieldset
      className="choices"
      role="radiogroup"
      aria-invalid={error ? true : undefined}
      aria-describedby={error ? id : undefined}
      data-leads-to={`${id}-0`}
    >
      <legend>{legend}</legend>
      {choices.map((choice, index) => (
        <label className="check" key={choice.id}>
          <input
            type="radio"
            id={`${id}-${index}`}
            name={`${id}-choice`}
            data-field={field}
            checked={chosen === choice.id}
            onChange={() => onChange(choice.id)}
          />
          {choice.name}
        </label>
      ))}
      <FieldError id={id}>{error}</FieldError>
    </fieldset>
  );
}
