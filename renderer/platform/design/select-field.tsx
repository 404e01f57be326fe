import { Field, type FieldTexts } from './field.tsx';

type SelectFieldProps = FieldTexts & {
  value: string;
  choices: readonly { readonly id: string; readonly name: string; readonly unavailable?: boolean }[];
  onChoose: (id: string) => void;
};

/**
 * One of a list that is short enough to look through: the system's own list, which every screen reader and touch screen
 * knows. A longer one is a `ComboField`. A value that is not in the list shows nothing as chosen.
 */
export function SelectField({ label, hint, error, field, value, choices, onChoose }: SelectFieldProps) {
  const isKnown = choices.some(({ id }) => id === value);
  return (
    <Field label={label} hint={hint} error={error} field={field}>
      {(control) => (
        <select {...control} value={isKnown ? value : ''} onChange={(event) => onChoose(event.target.value)}>
          {!isKnown && (
            <option value="" disabled hidden>
              –
            </option>
          )}
          {choices.map(({ id, name, unavailable }) => (
            <option key={id} value={id} disabled={unavailable}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
