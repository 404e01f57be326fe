import { useContext, useEffect, useRef } from 'react';
import { timeInWords } from '../../../shared/contract/time.ts';
import { ClinicName } from '../texts/clinic-name.ts';
import { TimeZone } from '../texts/clinic-time.ts';
import { useLanguage, useTexts } from '../texts/wording.tsx';
import { type RoadmapStep, stepName } from './roadmap.tsx';

type PrintHeaderProps = {
  training: boolean;
  roadmap: readonly RoadmapStep[];
  /** Who prints it. */
  by?: string;
  /** Whom or what it is about, such as a client's name, birth date and ID. */
  about?: string | undefined;
};

/** What stands at the top of every printed sheet: where it is from, about whom, who printed it and when. */
export function PrintHeader({ training, roadmap, by, about }: PrintHeaderProps) {
  const texts = useTexts().frame;
  const language = useLanguage();
  const timeZone = useContext(TimeZone);
  const clinic = useContext(ClinicName);
  const when = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const now = () => {
      when.current!.textContent = texts.printed(timeInWords(Date.now(), timeZone, { language }), by);
    };
    addEventListener('beforeprint', now);
    return () => removeEventListener('beforeprint', now);
  }, [texts, timeZone, language, by]);
  return (
    <div className="print-header">
      {training && <strong>{texts.training.band} · </strong>}
      {clinic && <>{clinic} · </>}
      {roadmap.map(stepName).join(' › ')}
      {about && <strong> · {about}</strong>}
      {' · '}
      <span ref={when} />
    </div>
  );
}
