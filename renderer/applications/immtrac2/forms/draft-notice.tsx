import { useTexts } from '../../../platform/texts/wording.tsx';

/** Says that what was typed before is back. */
export function DraftNotice({ restored }: { restored: boolean }) {
  const { draftRestored } = useTexts().session;
  return (
    <p className="announcement" role="status">
      {restored && draftRestored}
    </p>
  );
}
