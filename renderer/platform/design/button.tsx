import { type ComponentProps, type MouseEvent, useEffect } from 'react';
import { useLanguage } from '../texts/wording.tsx';
import { announce, hush, prepareToAnnounce } from './announce.ts';
import { LoaderCircle } from './icons.ts';

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger';

type ButtonProps = Omit<ComponentProps<'button'>, 'disabled'> & {
  kind?: ButtonKind;
  /** What it says while what it asked for is under way; pressing it again does nothing then. */
  busy?: string | false | undefined;
  /** Nothing to press now. It keeps the focus, which a natively disabled button would lose. */
  unavailable?: boolean;
};

export function Button({ kind = 'plain', type = 'button', busy, unavailable, children, ...rest }: ButtonProps) {
  const language = useLanguage();
  const idle = !busy && !unavailable;
  useEffect(prepareToAnnounce, []);
  useEffect(() => {
    if (!busy) return;
    announce(busy, language);
    return () => hush(busy);
  }, [busy, language]);
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (idle) rest.onClick?.(event);
    else event.preventDefault();
  };
  return (
    <button
      {...rest}
      type={type}
      className="button"
      data-kind={kind}
      aria-disabled={idle ? rest['aria-disabled'] : true}
      onClick={press}
    >
      {busy && <LoaderCircle className="icon spinner" aria-hidden />}
      {busy || children}
    </button>
  );
}

export function ButtonLink({ kind = 'plain', children, ...rest }: ComponentProps<'a'> & { kind?: ButtonKind }) {
  return (
    <a {...rest} className="button" data-kind={kind}>
      {children}
    </a>
  );
}
