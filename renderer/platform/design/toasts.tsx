import { create } from 'zustand';
import { usePartTexts } from './part-texts.ts';
import { Button } from './button.tsx';

interface Toast {
  readonly id: number;
  readonly text: string;
}

const useToasts = create<{ readonly toasts: readonly Toast[] }>()(() => ({ toasts: [] }));
let last = 0;

/**
 * Says that something worked, where nothing on the page shows it. It stays until it is closed: who reads slowly, or
 * magnifies, would miss one that goes by itself (WCAG 2.2 SC 2.2.1). Errors are notices, where they happened.
 */
export function toast(text: string): void {
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { id: ++last, text }].slice(-3) }));
}

/** Once on a page. */
export function Toasts() {
  const { toasts } = useToasts();
  const { close } = usePartTexts().dialog;
  const remove = (id: number) =>
    useToasts.setState((before) => ({ toasts: before.toasts.filter((each) => each.id !== id) }));
  return (
    <div className="toasts" aria-live="polite">
      {toasts.map(({ id, text }) => (
        <div className="toast" key={id}>
          <span>{text}</span>
          <Button kind="quiet" onClick={() => remove(id)}>
            {close}
          </Button>
        </div>
      ))}
    </div>
  );
}
