import { useEffect, useState } from 'react';
import { countdown } from '../../../shared/contract/time.ts';
import { usePortalTexts } from '../portal-texts.ts';

/** Minutes at which the time left is read out; every second would drown everything else. */
const spokenAt = [20, 10, 5, 2, 1];

/** How long a code still works [P5], by this page's own running time: clocks of workstations are wrong. */
export function Countdown({ seconds }: { seconds: number }) {
  const texts = usePortalTexts().recovery.code;
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = performance.now() + seconds * 1000;
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000))), 1000);
    return () => clearInterval(timer);
  }, [seconds]);

  const milestone = spokenAt.findLast((minutes) => left <= minutes * 60);
  const spoken = left === 0 ? texts.expired : milestone === undefined ? '' : texts.leftSpoken(milestone);
  return (
    <>
      <p role="timer" className="code-time" data-expired={left === 0}>
        {left === 0 ? texts.expired : texts.left(countdown(left * 1000))}
      </p>
      <p role="status" className="visually-hidden">
        {spoken}
      </p>
    </>
  );
}
