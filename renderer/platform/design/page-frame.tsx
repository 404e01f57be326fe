import { type ReactNode, useLayoutEffect, useRef } from 'react';

type PageFrameProps = {
  /** Where the user is, outermost first; the last is this page [O1]. */
  roadmap: readonly string[];
  training: boolean;
  /** Upper right corner. */
  actions?: ReactNode;
  width?: 'wide' | 'narrow';
  /** The application's color; the portal's without it. */
  accent?: string;
  children: ReactNode;
};

/** What was shown before; outside the component, because most pages draw a frame of their own. */
let shownTitle: string | undefined;

/** What every page of the portal and of the bundled applications looks like around its content. */
export function PageFrame({ roadmap, training, actions, width = 'wide', accent, children }: PageFrameProps) {
  const title = roadmap.toReversed().join(' – ');
  const main = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    document.title = training ? `[Training] ${title}` : title;
    // After moving on within the page, reading goes on at the new content, not where the old one was.
    if (shownTitle !== undefined && shownTitle !== title) main.current?.focus();
    shownTitle = title;
  }, [title, training]);

  return (
    <>
      <header className="page-header" style={{ '--page-accent': accent ?? 'var(--primary)' }}>
        {training && (
          <p className="training-band">
            <strong>TRAINING</strong> Synthetic data only. Nothing entered here is reported to the State.
          </p>
        )}
        <div className="page-header-inner">
          <Roadmap steps={roadmap} />
          <div className="row">{actions}</div>
        </div>
      </header>
      <main className="page-main" data-width={width} ref={main} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

export function Roadmap({ steps }: { steps: readonly string[] }) {
  return (
    <nav className="roadmap" aria-label="Roadmap">
      <ol>
        {steps.map((step, depth) => (
          <li key={step} title={step} aria-current={depth === steps.length - 1 ? 'page' : undefined}>
            {step}
          </li>
        ))}
      </ol>
    </nav>
  );
}
