import { useEffect, useRef } from 'react';

/** A scan that a keyboard-wedge scanner has typed, and that stands for a package: words and numbers of forms are none. */
const beginning = /^(?:\][A-Za-z]\d)?(?:\(?01\)?\s?\d|10[^ ]*01\d{14}|21[^ ]*|253\d{13}|https?:\/\/.*\/01\/\d)/iu;
const shortest = 16;
const gs = '\u001d';

type Typed = HTMLInputElement | HTMLTextAreaElement;

/**
 * Hears a scanner wherever the cursor is [I5]. It types like a person and ends with Enter or Tab; what it typed is taken out of
 * the field again, so that a scan goes where it belongs.
 */
export function useScanner(onScan: (text: string) => void): void {
  const latest = useRef(onScan);
  useEffect(() => {
    latest.current = onScan;
  });
  useEffect(() => {
    let text = '';
    let before: { element: Typed; value: string } | undefined;
    const forget = () => {
      text = '';
      before = undefined;
    };
    const hear = (event: KeyboardEvent) => {
      const isSeparator = event.key === gs || (event.ctrlKey && event.key === ']');
      if (['Shift', 'CapsLock', 'Control'].includes(event.key)) return;
      if (isSeparator) {
        event.preventDefault();
        text += gs;
      } else if (event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey) {
        if (text === '') before = fieldOf(event.target);
        text += event.key;
        // In a list, typing chooses; no choice begins with a digit, and a scan does.
        if (event.target instanceof HTMLSelectElement && /^[\d(\]]/u.test(text)) event.preventDefault();
      } else if ((event.key === 'Enter' || event.key === 'Tab') && isScan(text)) {
        event.preventDefault();
        event.stopPropagation();
        if (before) putBack(before.element, before.value);
        const scan = text;
        forget();
        latest.current(scan);
      } else forget();
    };
    document.addEventListener('keydown', hear, true);
    document.addEventListener('pointerdown', forget, true);
    return () => {
      document.removeEventListener('keydown', hear, true);
      document.removeEventListener('pointerdown', forget, true);
    };
  }, []);
}

function isScan(text: string): boolean {
  return text.length >= shortest && beginning.test(text.replaceAll(gs, ''));
}

function fieldOf(target: EventTarget | null): { element: Typed; value: string } | undefined {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  return isField ? { element: target, value: target.value } : undefined;
}

/** As the page's framework hears of it: by the element's own setter and event. */
function putBack(element: Typed, value: string): void {
  const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element) as object, 'value');
  own?.set?.call(element, value);
  element.dispatchEvent(new Event('input', { bubbles: true }));
}
