import { type ComponentProps, type ReactNode, useLayoutEffect, useId, useRef, useState } from 'react';
import { useTexts } from '../texts/wording.tsx';

type ButtonProps = ComponentProps<'button'> & { kind?: 'primary' | 'plain' };

export function Button({ kind = 'plain', type = 'button', ...rest }: ButtonProps) {
  return <button {...rest} type={type} className="button" data-kind={kind} />;
}

export function ButtonLink({
  kind = 'plain',
  children,
  ...rest
}: ComponentProps<'a'> & { kind?: 'primary' | 'plain' }) {
  return (
    <a {...rest} className="button" data-kind={kind}>
      {children}
    </a>
  );
}

type TextFieldProps = Omit<ComponentProps<'input'>, 'id'> & {
  label: string;
  hint?: string;
  error?: string | undefined;
};

/** A password can be looked at: who sees what they type needs no second try (NIST SP 800-63B-4, 3.1.1.2). */
export function TextField({ label, hint, error, ...input }: TextFieldProps) {
  const id = useId();
  const { show } = useTexts().frame;
  const [shown, setShown] = useState(false);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span className="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      <span className="field-input">
        <input
          {...input}
          type={shown ? 'text' : input.type}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
        />
        {input.type === 'password' && (
          <Button aria-pressed={shown} aria-controls={id} onClick={() => setShown(!shown)}>
            {show}
            <span className="visually-hidden"> {label}</span>
          </Button>
        )}
      </span>
      {error && (
        <span className="field-error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}

type NoticeProps = {
  kind?: 'information' | 'positive' | 'warning' | 'danger';
  title?: string;
  /** Read out at once when it appears, and focused, because it answers what the person just did. */
  urgent?: boolean;
  children: ReactNode;
};

export function Notice({ kind = 'information', title, urgent = false, children }: NoticeProps) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (urgent) element.current?.focus();
  }, [urgent]);
  return (
    <div
      ref={element}
      className="notice"
      data-kind={kind}
      role={urgent ? 'alert' : undefined}
      tabIndex={urgent ? -1 : undefined}
    >
      {title && <strong>{title}</strong>}
      {children}
    </div>
  );
}

export function Panel({ title, className = '', children, ...rest }: ComponentProps<'section'> & { title?: string }) {
  const id = useId();
  return (
    <section {...rest} className={`panel ${className}`.trim()} aria-labelledby={title ? id : undefined}>
      {title && <h2 id={id}>{title}</h2>}
      {children}
    </section>
  );
}

/** A table with its name; wide ones scroll inside their frame, by keyboard too. */
export function Table({ caption, children }: { caption: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="table-frame" aria-labelledby={id} tabIndex={0}>
      <table>
        <caption id={id}>{caption}</caption>
        {children}
      </table>
    </section>
  );
}

/** Label and value pairs of one record. */
export function Details({ items }: { items: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="details">
      {items.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
