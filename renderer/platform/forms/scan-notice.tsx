import type { scanEn } from '../../../shared/applications/codes/texts/en.ts';
import type { Reading, UnitScan } from '../../../shared/applications/codes/unit-scan.ts';
import type { Translation } from '../../../shared/contract/languages.ts';
import { shownDate } from '../../../shared/contract/time.ts';
import { Button, Notice } from '../design/components.tsx';

export type ScanTexts = Translation<typeof scanEn>;

type ScanNoticeProps = {
  texts: ScanTexts;
  scan: UnitScan | undefined;
  said: string | undefined;
  /** It is a package, and goes nowhere. */
  isRefused?: boolean | undefined;
  onChoose: (reading: Reading) => void;
  onNone: () => void;
};

/** What a scan was taken for; where it can mean several things, the person who holds the package chooses. */
export function ScanNotice({ texts, scan, said, isRefused = false, onChoose, onNone }: ScanNoticeProps) {
  const readings = scan?.readings ?? [];
  const noted = [
    ...(scan?.notes ?? []).map((note) => texts.notes[note]),
    ...(scan?.missing ? [texts.lacks(scan.missing.map((part) => texts.parts[part]))] : []),
  ];
  return (
    <div className="scan-notice">
      <div className="announcement" role="status">
        {scan && (
          <Notice kind={scan.result === 'ok' && !isRefused ? 'positive' : 'warning'}>
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

function wordsOf({ lot, expiry }: Reading, texts: ScanTexts): string {
  const parts = [lot && `${texts.lot} ${lot}`, expiry && `${texts.expires} ${shownDate(expiry)}`];
  return parts.filter(Boolean).join(', ');
}
