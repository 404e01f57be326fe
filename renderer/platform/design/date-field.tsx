import { useState } from 'react';
import { type CalendarDate, shownDate } from '../../../shared/contract/time.ts';
import { usePartTexts } from './part-texts.ts';
import { Field, type FieldTexts } from './field.tsx';
import { typedDate } from './typed-date.ts';

type DateFieldProps = FieldTexts & {
  /** What was understood; undefined where nothing is, or nothing that is a date. */
  value: CalendarDate | undefined;
  /** @param text what was typed, so that the form can tell an empty field from one that is no date */
  onChange: (date: CalendarDate | undefined, text: string) => void;
  name?: string;
};

/** A date as it is written in Texas: typed with or without slashes, pasted in any common form, or scanned. */
export function DateField({ label, hint, error, field, value, onChange, name }: DateFieldProps) {
  const { dateHint, dateWrong } = usePartTexts();
  const [text, setText] = useState(value === undefined ? '' : shownDate(value));
  const [left, setLeft] = useState(false);
  // The form emptied it, or put something else into it.
  const current = value !== undefined && typedDate(text) !== value ? shownDate(value) : text;
  const wrong = left && current.trim() !== '' && typedDate(current) === undefined ? dateWrong : undefined;
  const take = (typed: string) => {
    setText(typed);
    onChange(typedDate(typed), typed);
  };
  return (
    <Field label={label} hint={hint ?? dateHint} error={error} field={field} wrong={wrong}>
      {(control) => (
        <input
          {...control}
          className="date-input"
          type="text"
          name={name}
          inputMode="numeric"
          autoComplete="off"
          maxLength={20}
          value={current}
          onChange={({ target }) => {
            setLeft(false);
            take(target.value);
          }}
          onBlur={() => {
            setLeft(true);
            const date = typedDate(current);
            if (date !== undefined) setText(shownDate(date));
          }}
        />
      )}
    </Field>
  );
}
