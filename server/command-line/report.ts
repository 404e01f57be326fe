import type { ImportRemark, ImportReport } from '../../shared/api/import.ts';

/** An import's report as lines to read. */
export function readableReport({ dryRun, created, unchanged, refused, hints }: ImportReport, written: boolean): string {
  const lines = [
    `${dryRun ? 'To create' : 'Created'}:  ${created}`,
    `Unchanged: ${unchanged}`,
    `Refused:   ${refused.length}`,
    ...refused.map(lineOf),
    ...(hints.length > 0 ? ['Worth a look:', ...hints.map(lineOf)] : []),
  ];
  if (dryRun) lines.push('This was a dry run; nothing was written.');
  else if (!written) lines.push('Nothing was written. Correct the refused rows, or leave them out with --partial.');
  return lines.join('\n');
}

function lineOf({ line, field, reason }: ImportRemark): string {
  return `  line ${line}, ${field}: ${reason}`;
}
