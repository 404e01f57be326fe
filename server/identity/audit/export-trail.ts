import type { ChainedEntry } from './chain.ts';
import { type EventWeight, weightOf } from './event-weight.ts';

/** Entries for other systems: as they are, or in ArcSight's Common Event Format, which every log collector reads [R4]. */

export type ExportFormat = 'jsonl' | 'cef';

/** @param line as it stands in the trail: exported as JSON lines, it still carries its proof */
export function exportedLine(entry: ChainedEntry, line: Buffer, format: ExportFormat): string {
  return format === 'jsonl' ? line.toString('utf8') : cefOf(entry);
}

/** CEF's scale goes from 0 to 10. */
const severities: Readonly<Record<EventWeight, number>> = { alarming: 9, notable: 6, usual: 3 };

function cefOf({ n, at, event, account, workstation, address, detail, mac }: ChainedEntry): string {
  const extension: [string, string | undefined][] = [
    ['rt', String(Date.parse(at))],
    ['externalId', String(n)],
    ['suid', account],
    ['shost', workstation],
    ['src', address],
    ['msg', detail && JSON.stringify(detail)],
    ['cs1Label', 'mac'],
    ['cs1', mac],
  ];
  const fields = extension
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${inValue(value!)}`);
  const name = event.replaceAll(/[.-]/g, ' ');
  const header = [
    'CEF:0',
    'Enterprise Portal',
    'Enterprise Portal Kiosk',
    '1',
    event,
    name,
    severities[weightOf(event)],
  ];
  return `${header.map((each, index) => (index === 0 ? each : inHeader(String(each)))).join('|')}|${fields.join(' ')}`;
}

function inHeader(text: string): string {
  return text.replaceAll(/[\\|]/g, '\\$&');
}

function inValue(text: string): string {
  return text.replaceAll(/[\\=]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}
