import { limits } from '../../../../shared/contract/limits.ts';
import type { FieldTexts } from '../../../platform/design/field.tsx';
import { TextField } from '../../../platform/design/components.tsx';

type TypedProps = FieldTexts & { value: string; onChange: (value: string) => void };

/** How many doses. */
export function DosesField({ onChange, ...field }: TypedProps) {
  return (
    <TextField
      {...field}
      inputMode="numeric"
      autoComplete="off"
      maxLength={6}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

/** Something said in one's own words: a note, or why. */
export function NoteField({ onChange, ...field }: TypedProps) {
  return (
    <TextField
      {...field}
      autoComplete="off"
      maxLength={limits.stock.noteCharacters}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
