import './style-without-elements.ts';
import { useId } from 'react';
import { Button, ComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { usePartTexts } from '../part-texts.ts';
import { FieldError, type FieldTexts, useSaid } from '../field.tsx';
import { ChevronDown } from '../icons.ts';

type ComboFieldProps = FieldTexts & {
  choices: readonly { readonly id: string; readonly name: string; readonly note?: string }[];
  value: string | undefined;
  onChoose: (id: string | undefined) => void;
};

/** One of a long list, found by typing a part of its name. */
export function ComboField({ label, hint, error: whenTried, field, choices, value, onChoose }: ComboFieldProps) {
  const id = useId();
  const error = useSaid(whenTried, field);
  const texts = usePartTexts().combo;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <ComboBox
      className="field"
      aria-label={label}
      defaultItems={choices}
      selectedKey={value ?? null}
      isInvalid={error !== undefined}
      allowsEmptyCollection
      menuTrigger="input"
      onSelectionChange={(key) => onChoose(key === null ? undefined : String(key))}
    >
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <span className="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <span className="combo-input">
        <Input id={id} aria-invalid={error ? true : undefined} {...(described && { 'aria-describedby': described })} />
        <Button aria-label={`${texts.open}: ${label}`}>
          <ChevronDown className="icon" aria-hidden />
        </Button>
      </span>
      <FieldError id={`${id}-error`}>{error}</FieldError>
      <Popover className="combo-list">
        <ListBox aria-label={label} renderEmptyState={() => <div className="empty-list">{texts.none}</div>}>
          {(choice: ComboFieldProps['choices'][number]) => (
            <ListBoxItem id={choice.id} textValue={choice.name}>
              {choice.name}
              {choice.note && <span className="field-hint">{choice.note}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
