import { type ReactNode, useId } from 'react';
import { useSaid } from '../../../platform/design/field.tsx';

type ChoiceProps = {
  label: string;
  value: string;
  /** Each with its words; within groups where a third says which. */
  choices: readonly (readonly [id: string, name: string, group?: string])[];
  /** What stands there while nothing is chosen; without it, something always is. */
  none?: string;
  error?: string | undefined;
  onChoose: (id: string) => void;
};

/** One of several, with what is wrong with it. */
export function Choice({ label, value, choices, none, error: whenTried, onChoose }: ChoiceProps) {
  const id = useId();
  const error = useSaid(whenTried);
  const groups = [...new Set(choices.map(([, , group]) => group))];
  const option = ([key, name]: ChoiceProps['choices'][number]) => (
    <option key={key} value={key}>
      {name}
    </option>
  );
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => onChoose(event.target.value)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {groups.map((group) =>
          group === undefined ? (
            choices.filter((choice) => choice[2] === undefined).map(option)
          ) : (
            <optgroup key={group} label={group}>
              {choices.filter((choice) => choice[2] === group).map(option)}
            </optgroup>
          ),
        )}
      </select>
      {error && (
        <span className="field-error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}

type TickProps = { label: string; checked: boolean; onChange: (checked: boolean) => void };

export function Tick({ label, checked, onChange }: TickProps) {
  return (
    <label className="tick">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}

type RadiosProps = {
  legend: string;
  value: string;
  choices: readonly (readonly [id: string, name: string])[];
  onChoose: (id: string) => void;
};

export function Radios({ legend, value, choices, onChoose }: RadiosProps) {
  const name = useId();
  return (
    <fieldset className="choice-row">
      <legend>{legend}</legend>
      {choices.map(([id, label]) => (
        <label className="tick" key={id}>
          <input type="radio" name={name} checked={value === id} onChange={() => onChoose(id)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

/** Pairs of id and words, for a choice. */
export function choicesOf<T extends string>(words: Readonly<Record<T, string>>): (readonly [T, string])[] {
  return (Object.keys(words) as T[]).map((id) => [id, words[id]] as const);
}

/** A group of fields under one heading. */
export function FieldGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="dose-slot">
      <legend>{title}</legend>
      <div className="form-fields">{children}</div>
    </fieldset>
  );
}
