import { createContext, type ReactNode, useContext, useLayoutEffect, useRef } from 'react';
import { CircleCheck, CircleX, Info, TriangleAlert } from './icons.ts';

export type NoticeKind = 'information' | 'positive' | 'warning' | 'danger';

type NoticeProps = {
  kind?: NoticeKind;
  title?: string;
  /** Read out at once when it appears, and focused, because it answers what the person just did. */
  urgent?: boolean;
  children?: ReactNode;
};

/** How deep a heading is here: below the page's own, or below a part's. */
export const HeadingLevel = createContext<2 | 3>(2);

const icons = { information: Info, positive: CircleCheck, warning: TriangleAlert, danger: CircleX } as const;

/** Something to know, with its title as a heading, so that a screen reader finds it among the others. */
export function Notice({ kind = 'information', title, urgent = false, children }: NoticeProps) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (urgent) element.current?.focus();
  }, [urgent]);
  const Icon = icons[kind];
  const Heading = `h${useContext(HeadingLevel)}` as const;
  return (
    <div
      ref={element}
      className="notice"
      data-kind={kind}
      role={urgent ? 'alert' : undefined}
      tabIndex={urgent ? -1 : undefined}
    >
      <Icon className="icon" aria-hidden />
      <div>
        {title && <Heading className="notice-title">{title}</Heading>}
        {children}
      </div>
    </div>
  );
}
