import type { FastifyBaseLogger } from 'fastify';
import { limits } from '../../shared/limits.ts';
import type { Clock } from '../clock.ts';
import { Outbox, type Queued, queuedAt } from '../outbox.ts';
import { type Collection, defineCollection, type Store } from '../store/contract.ts';
import { UndeliverableError } from './message.ts';
import type { MailTransport } from './transport.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text comes first; HTML is made from it. */
  readonly text: string;
}

export interface QueuedMail extends Mail, Queued {}

export interface MailOutboxDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  /** Absent where nobody said how mail leaves; it then waits. */
  readonly transport: MailTransport | undefined;
}

const definition = defineCollection<QueuedMail>()({ name: 'mail-outbox', lifetime: 'session', indexes: [] });

/** Also what another process was about to send when it died. */
const lookEvery = 5000;

/** Mail that is to be sent. One that is sent twice has the same Message-ID both times. */
export class MailOutbox {
  readonly #records: Collection<QueuedMail>;
  readonly #deps: MailOutboxDeps;
  readonly #outbox: Outbox<QueuedMail> | undefined;

  constructor(deps: MailOutboxDeps) {
    const { store, clock, log, transport } = deps;
    this.#records = store.collection(definition);
    this.#deps = deps;
    this.#outbox =
      transport &&
      new Outbox({
        ...{ store, clock, log, definition, lookEvery },
        what: 'a mail',
        deliver: (mail) => transport.send(mail),
        laneOf: () => 'mail',
        waitAfter: ({ attempts }, failure) =>
          failure instanceof UndeliverableError ? undefined : limits.mail.retryAfter[attempts],
      });
  }

  /** Whether there is a way for mail to leave. */
  get leaves(): boolean {
    return this.#deps.transport !== undefined;
  }

  /** Begins to deliver, with what an earlier run has left. */
  start(): void {
    if (this.#outbox) this.#outbox.start();
    else this.#deps.log.warn('mail stays in the outbox: the settings name no mail server (mail.smtp)');
  }

  async queue(mail: Mail): Promise<void> {
    await this.#records.insert({ ...mail, ...queuedAt(this.#deps.clock.now()) });
    void this.deliverDue();
  }

  async deliverDue(): Promise<void> {
    await this.#outbox?.deliverDue();
  }

  async close(): Promise<void> {
    await this.#outbox?.close();
  }
}
