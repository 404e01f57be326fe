import { type ReactNode, useContext, useEffect, useId, useRef, useState } from 'react';
import { usePartTexts } from './part-texts.ts';
import { TitleAbove } from './panel.tsx';

type TableProps = {
  caption: string;
  /** On a telephone each row becomes a card; its cells then name their column in `data-label`. */
  cards?: boolean;
  children: ReactNode;
};

/** A table with its name. A wide one scrolls inside its frame, says so, and only then takes the focus, for the keyboard. */
export function Table({ caption, cards = false, children }: TableProps) {
  const id = useId();
  const { overflows: hint } = usePartTexts().table;
  const { frame, overflows } = useOverflow();
  const isSaid = useContext(TitleAbove) === caption;
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
        <caption data-said={(isSaid && !overflows) || undefined}>
          {/* It stays in sight, however wide the table is. */}
          <span className="caption-words">
            <span id={id} className={isSaid ? 'visually-hidden' : undefined}>
              {caption}
            </span>
            {overflows && <span className="field-hint"> {hint}</span>}
          </span>
        </caption>
        {children}
      </table>
    </section>
  );
}

type TableHeadProps = {
  /** The names of the columns, each once. */
  columns: readonly string[];
  /** Over what can be done in each row, which paper has no use for. */
  action?: string | false;
  /** What stands on every sheet of paper above them. */
  printed?: string | undefined;
};

export function TableHead({ columns, action, printed }: TableHeadProps) {
  return (
    <thead>
      {printed && (
        <tr>
          <td colSpan={columns.length}>{printed}</td>
        </tr>
      )}
      <tr>
        {columns.map((column) => (
          <th scope="col" key={column}>
            {column}
          </th>
        ))}
        {action && (
          <th scope="col" className="no-print">
            {action}
          </th>
        )}
      </tr>
    </thead>
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
