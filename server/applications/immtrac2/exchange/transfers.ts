import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import type { Transfer, TransferDetails } from '../../../../shared/applications/immtrac2/exchange/api.ts';
import { limits } from '../../../../shared/contract/limits.ts';
import { fieldProblem } from '../../../../shared/contract/field-texts.ts';
import type { Site } from '../../../../shared/identity/site.ts';
import { en } from '../../../../shared/identity/texts/en.ts';
import { Problem } from '../../../http/problem.ts';
import { StoreUnavailableError } from '../../../store/contract.ts';
import type { RegistryDeps } from '../registry.ts';
import type { Correspondent } from './exchange.ts';
import { exchanges, type TransferRecord, transfers } from './records.ts';
import { answersTo } from './transmission.ts';

/** Who has sent a file, for what site. */
export interface FileSender {
  readonly id: string;
  readonly name: string;
  readonly site: Site;
  readonly via: 'page' | 'upload';
  readonly shown: Correspondent['shown'];
}

const shownFiles = 50;
const shownAnswers = 200;

/** Files of messages that people send: worked through one after the other, while the page shows how far that is [I7, I10]. */
export class Transfers {
  readonly #deps: RegistryDeps;
  readonly #log: FastifyBaseLogger;
  #working: Promise<void> = Promise.resolve();
  #waiting = 0;
  #isClosed = false;

  constructor(deps: RegistryDeps, log: FastifyBaseLogger) {
    this.#deps = deps;
    this.#log = log;
  }

  /**
   * @param content base64
   * @returns the id of the transfer, which is under way
   * @throws Problem
   */
  async accept(fileName: string, content: string, sender: FileSender, id: string = randomUUID()): Promise<string> {
    const bytes = Buffer.from(content, 'base64');
    if (bytes.length > limits.hl7.fileBytes) throw new Problem('too-large');
    if (bytes.length === 0) {
      throw new Problem('record-refused', { fields: [fieldProblem(en.problems.fields, 'content', 'empty')] });
    }
    if (this.#waiting >= limits.hl7.filesWaiting) throw new Problem('too-many-requests');
    const { clock } = this.#deps;
    await this.#records().put({
      id,
      at: clock.now(),
      seenAt: clock.now(),
      siteId: sender.site.id,
      siteName: sender.site.name,
      sender: sender.id,
      senderName: sender.name,
      fileName: fileName.slice(0, 200),
      state: 'working',
      progress: 0,
      messages: 0,
      accepted: 0,
      inPart: 0,
      refused: 0,
    });
    this.#waiting += 1;
    this.#working = this.#working.then(() => this.#work(id, bytes, sender)).finally(() => (this.#waiting -= 1));
    return id;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#working;
  }

  /** Those of some sites, the newest first. @param sender whose alone; everybody's of the site without it */
  async of(siteIds: readonly string[], sender?: string): Promise<Transfer[]> {
    const each = await Promise.all(siteIds.map((siteId) => this.#records().find('siteId', siteId)));
    return each
      .flat()
      .filter((record) => sender === undefined || record.sender === sender)
      .toSorted((a, b) => b.at - a.at)
      .slice(0, shownFiles)
      .map((record) => this.#shown(record));
  }

  /** With what was answered, first to what was not taken as it was. */
  async details(id: string, siteIds: readonly string[], sender?: string): Promise<TransferDetails | undefined> {
    const record = await this.#records().get(id);
    if (record === undefined || !siteIds.includes(record.siteId)) return undefined;
    if (sender !== undefined && record.sender !== sender) return undefined;
    const kept = await this.#deps.store.collection(exchanges).find('transmission', id);
    const rank = (answer: string) => ['AR', 'AE', 'AA'].indexOf(answer);
    const answers = kept
      .toSorted((a, b) => rank(a.answer) - rank(b.answer) || b.faults.length - a.faults.length || a.at - b.at)
      .slice(0, shownAnswers)
      .map(({ id: messageId, controlId, kind, answer, faults }) => ({
        id: messageId,
        controlId,
        kind,
        answer,
        faults: faults.map(({ severity, at, cause, text }) => ({ severity, at, cause, text })),
      }));
    return { ...this.#shown(record), answers };
  }

  #records() {
    return this.#deps.store.collection(transfers);
  }

  #shown({ id, at, seenAt, fileName, siteName, senderName, state, ...counts }: TransferRecord): Transfer {
    // Whoever worked on it has not been heard of for a while.
    const isLost = state === 'working' && this.#deps.clock.now() - seenAt > limits.hl7.fileSilence;
    const { progress, messages, accepted, inPart, refused } = counts;
    const shown = { progress, messages, accepted, inPart, refused };
    return { id, at, fileName, site: siteName, by: senderName, state: isLost ? 'stopped' : state, ...shown };
  }

  async #work(id: string, bytes: Buffer, { id: sender, name, site, via, shown }: FileSender): Promise<void> {
    const counts = { messages: 0, accepted: 0, inPart: 0, refused: 0 };
    let given = 0;
    const chunks = function* () {
      for (; given < bytes.length; given += limits.hl7.fileChunk)
        yield bytes.subarray(given, given + limits.hl7.fileChunk);
    };
    const say = (state: TransferRecord['state']) =>
      this.#records().update(id, (record) => ({
        ...record,
        ...counts,
        state,
        progress: state === 'done' ? 1 : Math.min(1, given / bytes.length),
        seenAt: this.#deps.clock.now(),
      }));
    const from: Correspondent = { id: sender, name, sites: [site], via, transmission: id, shown };
    let said = performance.now();
    try {
      for await (const reply of answersTo(this.#deps, chunks(), from)) {
        if (this.#isClosed) break;
        if (reply.kind === 'answer') {
          const { code } = reply.answer;
          counts.messages += 1;
          counts[code === 'AA' ? 'accepted' : code === 'AE' ? 'inPart' : 'refused'] += 1;
        }
        if (performance.now() - said > limits.hl7.progressEvery) {
          await say('working');
          said = performance.now();
        }
      }
      await say(this.#isClosed ? 'stopped' : 'done');
    } catch (error) {
      this.#log.error({ err: error, transfer: id }, 'a file of messages could not be worked through to its end');
      await say('stopped').catch((failure: unknown) => {
        if (!(failure instanceof StoreUnavailableError)) throw failure;
      });
    }
  }
}
