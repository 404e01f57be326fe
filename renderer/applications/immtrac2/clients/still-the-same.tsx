import { useEffect, useState } from 'react';
import { limits } from '../../../../shared/contract/limits.ts';
import { Button, Notice } from '../../../platform/design/components.tsx';
import { Gap } from './gap.ts';
import { useImmTrac2Texts } from '../immtrac2-texts.ts';

/**
 * Asks whether it is still the same client before something is saved after a gap: somebody may have come back to a form that
 * was left for another. @returns a guard for saving, and the question while it is open
 */
export function useStillTheSame({ firstName, lastName }: { firstName: string; lastName: string }) {
  const texts = useImmTrac2Texts().clients.details;
  const [asked, setAsked] = useState<(() => void) | undefined>();
  const [gap] = useState(() => new Gap(limits.registry.askedAgainAfter));
  useEffect(() => {
    const note = () => gap.done(performance.now());
    note();
    document.addEventListener('keydown', note, true);
    document.addEventListener('pointerdown', note, true);
    return () => {
      document.removeEventListener('keydown', note, true);
      document.removeEventListener('pointerdown', note, true);
    };
  }, [gap]);
  const guarded = (save: () => void) => {
    if (gap.isOpen) setAsked(() => save);
    else save();
  };
  const confirm = () => {
    gap.answered();
    setAsked(undefined);
    asked?.();
  };
  const question = asked && (
    <Notice kind="warning" title={texts.still(`${firstName} ${lastName}`)} urgent>
      <p>{texts.stillText}</p>
      <Button onClick={confirm}>{texts.stillYes}</Button>
    </Notice>
  );
  return { guarded, question };
}
