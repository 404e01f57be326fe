import type { FastifyBaseLogger } from 'fastify';
import { limits } from '../../shared/contract/limits.ts';
import type { Clock } from '../clock.ts';
import { Outbox, queuedAt, type Waiting, waitingOf } from '../outbox.ts';
import { type Collection, defineCollection, type Store } from '../store/contract.ts';
import { type CodeInMail, type Mail, type QueuedMail, UndeliverableError } from './message.ts';
import type { MailTransport } from './transport.ts';

export interface MailOutboxDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  /** Absent where nobody said how mail leaves; it then waits. */
  readonly transport: MailTransport | undefined;
  /** Whether a code could still be redeemed. */
  isLive(code: CodeInMail): Promise<boolean>;
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
        store,
        clock,
        log,
        definition,
        lookEvery,
        what: 'a mail',
        deliver: async (mail) => {
          if (mail.usefulUntil !== undefined && clock.now() >= mail.usefulUntil)
            throw new UndeliverableError('too late');
          if (mail.code && !(await deps.isLive(mail.code))) return;
          await transport.send(mail);
        },
        laneOf: () => 'mail',
        waitAfter: (mail, failure) =>
          failure instanceof UndeliverableError ? undefined : waitAfter(mail, clock.now()),
      });
  }

  /** Whether there is a way for mail to leave. */
  get leaves(): boolean {
    return this.#deps.transport !== undefined;
  }

  async waiting(): Promise<Waiting> {
    return waitingOf(await this.#records.list());
  }

  async retryNow(): Promise<void> {
    await this.#outbox?.retryNow();
  }

  /** Begins to deliver, with what an earlier run has left. */
  start(): void {
    if (this.#outbox) this.#outbox.start();
    else this.#deps.log.warn('mail stays in the outbox: the settings name no mail server (mail.smtp)');
  }

  /** How many mails are on their way, or wait for one; quicker than to look at each. */
  count(): Promise<number> {
    return this.#records.count();
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

/** Mail servers that do not know a sender refuse its first tries, often for five minutes; a code has to come in time. */
function waitAfter({ attempts, usefulUntil }: QueuedMail, now: number): number | undefined {
  const { retryAfter, retryWhileUseful } = limits.mail;
  if (usefulUntil === undefined) return retryAfter[attempts];
  const wait = retryWhileUseful[Math.min(attempts, retryWhileUseful.length - 1)]!;
  return now + wait < usefulUntil ? wait : undefined;
}
