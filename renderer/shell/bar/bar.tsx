import { useEffect, useState } from 'react';
import type { BarState, KioskForBar } from '../../../shared/kiosk/ipc.ts';
import { BarTexts, noticeText, textsOf, useBarTexts } from './bar-texts.ts';
import { Button } from '../../platform/design/components.tsx';
import { Roadmap } from '../../platform/design/roadmap.tsx';
import { Find } from './find.tsx';
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

  const texts = textsOf(state);
  useEffect(() => {
    document.documentElement.lang = texts.language;
  }, [texts.language]);
  return (
    <BarTexts value={texts}>
      <header>
        <div className="bar" data-training={state?.training}>
          <Button kind="primary" onClick={() => void kiosk.showPortal(null)}>
            {texts.bar.portal}
          </Button>
          {state?.isOpened && (
            <Button data-tool onClick={() => void kiosk.closePage()}>
              {texts.bar.closePage}
            </Button>
          )}
          {state && (
            <>
              <Roadmap steps={state.roadmap} />
              <span className="bar-origin" title={texts.bar.origin}>
                {state.origin}
              </span>
              {state.training && <strong className="bar-training">{texts.bar.training}</strong>}
              {state.name && <Who name={state.name} sites={state.sites} />}
              {state.clock && (
                <TimeLeft clock={state.clock} warns={!state.bundled} onStay={() => void kiosk.staySignedIn()} />
              )}
            </>
          )}
          {state && state.zoom !== 100 && (
            <Button data-tool aria-label={texts.bar.resetZoom(state.zoom)} onClick={() => void kiosk.resetZoom()}>
              {texts.bar.zoom(state.zoom)}
            </Button>
          )}
          {state?.printing && (
            <Button data-tool onClick={() => void kiosk.print()}>
              {texts.bar.print}
            </Button>
          )}
          <Button data-help onClick={() => void kiosk.showPortal('help')}>
            {texts.bar.help}
          </Button>
          <Button onClick={() => void kiosk.signOut()}>{texts.bar.signOut}</Button>
        </div>
        {state && <More state={state} />}
      </header>
    </BarTexts>
  );
}

/** Who is signed in, and for which site; of several their number, and their names to whoever points there or hears the bar. */
function Who({ name, sites }: Pick<BarState, 'name' | 'sites'>) {
  const texts = useBarTexts().bar;
  return (
    <span className="bar-who">
      <strong>{name}</strong>
      {sites.length > 0 && (
        <span className="bar-sites" title={sites.join('\n')}>
          {sites.length === 1 ? sites[0] : texts.sites(sites.length)}
          {sites.length > 1 && <span className="visually-hidden">: {sites.join(', ')}</span>}
        </span>
      )}
    </span>
  );
}

/** A second row, for which the shell makes room while there is something in it. It is always there to be heard. */
function More({ state: { find, notice } }: { state: BarState }) {
  const texts = useBarTexts();
  const said = notice ? noticeText(notice, texts) : undefined;
  return (
    <div className="bar-more">
      {find && (
        <Find
          {...find}
          onFind={(text, direction) => void kiosk.find({ text, direction })}
          onClose={() => void kiosk.endFind()}
        />
      )}
      <p className="bar-notice" role="status" data-kind={notice?.kind} title={said}>
        {said}
      </p>
      {notice && (
        <Button aria-label={texts.bar.closeNotice} onClick={() => void kiosk.closeNotice()}>
          {texts.bar.find.close}
        </Button>
      )}
    </div>
  );
}
