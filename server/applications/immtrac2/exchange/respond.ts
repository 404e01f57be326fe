import type { ClinicTime } from '../../../../shared/contract/time.ts';
import { answerHeader, type Answered, errorSegments } from './acknowledge.ts';
import type { Found } from './answer-query.ts';
import type { Fault } from './faults.ts';
import { type Message, usualSeparators } from './hl7/message.ts';
import { segment } from './hl7/write.ts';
import { historySegments } from './write-history.ts';
import { personOf } from './write-person.ts';

/** RSP^K11: what a query found (Z31 to Z33 and Z42 of CDC's guide) [I7]. */

export interface Response {
  readonly code: Answered;
  readonly faults: readonly Fault[];
  /** Undefined where the query could not be asked. */
  readonly found: Found | undefined;
  /** Identifiers that the asking system may be given back: those of the authorities that it named. */
  readonly authorities: ReadonlySet<string>;
}

export function responseTo(time: ClinicTime, asked: Message, { code, faults, found, authorities }: Response): string[] {
  const qpd = asked.segments.find(({ name }) => name === 'QPD');
  const query = qpd && [qpd.text(1, 1), qpd.text(1, 2), qpd.text(1, 3)];
  const [profile, status] = found === undefined ? ['Z33', code] : outcomeOf(found);
  return [
    answerHeader(time, asked.header, ['RSP', 'K11', 'RSP_K11'], profile),
    segment('MSA', code, asked.header.text(10)),
    ...errorSegments(faults),
    segment('QAK', qpd?.text(2), status, query),
    ...(qpd === undefined ? [] : [qpd.written(usualSeparators)]),
    ...(found === undefined ? [] : foundSegments(found, authorities)),
  ];
}

function outcomeOf(found: Found): readonly [profile: string, status: string] {
  if (found.found === 'one') return [found.history.forecast === undefined ? 'Z32' : 'Z42', 'OK'];
  if (found.found === 'candidates') return ['Z31', 'OK'];
  return ['Z33', found.found === 'too many' ? 'TM' : 'NF'];
}

function foundSegments(found: Found, authorities: ReadonlySet<string>): string[] {
  if (found.found === 'candidates')
    return found.clients.flatMap((client, at) => [personOf(client, at + 1, authorities)]);
  return found.found === 'one' ? historySegments(found.history, authorities) : [];
}
