import { createHash, randomUUID } from 'node:crypto';
import { today } from '../../../../shared/contract/time.ts';
import { Problem } from '../../../http/problem.ts';
import { StoreUnavailableError } from '../../../store/contract.ts';
import { faultIn, type RegistryDeps } from '../registry.ts';
import { acknowledgmentOf, type Answered, written } from './acknowledge.ts';
import { answerQuery, type Found } from './answer-query.ts';
import { acknowledgment, type Fault } from './faults.ts';
import { headerFaults, lettersOf, notWorkedThrough, unreadable, unsupportedIn, wrongSite } from './header-faults.ts';
import { type Message, readMessage, type Segment } from './hl7/message.ts';
import { keysOf } from './match-client.ts';
import { readOrders } from './read-orders.ts';
import { readPerson } from './read-person.ts';
import { readQuery } from './read-query.ts';
import { type ExchangeRecord, exchanges } from './records.ts';
import { responseTo } from './respond.ts';
import { type Reporting, type Sender, senderOf, within } from './sender.ts';
import { takeReport } from './take-report.ts';

/** Who sends, and what it is to be recorded with. */
export interface Correspondent extends Reporting {
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

/** A message that was read, and what is to be done for it. */
export interface Received {
  /** Words for whom it is about: messages that share one are taken in their order. */
  readonly about: readonly string[];
  /** It only asks. What it shows is written into the audit trail, once and before it is answered, so it is in no step with others. */
  readonly asks: boolean;
  /** By the registry's rules; what becomes of it is kept. */
  readonly answer: (deps: RegistryDeps) => Promise<Answer>;
  /** The same where that went wrong. */
  readonly failed: (deps: RegistryDeps) => Promise<Answer>;
}

/** Takes messages, and answers them [I7]. What becomes of each is kept; the same message again changes nothing. */
export class Exchange {
  readonly #deps: RegistryDeps;

  constructor(deps: RegistryDeps) {
    this.#deps = deps;
  }

  /** @param noted faults of what stands around the message, such as its batch */
  read(lines: readonly Buffer[], from: Correspondent, noted: readonly Fault[] = []): Received {
    try {
      return this.#read(lines, from, noted);
    } catch (error) {
      this.#deps.log?.error(faultIn(error), 'a message could not be read');
      return this.refusal(headerOf(lines), notWorkedThrough, from);
    }
  }

  #read(lines: readonly Buffer[], from: Correspondent, noted: readonly Fault[]): Received {
    const read = readMessage(lines);
    if (read.outcome !== 'read') return this.refusal(read.header, unreadable(read.outcome), from);
    const { message } = read;
    const { header } = message;
    const unsupported = unsupportedIn(header);
    if (unsupported !== undefined) return this.refusal(header, unsupported, from);
    const sender = senderOf(header, from);
    const faults = [
      ...noted,
      ...lettersOf(message),
      ...headerFaults(message),
      ...(sender === undefined ? [wrongSite] : []),
    ];
    const asks = header.text(9, 1) === 'QBP';
    const failed = (deps: RegistryDeps) => this.#refused(deps, message, asks, [...noted, notWorkedThrough], from);
    if (sender === undefined || acknowledgment(faults) !== 'AA') {
      return { about: [], asks: false, failed, answer: (deps) => this.#refused(deps, message, asks, faults, from) };
    }
    return asks
      ? { about: [], asks, failed, answer: (deps) => this.#query(deps, message, from, faults) }
      : { ...this.#report(message, sender, from, faults, idOf(lines, from, header.text(10))), asks, failed };
  }

  /** What is no message, or is too long to be one, or cannot be read. */
  refusal(header: Segment | undefined, fault: Fault, from: Correspondent): Received {
    const answer = async (deps: RegistryDeps): Promise<Answer> => {
      const segments = acknowledgmentOf(deps, header, 'AR', [fault]);
      return kept(deps, { header, from }, { code: 'AR', segments, faults: [fault] });
    };
    return { about: [], asks: false, answer, failed: answer };
  }

  /**
   * In their order: one that asks sees what came before it. One that goes wrong leaves nothing but its answer, and takes no
   * other with it.
   */
  async take(received: readonly Received[]): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (const run of runsOf(received))
      answers.push(...(await (run[0]!.asks ? this.#asked(run) : this.#reported(run))));
    return answers;
  }

  async #reported(run: readonly Received[]): Promise<Answer[]> {
    const settled = await this.#deps.store.transactions(
      run.map(({ about, answer }) => ({ about, do: (on) => answer(within(this.#deps, on)) })),
    );
    const answers: Answer[] = [];
    for (const [at, each] of settled.entries()) {
      answers.push(each.status === 'fulfilled' ? each.value : await this.#notAnswered(run[at]!, each.reason));
    }
    return answers;
  }

  async #asked(run: readonly Received[]): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (const each of run) {
      answers.push(await each.answer(this.#deps).catch((reason: unknown) => this.#notAnswered(each, reason)));
    }
    return answers;
  }

  /** Where the store or the audit trail is away, nothing is answered: the sender sends it again. */
  async #notAnswered({ failed }: Received, reason: unknown): Promise<Answer> {
    if (reason instanceof StoreUnavailableError || reason instanceof Problem) throw reason;
    this.#deps.log?.error(faultIn(reason), 'a message could not be worked through');
    return failed(this.#deps);
  }

  #report(
    message: Message,
    sender: Sender,
    from: Correspondent,
    noted: readonly Fault[],
    id: string,
  ): Pick<Received, 'about' | 'answer'> {
    const { header } = message;
    const { person, faults: ofPerson } = readPerson(message, today(this.#deps));
    const { orders, faults: ofOrders } = person === undefined ? { orders: [], faults: [] } : readOrders(message);
    const { details: asked, immtrac2Id, identifiers } = person ?? {};
    const keys = asked === undefined ? [] : keysOf({ asked, immtrac2Id, identifiers: identifiers! });
    return {
      about: [`message|${id}`, ...keys],
      answer: async (deps) => {
        const before = await deps.store.collection(exchanges).get(id);
        // What went well is not done again; what did not is tried again, since a consent may have come meanwhile.
        if (before?.answer === 'AA') {
          // What stands around it is another batch than the last time.
          const isOfBatch = ({ cause }: Fault) => cause === 'batch';
          const faults = [...noted.filter(isOfBatch), ...before.faults.filter((fault) => !isOfBatch(fault))];
          const segments = acknowledgmentOf(deps, header, 'AA', faults);
          return { code: 'AA', controlId: header.text(10), segments, faults };
        }
        const taken = person === undefined ? { faults: [] } : await takeReport(deps, { person, orders }, sender);
        const faults = [...noted, ...ofPerson, ...ofOrders, ...taken.faults];
        const code = acknowledgment(faults);
        const segments = acknowledgmentOf(deps, header, code, faults);
        return kept(deps, { header, from, id, before }, { code, segments, faults, client: taken.client });
      },
    };
  }

  async #query(deps: RegistryDeps, message: Message, from: Correspondent, noted: readonly Fault[]): Promise<Answer> {
    const { query, faults: ofQuery } = readQuery(message);
    const found = query === undefined ? undefined : await answerQuery(deps, query);
    const faults = [...noted, ...ofQuery];
    if (found?.found === 'birth date out of range') {
      const text = 'Date of birth must be after January 1, 1890 and not in the future.';
      faults.push({ severity: 'E', code: 207, at: 'QPD^1^6', cause: 'birth-date', text });
    }
    const code = acknowledgment(faults);
    const shown = found === undefined || code === 'AE' ? undefined : found;
    await this.#record(shown, from);
    const authorities = new Set(query?.identifiers.map(({ authority }) => authority));
    const segments = responseTo(deps, message, { code, faults, found: shown, authorities });
    const client = shown?.found === 'one' ? shown.history.client.id : undefined;
    return kept(deps, { header: message.header, from }, { code, segments, faults, client });
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

  /** Because of its header alone, or because of nothing in it. */
  async #refused(
    deps: RegistryDeps,
    message: Message,
    asks: boolean,
    faults: readonly Fault[],
    from: Correspondent,
  ): Promise<Answer> {
    const { header } = message;
    const segments = asks
      ? responseTo(deps, message, { code: 'AE', faults, found: undefined, authorities: new Set() })
      : acknowledgmentOf(deps, header, 'AE', faults);
    return kept(deps, { header, from }, { code: 'AE', segments, faults });
  }
}

/** Of a message of which nothing else can be read. */
export function headerOf(lines: readonly Buffer[]): Segment | undefined {
  const [first] = lines;
  if (first === undefined) return undefined;
  const read = readMessage([first]);
  return read.outcome === 'read' ? read.message.header : read.header;
}

/** As many as can be taken in one step, one after the other. */
function runsOf(received: readonly Received[]): Received[][] {
  const runs: Received[][] = [];
  for (const each of received) {
    const run = runs.at(-1);
    if (run !== undefined && run[0]!.asks === each.asks) run.push(each);
    else runs.push([each]);
  }
  return runs;
}

interface Kept {
  readonly header: Segment | undefined;
  readonly from: Correspondent;
  /** Of a report. */
  readonly id?: string;
  /** What became of the same message the last time. */
  readonly before?: ExchangeRecord | undefined;
}

/** Says in the registry what became of a message, and gives it as its answer. */
async function kept(
  deps: RegistryDeps,
  { header, from, id = randomUUID(), before }: Kept,
  { client, ...answer }: Omit<Answer, 'controlId'> & { readonly client?: string | undefined },
): Promise<Answer> {
  const { code, faults } = answer;
  const { id: sender, name, via, transmission } = from;
  const siteId = siteOf(header, from);
  const controlId = header?.text(10) ?? '';
  const record: ExchangeRecord = {
    controlId: controlId.slice(0, 199),
    kind: kindOf(header),
    answer: code,
    faults: faults.slice(0, 100),
    ...(client !== undefined && { client }),
    id,
    at: deps.clock.now(),
    day: today(deps),
    sender,
    ...(siteId !== undefined && { siteId, ...(code !== 'AA' && { rejectedOf: siteId }) }),
    senderName: name,
    via,
    transmission,
    causes: [...new Set(faults.filter(({ severity }) => severity === 'E').map(({ cause }) => cause))],
  };
  const records = deps.store.collection(exchanges);
  if (before === undefined) await records.insert(record);
  else await records.put(record);
  return { ...answer, controlId };
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
