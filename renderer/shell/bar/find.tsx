import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { BarState, IpcRequest } from '../../../shared/kiosk/ipc.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { Button } from '../../platform/design/components.tsx';
import { useBarTexts } from './bar-texts.ts';

type FindProps = NonNullable<BarState['find']> & {
  onFind: (text: string, direction: IpcRequest<'page.find'>['direction']) => void;
  onClose: () => void;
};

/** Finds in the page below. What is looked for is only here, and goes with this field. */
export function Find({ asked, found, onFind, onClose }: FindProps) {
  const texts = useBarTexts().bar.find;
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (asked === 0) return;
    field.current?.focus();
    field.current?.select();
  }, [asked]);
  useEffect(() => {
    const closeAtEscape = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') onClose();
    };
    document.addEventListener('keydown', closeAtEscape);
    return () => document.removeEventListener('keydown', closeAtEscape);
  }, [onClose]);

  const search = (changed: string) => {
    setText(changed);
    onFind(changed, 'first');
  };
  const goOn = (direction: 'next' | 'previous') => {
    if (text !== '') onFind(text, direction);
  };
  return (
    <search className="bar-find">
      <input
        ref={field}
        aria-label={texts.name}
        placeholder={texts.name}
        value={text}
        maxLength={limits.findCharacters}
        autoComplete="off"
        onChange={({ target }) => search(target.value)}
        onKeyDown={({ key, shiftKey }) => {
          if (key === 'Enter') goOn(shiftKey ? 'previous' : 'next');
        }}
      />
      <span className="bar-found" role="status">
        {text !== '' && found && (found.matches === 0 ? texts.nothing : texts.found(found.current, found.matches))}
      </span>
      <Button onClick={() => goOn('previous')}>{texts.previous}</Button>
      <Button onClick={() => goOn('next')}>{texts.next}</Button>
      <Button onClick={onClose}>{texts.close}</Button>
    </search>
  );
}
