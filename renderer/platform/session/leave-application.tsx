import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Root } from 'react-dom/client';
import { queryClient } from '../api/queries.ts';
import type { EndReason } from '../../../shared/identity/api/session.ts';
import { firstEn } from '../../../shared/identity/texts/first-en.ts';
import { Notice } from '../design/components.tsx';
import { PageFrame } from '../design/page-frame.tsx';
import { useTexts } from '../texts/wording.tsx';
import { standingOfSession } from './stream.ts';

const retryAfter = 1000;

/** Empties the page of an application whose session has ended, then leads to sign-in and back to this address. */
export function leaveApplication(root: Root, reason: EndReason | undefined): void {
  const here = location.pathname + location.search + location.hash;
  document.title = firstEn.frame.portal;
  queryClient.clear();
  flushSync(() => root.render(<Left reason={reason} to={`/sign-in?to=${encodeURIComponent(here)}`} />));
}

/** Stays empty when the way on is open, which is nearly always. */
function Left({ reason, to }: { reason: EndReason | undefined; to: string }) {
  const { frame, session } = useTexts();
  const [waits, setWaits] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current = true;
    const go = async () => {
      // The browser would put an error page of its own here, which tries nothing.
      const standing = await standingOfSession();
      if (!current) return;
      if (standing !== 'unreachable') return location.replace(to);
      setWaits(true);
      timer = setTimeout(() => void go(), retryAfter);
    };
    void go();
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [to]);

  if (!waits) return null;
  const { title, text } = frame.unreachable;
  return (
    <PageFrame roadmap={[frame.portal]} training={false} width="narrow">
      <h1>{session.ended[reason ?? 'signed out']}</h1>
      <Notice kind="warning" title={title} urgent>
        <p>{text}</p>
      </Notice>
    </PageFrame>
  );
}
