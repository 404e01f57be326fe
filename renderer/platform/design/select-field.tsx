import { useId } from 'react';

type SelectFieldProps = {
  label: string;
  value: string;
  choices: readonly { readonly id: string; readonly name: string }[];
  onChoose: (id: string) => void;
};

export function SelectField({ label, value, choices, onChoose }: SelectFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChoose(event.target.value)}>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.name}
          </option>
        ))}
      </select>
    </div>
  );
}
