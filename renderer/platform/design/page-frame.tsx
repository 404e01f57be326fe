import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { Language } from '../../../shared/contract/languages.ts';
import { useLanguage, useTexts } from '../texts/wording.tsx';

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
let shown: { readonly title: string; readonly path: string; readonly language: Language } | undefined;

/** What every page of the portal and of the bundled applications looks like around its content. */
export function PageFrame({ roadmap, training, actions, width = 'wide', accent, children }: PageFrameProps) {
  const title = roadmap.toReversed().join(' – ');
  const language = useLanguage();
  const texts = useTexts().frame.training;
  const main = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    document.title = training ? `${texts.inTitle} ${title}` : title;
    document.documentElement.lang = language;
    // After moving on within the page, reading goes on at the new content, not where the old one was.
    // The same page in another language is where it was.
    const { pathname: path } = location;
    const isTranslated = shown?.path === path && shown.language !== language;
    if (shown !== undefined && shown.title !== title && !isTranslated) main.current?.focus();
    shown = { title, path, language };
  }, [title, training, texts, language]);

  return (
    <>
      <header className="page-header" style={{ '--page-accent': accent ?? 'var(--primary)' }}>
        {training && (
          <p className="training-band">
            <strong>{texts.band}</strong> {texts.text}
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
  const { roadmap } = useTexts().frame;
  return (
    <nav className="roadmap" aria-label={roadmap}>
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
