import type { ChainedEntry } from './chain.ts';

/** Entries for other systems: as they are, or in ArcSight's Common Event Format, which every log collector reads [R4]. */

export type ExportFormat = 'jsonl' | 'cef';

/** @param line as it stands in the trail: exported as JSON lines, it still carries its proof */
export function exportedLine(entry: ChainedEntry, line: Buffer, format: ExportFormat): string {
  return format === 'jsonl' ? line.toString('utf8') : cefOf(entry);
}

/** Worth somebody's look, and not: CEF's scale goes from 0 to 10. */
const severity = { alarming: 9, notable: 6, usual: 3 } as const;

function cefOf({ n, at, event, account, workstation, detail, mac }: ChainedEntry): string {
  const extension: [string, string | undefined][] = [
    ['rt', String(Date.parse(at))],
    ['externalId', String(n)],
    ['suid', account],
    ['shost', workstation],
    ['msg', detail && JSON.stringify(detail)],
    ['cs1Label', 'mac'],
    ['cs1', mac],
  ];
  const fields = extension
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${inValue(value!)}`);
  const name = event.replaceAll(/[.-]/g, ' ');
  const header = ['CEF:0', 'Enterprise Portal', 'Enterprise Portal Kiosk', '1', event, name, severityOf(event)];
  return `${header.map((each, index) => (index === 0 ? each : inHeader(String(each)))).join('|')}|${fields.join(' ')}`;
}

function severityOf(event: string): number {
  if (event.startsWith('audit.')) return severity.alarming;
  return /[.-](refused|locked|concurrent|filed|revoked)$/.test(event) ? severity.notable : severity.usual;
}

function inHeader(text: string): string {
  return text.replaceAll(/[\\|]/g, '\\$&');
}

function inValue(text: string): string {
  return text.replaceAll(/[\\=]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}
