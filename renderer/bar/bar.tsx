import { useEffect, useState } from 'react';
import type { BarState, KioskForBar } from '../../shared/ipc.ts';
import { barTexts as texts } from '../../shared/texts/bar.ts';
import { Button } from '../design/components.tsx';
import { Roadmap } from '../design/page-frame.tsx';
import { TimeLeft } from './time-left.tsx';

const kiosk = (window as unknown as { readonly kiosk: KioskForBar }).kiosk;

/** The kiosk's own strip above an application's page: the way back, where one is, who is signed in [K2]. */
export function Bar() {
  const [state, setState] = useState<BarState>();
  useEffect(() => {
    const refresh = () => void kiosk.state().then(setState);
    kiosk.onChange(refresh);
    refresh();
  }, []);

  return (
    <header className="bar" data-training={state?.training}>
      <Button kind="primary" onClick={() => void kiosk.showPortal()}>
        {texts.portal}
      </Button>
      {state && (
        <>
          <Roadmap steps={state.roadmap} />
          <span className="bar-origin" title={texts.origin}>
            {state.origin}
          </span>
          {state.training && <strong className="bar-training">{texts.training}</strong>}
          {state.name && <span className="bar-who">{state.name}</span>}
          {state.clock && (
            <TimeLeft clock={state.clock} warns={!state.bundled} onStay={() => void kiosk.staySignedIn()} />
          )}
        </>
      )}
      <Button onClick={() => void kiosk.signOut()}>{texts.signOut}</Button>
    </header>
  );
}
