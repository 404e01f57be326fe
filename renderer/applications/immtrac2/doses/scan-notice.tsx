import type { Reading, UnitScan } from '../../../../shared/applications/immtrac2/doses/unit-scan.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { Button, Notice } from '../../../platform/design/components.tsx';
import { type ImmTrac2Texts, useImmTrac2Texts } from '../immtrac2-texts.ts';

type ScanNoticeProps = {
  scan: UnitScan | undefined;
  said: string | undefined;
  onChoose: (reading: Reading) => void;
  onNone: () => void;
};

/** What a scan was taken for; where it can mean several things, the person who holds the package chooses. */
export function ScanNotice({ scan, said, onChoose, onNone }: ScanNoticeProps) {
  const texts = useImmTrac2Texts().doses.scan;
  const readings = scan?.readings ?? [];
  const noted = [
    ...(scan?.notes ?? []).map((note) => texts.notes[note]),
    ...(scan?.missing ? [texts.lacks(scan.missing.map((part) => texts.parts[part]))] : []),
  ];
  return (
    <div className="scan-notice">
      <div className="announcement" role="status">
        {scan && (
          <Notice kind={scan.result === 'ok' ? 'positive' : 'warning'}>
            {[said, ...noted].filter(Boolean).join(' ')}
          </Notice>
        )}
      </div>
      {readings.length > 0 && (
        <Notice kind="warning" title={texts.confirm} urgent>
          <div className="row">
            {readings.map((reading) => (
              <Button key={`${reading.lot} ${reading.expiry}`} onClick={() => onChoose(reading)}>
                {wordsOf(reading, texts)}
              </Button>
            ))}
            <Button onClick={onNone}>{texts.none}</Button>
          </div>
        </Notice>
      )}
    </div>
  );
}

function wordsOf({ lot, expiry }: Reading, texts: ImmTrac2Texts['doses']['scan']): string {
  const parts = [lot && `${texts.lot} ${lot}`, expiry && `${texts.expires} ${shownDate(expiry)}`];
  return parts.filter(Boolean).join(', ');
}
