import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import type { Session } from '../../../shared/identity/api/identity.ts';
import { tourPages, type TourState, type TourStep, tourSteps } from '../../../shared/identity/learning.ts';
import { useChange } from '../../platform/api/queries.ts';
import { Button } from '../../platform/design/components.tsx';
import { useProblemText } from '../../platform/texts/problem-text.ts';
import { useSession } from '../session.ts';
import { useLearningTexts } from './learning-texts.ts';
import './tour.css';

/** Where somebody is in the tour, on the very page that it speaks of. */
export function TourPanel({ session }: { session: Session }) {
  const { tour } = session.account;
  const isUnderWay = tour !== undefined && (tourSteps as readonly string[]).includes(tour);
  return isUnderWay ? <Step key={tour} step={tour as TourStep} /> : null;
}

function Step({ step }: { step: TourStep }) {
  const { tour: texts } = useLearningTexts();
  const problemText = useProblemText();
  const [path, navigate] = useLocation();
  const go = useSession((state) => state.goTo);
  const panel = useRef<HTMLElement>(null);
  const index = tourSteps.indexOf(step);
  const { title, text } = texts.steps[step];
  const isThere = path === tourPages[step];
  useEffect(() => {
    panel.current?.focus();
    // What the step speaks of is marked by the style sheet.
    document.documentElement.dataset['tour'] = step;
    return () => {
      delete document.documentElement.dataset['tour'];
    };
  }, [step]);
  const to = useChange(async ([next, page]: [TourState, page: string]) => {
    await go(next);
    navigate(page);
  });
  const move = (by: 1 | -1) => {
    const next = tourSteps[index + by]!;
    to.mutate([next, tourPages[next]]);
  };
  return (
    <section className="tour" aria-label={texts.step(index + 1, tourSteps.length)} ref={panel} tabIndex={-1}>
      <p className="soft">{texts.step(index + 1, tourSteps.length)}</p>
      <h2>{title}</h2>
      <p>{text}</p>
      {to.error && <p role="alert">{problemText(to.error)}</p>}
      <div className="row">
        {!isThere && <Link href={tourPages[step]}>{texts.there}</Link>}
        {index > 0 && <Button onClick={() => move(-1)}>{texts.previous}</Button>}
        {index < tourSteps.length - 1 ? (
          <Button kind="primary" onClick={() => move(1)}>
            {texts.next}
          </Button>
        ) : (
          <Button kind="primary" onClick={() => to.mutate(['done', '/learning'])}>
            {texts.finish}
          </Button>
        )}
        <Button kind="quiet" onClick={() => to.mutate(['left', path])}>
          {texts.leave}
        </Button>
      </div>
    </section>
  );
}
