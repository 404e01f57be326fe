import { useState } from 'react';
import { readUnitScan, type Reading, type UnitScan } from '../../../../shared/applications/codes/unit-scan.ts';
import { scannedLine } from '../../../../shared/applications/vaos/stock/scanned-line.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import type { CalendarDate } from '../../../../shared/contract/time.ts';
import { useScanner } from '../../../platform/forms/scanner.ts';
import { useVaosTexts } from '../vaos-texts.ts';

/** One lot of a receipt, as it is typed. */
export interface TypedLine {
  readonly id: number;
  readonly ndc: string;
  readonly lot: string;
  readonly expires: string | undefined;
  readonly doses: string;
}

interface Scanned {
  readonly scan: UnitScan;
  readonly said?: string;
  readonly isRefused?: true;
}

interface Lines {
  readonly day: CalendarDate;
  readonly lines: readonly TypedLine[];
  /** Units of sale that the site may have. */
  readonly offered: readonly string[];
  /** What was ordered: another product does not come with the order. */
  readonly ordered: string | undefined;
  readonly onLines: (lines: readonly TypedLine[]) => void;
  readonly emptyLine: (id: number) => TypedLine;
}

/** A scan fills the next line that has no lot; how many doses came is counted, and typed [V3]. */
export function useScannedLines({ day, lines, offered, ordered, onLines, emptyLine }: Lines) {
  const { scan: texts } = useVaosTexts().receive;
  const [scanned, setScanned] = useState<Scanned>();
  const put = (scan: UnitScan): Omit<Scanned, 'scan'> => {
    const { ndc = ordered, lot, expires } = scannedLine(scan, offered);
    const product = scan.product ?? ndc ?? '';
    if (ordered !== undefined && ndc !== ordered) return { said: texts.other(product), isRefused: true };
    const same = lines.findIndex((line) => line.ndc === ndc && lot !== undefined && line.lot === lot);
    if (same !== -1) return { said: texts.again(same + 1), isRefused: true };
    const free = lines.findIndex((line) => line.lot === '' && ['', ndc].includes(line.ndc));
    const at = free === -1 ? lines.length : free;
    if (at >= limits.stock.linesOfReceipt) return { said: texts.full, isRefused: true };
    const before = lines[at] ?? emptyLine(lines.at(-1)!.id + 1);
    const filled = { ...before, ...(ndc && { ndc }), ...(lot && { lot }), ...(expires && { expires }) };
    onLines([...lines.slice(0, at), filled, ...lines.slice(at + 1)]);
    return { said: texts.filled(product, at + 1) };
  };
  useScanner((text) => {
    const scan = readUnitScan(text, day);
    const isTaken = scan.ndc11 !== undefined && !['expired', 'confirm'].includes(scan.result);
    setScanned({ scan, ...(isTaken && put(scan)) });
  });
  return {
    scan: scanned?.scan,
    said: scanned?.said,
    isRefused: scanned?.isRefused,
    onChoose: (reading: Reading) => {
      const { readings: _, notes: __, ...certain } = scanned!.scan;
      const scan: UnitScan = { ...certain, ...reading, result: 'ok' };
      setScanned({ scan, ...put(scan) });
    },
    onNone: () => setScanned(undefined),
  };
}
