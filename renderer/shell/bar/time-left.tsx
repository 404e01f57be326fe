import { useEffect, useState } from 'react';
import type { SessionClock } from '../../../shared/identity/api/session.ts';
import { ServerTime } from '../../../shared/identity/server-time.ts';
import { shownTimeLeft, tellsAgainIn } from './shown-time-left.ts';
import { Button } from '../../platform/design/components.tsx';
import { useBarTexts } from './bar-texts.ts';

type TimeLeftProps = {
  clock: SessionClock;
  /** The page below is not of this product, and so the bar says that the end is near [T2]. */
  warns: boolean;
  onStay: () => void;
};

export function TimeLeft({ clock, warns, onStay }: TimeLeftProps) {
  const texts = useBarTexts().warning;
  const now = useServerTime(clock);
  const near = now >= clock.warnsAt;
  const last = clock.endsBy === 'absolute end';
  return (
    <>
      {warns && (
        <span className="bar-warning" role="alert">
          {near && (last ? texts.lastTitle : texts.title)}
        </span>
      )}
      <span className="bar-time" data-near={near} role="timer" aria-live="off">
        <span className="bar-time-label">{texts.left}</span> {shownTimeLeft(clock.endsAt - now)}
      </span>
      {warns && near && !last && (
        <Button kind="primary" onClick={onStay}>
          {texts.stay}
        </Button>
      )}
    </>
  );
}

/** The server's time, told anew whenever what is shown of it changes. */
function useServerTime({ now: said, endsAt }: SessionClock): number {
  const [now, setNow] = useState(said);
  useEffect(() => {
    const time = new ServerTime(() => performance.now());
    time.set(said);
    let timer: ReturnType<typeof setTimeout>;
    const tell = () => {
      const present = time.now()!;
      setNow(present);
      timer = setTimeout(tell, tellsAgainIn(endsAt - present));
    };
    tell();
    return () => clearTimeout(timer);
  }, [said, endsAt]);
  return now;
}
