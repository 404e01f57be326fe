import { useLanguage } from '../texts/wording.tsx';
import { useSessionTexts } from './session-texts.ts';
import { useSessionClock } from './session-clock.ts';
import { Warning } from './warning.tsx';
import './session.css';

/** What every page of a session says about it: that the server is away, and that the end is near. */
export function SessionNotices() {
  const unreachable = useSessionClock(({ status }) => status === 'unreachable');
  const warning = useSessionClock((state) => state.warning);
  const language = useLanguage();
  const { title, text } = useSessionTexts().unreachable;
  return (
    <>
      {/* A live region has to be there before it has something to say. */}
      <div aria-live="polite" lang={language}>
        {unreachable && (
          <p className="session-banner" role="status">
            <span>
              <strong>{title}.</strong> {text}
            </span>
          </p>
        )}
      </div>
      {warning && <Warning />}
    </>
  );
}
