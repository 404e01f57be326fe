import { createContext, type ReactNode, useContext, useLayoutEffect, useRef } from 'react';
import type { Language } from '../../../shared/contract/languages.ts';
import { ClinicName } from '../texts/clinic-name.ts';
import { useLanguage, useTexts } from '../texts/wording.tsx';
import { setPageTitle } from './page-title.ts';
import { PrintHeader } from './print-header.tsx';
import { Roadmap, type RoadmapStep, stepName } from './roadmap.tsx';
import { Wordmark } from './wordmark.tsx';

type PageFrameProps = {
  /** Where the user is, outermost first; the last is this page [O1]. */
  roadmap: readonly RoadmapStep[];
  training: boolean;
  /** Upper right corner. */
  actions?: ReactNode;
  width?: 'wide' | 'narrow';
  /** The application's color; the portal's without it. */
  accent?: string;
  /** Who prints, and what the sheet is about, beside where it is from. */
  printed?: { readonly by?: string; readonly about?: string | undefined };
  children: ReactNode;
};

/** What was shown before; outside the component, because most pages draw a frame of their own. */
let shown: { readonly title: string; readonly path: string; readonly language: Language } | undefined;

/** What stands at the foot of every page: whom to call. */
export const PageFooter = createContext<ReactNode>(undefined);

/** The server says it in the document already, so that it shows while the page loads and where nothing else is known. */
const isTrainingDocument = () => document.documentElement.dataset['training'] !== undefined;

/** What every page of the portal and of the bundled applications looks like around its content. */
export function PageFrame({ roadmap, training, actions, width = 'wide', accent, printed, children }: PageFrameProps) {
  const title = roadmap.map(stepName).toReversed().join(' – ');
  const language = useLanguage();
  const texts = useTexts().frame;
  const footer = useContext(PageFooter);
  const clinic = useContext(ClinicName);
  const isTraining = training || isTrainingDocument();
  const main = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    setPageTitle(isTraining ? `${texts.training.inTitle} ${title}` : title);
    document.documentElement.lang = language;
    // After moving on within the page, reading goes on at the new content, not where the old one was.
    // The same page in another language is where it was.
    const { pathname: path } = location;
    const isTranslated = shown?.path === path && shown.language !== language;
    if (shown !== undefined && shown.title !== title && !isTranslated) main.current?.focus();
    shown = { title, path, language };
  }, [title, isTraining, texts, language]);

  return (
    <>
      <PrintHeader training={isTraining} roadmap={roadmap} {...printed} />
      <header className="page-header" style={{ '--given-accent': accent }} data-accent={accent !== undefined}>
        <a className="skip-link" href="#content" onClick={(event) => skipTo(main.current, event)}>
          {texts.skip}
        </a>
        {isTraining && (
          <p className="training-band">
            <strong>{texts.training.band}</strong> {texts.training.text}
          </p>
        )}
        <div className="page-header-inner">
          <div className="place">
            <Wordmark />
            {clinic && <strong className="clinic-name">{clinic}</strong>}
            <Roadmap steps={roadmap} />
          </div>
          <div className="row">{actions}</div>
        </div>
      </header>
      <main className="page-main" data-width={width} id="content" ref={main} tabIndex={-1}>
        {children}
      </main>
      {footer && <footer className="page-footer">{footer}</footer>}
    </>
  );
}

/** Without changing the address, which says where one is. */
function skipTo(main: HTMLElement | null, event: { preventDefault(): void }): void {
  event.preventDefault();
  main?.focus();
  main?.scrollIntoView();
}
