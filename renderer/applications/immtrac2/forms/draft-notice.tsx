import { useSessionTexts } from '../../../platform/session/session-texts.ts';

/** Says that what was typed before is back. */
export function DraftNotice({ restored }: { restored: boolean }) {
  const { draftRestored } = useSessionTexts();
  return (
    <p className="announcement" role="status">
      {restored && draftRestored}
    </p>
  );
}
