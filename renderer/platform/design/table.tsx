import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTexts } from '../texts/wording.tsx';

type TableProps = {
  caption: string;
  /** On a telephone each row becomes a card; its cells then name their column in `data-label`. */
  cards?: boolean;
  children: ReactNode;
};

/** A table with its name. A wide one scrolls inside its frame, says so, and only then takes the focus, for the keyboard. */
export function Table({ caption, cards = false, children }: TableProps) {
  const id = useId();
  const { overflows: hint } = useTexts().frame.table;
  const { frame, overflows } = useOverflow();
  return (
    <section
      ref={frame}
      className="table-frame"
      aria-labelledby={id}
      data-overflows={overflows}
      data-cards={cards || undefined}
      tabIndex={overflows ? 0 : undefined}
    >
      <table>
        <caption>
          <span id={id}>{caption}</span>
          {overflows && <span className="field-hint"> {hint}</span>}
        </caption>
        {children}
      </table>
    </section>
  );
}

/** Whether an element is wider inside than out, now and after every change of either. */
function useOverflow() {
  const frame = useRef<HTMLElement>(null);
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = frame.current!;
    const measure = () => setOverflows(element.scrollWidth > element.clientWidth + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(element.firstElementChild!);
    return () => observer.disconnect();
  }, []);
  return { frame, overflows };
}
