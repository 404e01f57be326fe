import { type MouseEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { countdown } from '../../../shared/contract/time.ts';
import { Button } from '../design/components.tsx';
import { useDraftForms } from '../drafts/draft-forms.ts';
import { useLanguage } from '../texts/wording.tsx';
import { useSessionTexts } from './session-texts.ts';
import { answerWarning, useSessionClock } from './session-clock.ts';

/** Seconds left at which the time is read out; every second would drown everything else. */
const spokenAt = [60, 30, 10];

/** Asks whether somebody is there [T2]; any input at any window of the session answers it. */
export function Warning() {
  const last = useSessionClock(({ endsBy }) => endsBy === 'absolute end');
  const drafts = useDraftForms(({ open }) => open > 0);
  const id = useId();
  const dialog = useModal();
  const language = useLanguage();
  const texts = useSessionTexts().warning;
  return (
    <dialog
      ref={dialog}
      className="session-warning"
      lang={language}
      role="alertdialog"
      aria-modal="true"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-left ${id}-text`}
      // Escape, which is a key that a person pressed: the listener for input has told of it.
      onCancel={(event) => {
        event.preventDefault();
        answerWarning();
      }}
      // The browser may close it against our will, when Escape is pressed twice.
      onClose={() => dialog.current?.open === false && answerWarning()}
    >
      <h2 id={`${id}-title`}>{last ? texts.lastTitle : texts.title}</h2>
      <TimeLeft id={`${id}-left`} />
      <div className="stack" id={`${id}-text`}>
        <p>{last ? texts.lastText : texts.text}</p>
        {drafts && <p>{texts.kept}</p>}
      </div>
      <Button kind="primary" onClick={(event: MouseEvent) => answerWarning(event.nativeEvent)}>
        {last ? texts.understood : texts.stay}
      </Button>
    </dialog>
  );
}

function TimeLeft({ id }: { id: string }) {
  const remaining = useSessionClock((state) => Math.ceil((state.remaining ?? 0) / 1000) * 1000);
  const [first] = useState(remaining);
  const due = [first / 1000, ...spokenAt.filter((seconds) => seconds < first / 1000)];
  const texts = useSessionTexts().warning;
  const milestone = due.findLast((seconds) => remaining <= seconds * 1000) ?? due[0]!;
  return (
    <>
      <p className="session-time" role="timer" aria-label={texts.left} aria-live="off">
        {countdown(remaining)}
      </p>
      <p className="visually-hidden" role="status" id={id}>
        {texts.spoken(milestone * 1000)}
      </p>
    </>
  );
}

/** Opens the dialog above everything, and puts the focus back where it was when it goes, with a field's caret. */
function useModal() {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current!;
    const goBack = placeOfFocus();
    element.showModal();
    return () => {
      element.close();
      goBack();
    };
  }, []);
  return dialog;
}

/** @returns how to go back there */
function placeOfFocus(): () => void {
  const focused = document.activeElement;
  // Other kinds of fields have no caret that could be asked for.
  const caret = focused instanceof HTMLInputElement && focused.selectionStart !== null ? caretOf(focused) : undefined;
  return () => {
    if (!(focused instanceof HTMLElement) || !focused.isConnected) return;
    focused.focus({ preventScroll: true });
    // Without it the browser may leave the caret in the dialog, and typing goes nowhere.
    if (caret) (focused as HTMLInputElement).setSelectionRange(...caret);
  };
}

type Caret = Parameters<HTMLInputElement['setSelectionRange']>;

function caretOf({ selectionStart, selectionEnd, selectionDirection }: HTMLInputElement): Caret {
  return [selectionStart, selectionEnd, selectionDirection ?? 'none'];
}
