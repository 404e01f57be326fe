import { type ComponentProps, type KeyboardEvent, useState } from 'react';
import { useTexts } from '../texts/wording.tsx';
import { Button } from './button.tsx';
import { Field, type FieldTexts } from './field.tsx';

type TextFieldProps = Omit<ComponentProps<'input'>, 'id'> & FieldTexts & { describedBy?: string | undefined };

/** One line of text, or a password. */
export function TextField({ label, hint, error, field, describedBy, ...input }: TextFieldProps) {
  const said = { label, hint, error, field, describedBy };
  if (input.type === 'password') return <PasswordField {...said} {...input} />;
  return (
    <Field {...said}>
      {(control) => (
        <span className="field-input">
          <input {...input} {...control} />
        </span>
      )}
    </Field>
  );
}

/**
 * A password can be looked at: who sees what they type needs no second try (NIST SP 800-63B-4, 3.1.1.2). Caps Lock is
 * said while it is on.
 */
function PasswordField({ label, hint, error, field, describedBy, ...input }: TextFieldProps) {
  const { show, capsLock } = useTexts().frame;
  const [shown, setShown] = useState(false);
  const [locked, setLocked] = useState(false);
  const look = (event: KeyboardEvent) => setLocked(event.getModifierState('CapsLock'));
  return (
    <Field {...{ label, hint, error, field, describedBy }}>
      {(control) => (
        <>
          <span className="field-input">
            <input
              {...input}
              {...control}
              type={shown ? 'text' : 'password'}
              autoCapitalize="none"
              spellCheck={false}
              onKeyDown={look}
              onKeyUp={look}
              onBlur={() => setLocked(false)}
            />
            <Button aria-pressed={shown} aria-controls={control.id} onClick={() => setShown(!shown)}>
              {show}
              <span className="visually-hidden"> {label}</span>
            </Button>
          </span>
          <span className="field-hint" aria-live="polite">
            {locked && capsLock}
          </span>
        </>
      )}
    </Field>
  );
}
