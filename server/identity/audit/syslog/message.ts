import { type EventWeight, weightOf } from '../event-weight.ts';
import type { WrittenEntry } from '../audit-trail.ts';

/** “Log audit”, RFC 5424, 6.2.1. */
const facility = 13;
/** Critical, warning and informational. */
const severities: Readonly<Record<EventWeight, number>> = { alarming: 2, notable: 4, usual: 6 };

/**
 * An entry as a message of RFC 5424, with its length before it as RFC 5425, 4.3 and RFC 6587, 3.4.1 want it on a stream. The
 * message is the line as it stands in the trail, so that a collector's copy still carries its proof; it has the number by which
 * one that came twice is told. There is no mark of UTF-8 before it: programs that read JSON stumble over it.
 * @param host the name under which the server is known
 */
export function syslogMessage({ entry: { at, event }, line }: WrittenEntry, host: string): Buffer {
  const priority = facility * 8 + severities[weightOf(event)];
  const header = `<${priority}>1 ${at} ${printable(host, 255)} enterprise-portal - ${printable(event, 32)} - `;
  const message = Buffer.concat([Buffer.from(header), line]);
  return Buffer.concat([Buffer.from(`${message.length} `), message]);
}

/** What a field of the header may hold: it ends at a space, and `-` stands for nothing. */
function printable(text: string, most: number): string {
  return text.replaceAll(/[^!-~]/g, '').slice(0, most) || '-';
}
