import { createHash, randomUUID } from 'node:crypto';
import type { FaultCause } from '../../../../shared/applications/immtrac2/exchange/fault-causes.ts';
import { today } from '../../../../shared/contract/time.ts';
import type { Site } from '../../../../shared/identity/site.ts';
import type { RegistryDeps } from '../registry.ts';
import { acknowledgmentOf, type Answered, written } from './acknowledge.ts';
import { answerQuery, type Found } from './answer-query.ts';
import { acknowledgment, type Fault } from './faults.ts';
import { type Message, readMessage, type Segment } from './hl7/message.ts';
import { readOrders } from './read-orders.ts';
import { readPerson } from './read-person.ts';
import { readQuery } from './read-query.ts';
import { type ExchangeRecord, exchanges } from './records.ts';
import { responseTo } from './respond.ts';
import type { Sender } from './sender.ts';
import { takeReport } from './take-report.ts';

/** Who sends, and what it is to be recorded with. */
export interface Correspondent {
  readonly id: string;
  readonly name: string;
  /** Those that it reports for; `any` takes whichever a message names. */
  readonly sites: 'any' | readonly Site[];
  readonly via: ExchangeRecord['via'];
  /** The request, file or connection that the message came in. */
  readonly transmission: string;
  /** Says in the audit trail which clients a query shows, before it does [R4]. */
  shown(found: 'found' | 'opened', clientIds: readonly string[]): Promise<void>;
}

export interface Answer {
  readonly code: Answered;
  readonly controlId: string;
  readonly segments: readonly string[];
  readonly faults: readonly Fault[];
}

export const answerText = ({ segments }: Answer) => written(segments);

/** Takes one message, and answers it [I7]. What becomes of it is kept; the same message again changes nothing. */
export class Exchange {
  readonly #deps: RegistryDeps;

  constructor(deps: RegistryDeps) {
    this.#deps = deps;
  }

  /** @param noted faults of what stands around the message, such as its batch */
  async take(lines: readonly Buffer[], from: Correspondent, noted: readonly Fault[] = []): Promise<Answer> {
    const read = readMessage(lines);
    if (read.outcome !== 'read') return this.#refused(read.header, unreadable(read.outcome), from);
    const { message } = read;
    const { header } = message;
    const unsupported = unsupportedIn(header);
    if (unsupported !== undefined) return this.#refused(header, unsupported, from);
    const found = [...noted, ...lettersOf(message)];
    const sender = senderOf(header, from);
    const faults = [...found, ...headerFaults(message), ...(sender === undefined ? [wrongSite] : [])];
    const { controlId, query } = { controlId: header.text(10), query: header.text(9, 1) === 'QBP' };
    if (faults.some(({ severity }) => severity === 'E') || sender === undefined) {
      return query
        ? this.#answered(
            message,
            from,
            responseTo(this.#deps, message, { code: 'AE', faults, found: undefined, authorities: new Set() }),
            'AE',
            faults,
            undefined,
          )
        : this.#answered(message, from, acknowledgmentOf(this.#deps, header, 'AE', faults), 'AE', faults, undefined);
    }
    return query
      ? this.#query(message, sender, from, faults)
      : this.#report(message, sender, from, faults, idOf(lines, from, controlId));
  }

  /** What is no message, or is too long to be one. */
  async refuse(header: Segment | undefined, fault: Fault, from: Correspondent): Promise<Answer> {
    return this.#refused(header, fault, from);
  }

  async #report(
    message: Message,
    sender: Sender,
    from: Correspondent,
    noted: readonly Fault[],
    id: string,
  ): Promise<Answer> {
    const { header } = message;
    const before = await this.#deps.store.collection(exchanges).get(id);
    // What went well is not done again; what did not is tried again, since a consent may have come meanwhile.
    if (before?.answer === 'AA') {
      return {
        code: 'AA',
        controlId: header.text(10),
        faults: before.faults,
        segments: acknowledgmentOf(this.#deps, header, 'AA', before.faults),
      };
    }
    const { person, faults: ofPerson } = readPerson(message, today(this.#deps));
    const { orders, faults: ofOrders } = person === undefined ? { orders: [], faults: [] } : readOrders(message);
    const taken = person === undefined ? { faults: [] } : await takeReport(this.#deps, { person, orders }, sender);
    const faults = [...noted, ...ofPerson, ...ofOrders, ...taken.faults];
    const code = acknowledgment(faults);
    return this.#answered(
      message,
      from,
      acknowledgmentOf(this.#deps, header, code, faults),
      code,
      faults,
      taken.client,
      id,
    );
  }

  async #query(message: Message, sender: Sender, from: Correspondent, noted: readonly Fault[]): Promise<Answer> {
    const { query, faults: ofQuery } = readQuery(message);
    const found = query === undefined ? undefined : await answerQuery(this.#deps, query);
    const faults = [...noted, ...ofQuery];
    if (found?.found === 'birth date out of range') {
      const text = 'Date of birth must be after January 1, 1890 and not in the future.';
      faults.push({ severity: 'E', code: 207, at: 'QPD^1^6', cause: 'birth-date', text });
    }
    const code = acknowledgment(faults);
    const shown = found === undefined || code === 'AE' ? undefined : found;
    await this.#record(shown, from);
    const authorities = new Set(query?.identifiers.map(({ authority }) => authority));
    const segments = responseTo(this.#deps, message, { code, faults, found: shown, authorities });
    const client = shown?.found === 'one' ? shown.history.client.id : undefined;
    return this.#answered(message, from, segments, code, faults, client);
  }

  async #record(found: Found | undefined, from: Correspondent): Promise<void> {
    if (found?.found === 'one') await from.shown('opened', [found.history.client.id]);
    if (found?.found === 'candidates') {
      await from.shown(
        'found',
        found.clients.map(({ id }) => id),
      );
    }
  }

  async #refused(header: Segment | undefined, fault: Fault, from: Correspondent): Promise<Answer> {
    const segments = acknowledgmentOf(this.#deps, header, 'AR', [fault]);
    const controlId = header?.text(10) ?? '';
    await this.#keep({ controlId, kind: kindOf(header), answer: 'AR', faults: [fault] }, from, header);
    return { code: 'AR', controlId, segments, faults: [fault] };
  }

  async #answered(
    { header }: Message,
    from: Correspondent,
    segments: readonly string[],
    answer: Answered,
    faults: readonly Fault[],
    client: string | undefined,
    id?: string,
  ): Promise<Answer> {
    const controlId = header.text(10);
    await this.#keep(
      { controlId, kind: kindOf(header), answer, faults, ...(client !== undefined && { client }) },
      from,
      header,
      id,
    );
    return { code: answer, controlId, segments, faults };
  }

  async #keep(
    kept: Pick<ExchangeRecord, 'controlId' | 'kind' | 'answer' | 'faults' | 'client'>,
    from: Correspondent,
    header: Segment | undefined,
    id: string = randomUUID(),
  ): Promise<void> {
    const { id: sender, name, via, transmission } = from;
    const siteId = siteOf(header, from);
    const causes = [...new Set(kept.faults.filter(({ severity }) => severity === 'E').map(({ cause }) => cause))];
    const record: ExchangeRecord = {
      ...kept,
      controlId: kept.controlId.slice(0, 199),
      faults: kept.faults.slice(0, 100),
      id,
      at: this.#deps.clock.now(),
      day: today(this.#deps),
      sender,
      ...(siteId !== undefined && { siteId, ...(kept.answer !== 'AA' && { rejectedOf: siteId }) }),
      senderName: name,
      via,
      transmission,
      causes: causes satisfies FaultCause[],
    };
    // Nearly always the first time, which is one round trip.
    const records = this.#deps.store.collection(exchanges);
    if (!(await records.insert(record))) await records.put(record);
  }
}

/** A control id is the sender's, and what it stands for is the message: the same bytes are the same message. */
function idOf(lines: readonly Buffer[], { id }: Correspondent, controlId: string): string {
  const digest = createHash('sha256').update(`${id}\n${controlId}\n`);
  for (const line of lines) digest.update(line).update('\r');
  return digest.digest('base64url');
}

/** Of a message that cannot be read too, where the sender has one site. */
function siteOf(header: Segment | undefined, from: Correspondent): string | undefined {
  if (header !== undefined) return senderOf(header, from)?.site.id;
  return from.sites === 'any' || from.sites.length !== 1 ? undefined : from.sites[0]!.id;
}

function kindOf(header: Segment | undefined): string {
  return [header?.text(9, 1), header?.text(9, 2)].filter(Boolean).join('^').slice(0, 20);
}

function unreadable(outcome: 'not so encoded' | 'unknown encoding' | 'separators unusable'): Fault {
  const said = {
    'not so encoded': [
      'MSH^1^18',
      'The letters are not encoded as MSH-18 says; declare 8859/1 or UNICODE UTF-8, whichever you send.',
    ],
    'unknown encoding': ['MSH^1^18', 'MSH-18 names an encoding that is not read here; send UNICODE UTF-8 or 8859/1.'],
    'separators unusable': ['MSH^1^2', 'MSH-1 and MSH-2 must name five different marks, such as |^~\\&.'],
  } as const;
  const [at, text] = said[outcome];
  return { severity: 'E', code: 102, at, cause: 'letters', text };
}

/** What is not taken at all: another kind of message, another version, or not meant for production. */
function unsupportedIn(header: Segment): Fault | undefined {
  const refuse = (code: Fault['code'], number: number, text: string): Fault => {
    return { severity: 'E', code, at: header.at(number), cause: 'unsupported', text };
  };
  const [type, trigger] = [header.text(9, 1), header.text(9, 2)];
  if (type === '') return refuse(101, 9, 'The kind of message is missing; VXU with V04 and QBP with Q11 are taken.');
  if (!['VXU V04', 'QBP Q11'].includes(`${type} ${trigger}`)) {
    return refuse(200, 9, 'This kind of message is not taken; send VXU with V04 or QBP with Q11.');
  }
  if (header.text(12) === '') return refuse(101, 12, 'The version is missing; send 2.5.1.');
  if (header.text(12) !== '2.5.1') return refuse(203, 12, 'Only version 2.5.1 is taken.');
  if (header.text(11) === '') return refuse(101, 11, 'The processing ID is missing; send P.');
  if (header.text(11) !== 'P') {
    return refuse(
      202,
      11,
      'Only processing ID P is taken: what is sent for training or debugging does not belong here.',
    );
  }
  return undefined;
}

function headerFaults({ header, stray, segments }: Message): Fault[] {
  const faults: Fault[] = [];
  if (header.text(10) === '') {
    const text = 'The control id is missing, by which you would know which message is answered. Nothing was stored.';
    faults.push({ severity: 'E', code: 101, at: header.at(10), cause: 'header', text });
  }
  if (stray !== undefined) {
    const text = `Line ${stray.line} of the message, after ${stray.after}, does not begin with the name of a segment: a line break stands within a segment. Nothing was stored; send the message without it.`;
    faults.push({
      severity: 'E',
      code: 102,
      at: `${stray.after}^${segments.filter(({ name }) => name === stray.after).length}`,
      cause: 'broken-segment',
      text,
    });
  }
  return faults;
}

function lettersOf({ cleaned, guessed }: Message): Fault[] {
  const warn = (at: string, text: string): Fault => ({ severity: 'W', code: 102, at, cause: 'letters', text });
  return [
    ...(cleaned
      ? [warn('MSH^1', 'Control characters stood in the message and were taken out; look at names and addresses.')]
      : []),
    ...(guessed
      ? [warn('MSH^1^18', 'The letters are no UTF-8 and were read as Latin-1; declare 8859/1 in MSH-18.')]
      : []),
  ];
}

const wrongSite: Fault = {
  severity: 'E',
  code: 103,
  at: 'MSH^1^4',
  cause: 'sender',
  text: 'The sending facility is none of the sites that you report for. Nothing was stored; send the id of one in MSH-4.',
};

/** Where a system reports for one site alone, a message need not name it. */
function senderOf(header: Segment, { id, name, sites }: Correspondent): Sender | undefined {
  const named = header.text(4, 1);
  if (sites === 'any')
    return named === '' ? undefined : { id, name, site: { id: named.slice(0, 64), name: named.slice(0, 64) } };
  const site = sites.find((each) => each.id === named) ?? (sites.length === 1 ? sites[0] : undefined);
  return site && { id, name, site };
}
