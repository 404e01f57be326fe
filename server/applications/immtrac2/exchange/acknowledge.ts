import { randomBytes } from 'node:crypto';
import { limits } from '../../../../shared/contract/limits.ts';
import type { ClinicTime } from '../../../../shared/contract/time.ts';
import { type Fault, faultCodes, mistakeOf } from './faults.ts';
import type { Segment } from './hl7/message.ts';
import { header, segment } from './hl7/write.ts';

/** The segments of answers that say what became of a message: MSH, MSA, ERR. */

export type Answered = 'AA' | 'AE' | 'AR';

/** Segments end with CR, the last one too. */
export function written(segments: readonly string[]): string {
  return segments.map((each) => `${each}\r`).join('');
}

/** @param header of the message that is answered; undefined where there is none that can be read */
export function acknowledgmentOf(
  time: ClinicTime,
  asked: Segment | undefined,
  code: Answered,
  faults: readonly Fault[],
): string[] {
  const trigger = asked?.text(9, 2) || 'V04';
  return [
    answerHeader(time, asked, ['ACK', trigger, 'ACK'], 'Z23'),
    segment('MSA', code, asked?.text(10)),
    ...errorSegments(faults),
  ];
}

export function answerHeader(
  time: ClinicTime,
  asked: Segment | undefined,
  type: readonly string[],
  profile: string,
): string {
  const place = (number: number) => asked && [asked.text(number, 1), asked.text(number, 2), asked.text(number, 3)];
  return header(
    'MSH',
    'ImmTrac2',
    'TEXIIS',
    place(3),
    place(4),
    timestamp(time),
    undefined,
    type,
    randomBytes(10).toString('hex'),
    asked?.text(11) || 'P',
    '2.5.1',
    undefined,
    undefined,
    'NE',
    'NE',
    undefined,
    'UNICODE UTF-8',
    undefined,
    undefined,
    [profile, 'CDCPHINVS'],
  );
}

export function errorSegments(faults: readonly Fault[]): string[] {
  const shown = faults.slice(0, limits.hl7.faults);
  return shown.map((fault) => {
    const { severity, code, at, text } = fault;
    const mistake = mistakeOf(fault);
    return segment(
      'ERR',
      undefined,
      at.split('^'),
      [String(code), faultCodes[code], 'HL70357'],
      severity,
      mistake && [...mistake, 'HL70533'],
      undefined,
      undefined,
      text,
    );
  });
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** As HL7 writes a moment: the clinic's time with its offset. */
export function timestamp({ clock, timeZone }: ClinicTime): string {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'longOffset',
    });
  formats.set(timeZone, format);
  const parts = new Map(format.formatToParts(clock.now()).map(({ type, value }) => [type, value]));
  const [year, month, day, hour, minute, second] = ['year', 'month', 'day', 'hour', 'minute', 'second'].map(
    (name) => parts.get(name as Intl.DateTimeFormatPartTypes) ?? '',
  );
  const offset = (parts.get('timeZoneName') ?? '').replace('GMT', '').replace(':', '') || '+0000';
  return `${year}${month}${day}${hour}${minute}${second}${offset}`;
}
