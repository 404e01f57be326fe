import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type Collection, defineCollection, type Store } from '../store/contract.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text comes first; HTML is made from it. */
  readonly text: string;
}

interface QueuedMail extends Mail {
  readonly id: string;
  readonly queuedAt: number;
  readonly attempts: number;
  readonly nextAttemptAt: number;
}

const definition = defineCollection<QueuedMail>()({ name: 'mail-outbox', lifetime: 'session', indexes: [] });

/** Mail that is to be sent: durable before `queue` resolves, and tried again until it is delivered. */
export class MailOutbox {
  readonly #records: Collection<QueuedMail>;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#records = store.collection(definition);
    this.#clock = clock;
  }

  async queue(mail: Mail): Promise<void> {
    const now = this.#clock.now();
    await this.#records.insert({ ...mail, id: randomUUID(), queuedAt: now, attempts: 0, nextAttemptAt: now });
  }
}
