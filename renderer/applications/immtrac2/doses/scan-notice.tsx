import type { Reading, UnitScan } from '../../../../shared/applications/immtrac2/doses/unit-scan.ts';
import { doseTexts } from '../../../../shared/applications/immtrac2/doses/texts.ts';
import { shownDate } from '../../../../shared/contract/time.ts';
import { Button, Notice } from '../../../platform/design/components.tsx';

const texts = doseTexts.scan;

type ScanNoticeProps = {
  scan: UnitScan | undefined;
  said: string | undefined;
  onChoose: (reading: Reading) => void;
  onNone: () => void;
};

/** What a scan was taken for; where it can mean several things, the person who holds the package chooses. */
export function ScanNotice({ scan, said, onChoose, onNone }: ScanNoticeProps) {
  const readings = scan?.readings ?? [];
  return (
    <div className="scan-notice">
      <div className="announcement" role="status">
        {scan && (
          <Notice kind={scan.result === 'ok' ? 'positive' : 'warning'}>
            {[said, said === scan.note ? undefined : scan.note].filter(Boolean).join(' ')}
          </Notice>
        )}
      </div>
      {readings.length > 0 && (
        <Notice kind="warning" title={texts.confirm} urgent>
          <div className="row">
            {readings.map((reading) => (
              <Button key={`${reading.lot} ${reading.expiry}`} onClick={() => onChoose(reading)}>
                {wordsOf(reading)}
              </Button>
            ))}
            <Button onClick={onNone}>{texts.none}</Button>
          </div>
        </Notice>
      )}
    </div>
  );
}

function wordsOf({ lot, expiry }: Reading): string {
  const parts = [lot && `${texts.lot} ${lot}`, expiry && `${texts.expires} ${shownDate(expiry)}`];
  return parts.filter(Boolean).join(', ');
}
