import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import { limits } from '../../shared/limits.ts';
import type { Clock } from '../clock.ts';
import { type Collection, defineCollection, type Store } from '../store/contract.ts';
import { UndeliverableError } from './message.ts';
import type { MailTransport } from './transport.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text comes first; HTML is made from it. */
  readonly text: string;
}

export interface QueuedMail extends Mail {
  readonly id: string;
  readonly queuedAt: number;
  /** How often delivery failed. */
  readonly attempts: number;
  readonly nextAttemptAt: number;
}

export interface MailOutboxDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  /** Absent where nobody said how mail leaves; it then waits. */
  readonly transport: MailTransport | undefined;
}

const definition = defineCollection<QueuedMail>()({ name: 'mail-outbox', lifetime: 'session', indexes: [] });

/** How often the outbox is looked through for mail that is due again. */
const lookEvery = 20_000;

/**
 * Mail that is to be sent: durable before `queue` resolves, delivered soon after, and tried again until it is. A stop
 * between delivery and the note of it sends a mail twice, under the same Message-ID; it never loses one.
 */
export class MailOutbox {
  readonly #records: Collection<QueuedMail>;
  readonly #deps: MailOutboxDeps;
  #timer: NodeJS.Timeout | undefined;
  #delivering: Promise<void> | undefined;
  #again = false;
  #closed = false;

  constructor(deps: MailOutboxDeps) {
    this.#records = deps.store.collection(definition);
    this.#deps = deps;
  }

  /** Begins to deliver, with what an earlier run has left. */
  start(): void {
    if (this.#deps.transport === undefined) {
      this.#deps.log.warn('mail stays in the outbox: the settings name no mail server (mail.smtp)');
      return;
    }
    this.#timer = setInterval(() => void this.deliverDue(), lookEvery).unref();
    void this.deliverDue();
  }

  async queue(mail: Mail): Promise<void> {
    const now = this.#deps.clock.now();
    await this.#records.insert({ ...mail, id: randomUUID(), queuedAt: now, attempts: 0, nextAttemptAt: now });
    void this.deliverDue();
  }

  /** Delivers what is due, one after the other. Never rejects. @returns when nothing that was due is left untried */
  deliverDue(): Promise<void> {
    const { transport } = this.#deps;
    if (transport === undefined || this.#closed) return Promise.resolve();
    this.#again = true;
    this.#delivering ??= this.#deliverWhileAsked(transport);
    return this.#delivering;
  }

  /** Waits for the one mail that is under way; the others are kept. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#delivering;
  }

  async #deliverWhileAsked(transport: MailTransport): Promise<void> {
    const { clock, log } = this.#deps;
    try {
      while (this.#again && !this.#closed) {
        this.#again = false;
        const now = clock.now();
        const waiting = (await this.#records.list()).filter(({ nextAttemptAt }) => nextAttemptAt <= now);
        for (const mail of waiting.toSorted((a, b) => a.queuedAt - b.queuedAt)) {
          if (!this.#closed) await this.#deliver(mail, transport);
        }
      }
    } catch (error) {
      // The store could not be written; the mail is still in it.
      log.error({ err: error }, 'the mail outbox cannot be kept');
    } finally {
      this.#delivering = undefined;
    }
  }

  async #deliver(mail: QueuedMail, transport: MailTransport): Promise<void> {
    const failure = await transport.send(mail).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failure === undefined) await this.#records.delete(mail.id);
    else await this.#postpone(mail, failure);
  }

  async #postpone({ id, attempts }: QueuedMail, failure: unknown): Promise<void> {
    const { clock, log } = this.#deps;
    const wait = failure instanceof UndeliverableError ? undefined : limits.mail.retryAfter[attempts];
    // Neither the mail nor the server's answer, which repeats addresses, is for the log.
    const entry = { mail: id, attempts: attempts + 1, reason: reasonOf(failure) };
    if (wait === undefined) {
      await this.#records.delete(id);
      log.error(entry, 'a mail could not be delivered and is dropped');
      return;
    }
    const nextAttemptAt = clock.now() + wait;
    await this.#records.update(id, (mail) => ({ ...mail, attempts: attempts + 1, nextAttemptAt }));
    log.warn(entry, 'a mail could not be delivered and is tried again');
  }
}

function reasonOf(failure: unknown): string {
  const { code, responseCode, name } = failure as { code?: string; responseCode?: number; name?: string };
  return [code ?? name, responseCode].filter((part) => part !== undefined).join(' ');
}
