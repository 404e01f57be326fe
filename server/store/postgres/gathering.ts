import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connection } from './tables.ts';

/** One way to ask the database, of many at once what each would ask by itself. */
export interface Question<Asked, Answer> {
  /** Those that are named alike are asked together. */
  readonly name: string;
  /** @returns the answer to each, in their order */
  ask(db: Connection, all: readonly Asked[]): Promise<Answer[]>;
}

interface Waiting {
  readonly question: Question<unknown, unknown>;
  readonly asked: unknown;
  readonly settle: (answer: unknown) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * What several pieces of work within one transaction ask at one moment goes to the database together. All are answered at once,
 * so that work that is alike asks alike the next time, too.
 */
export class Gathering {
  readonly #db: Connection;
  #waiting: Waiting[] = [];
  #asking: Promise<void> | undefined;
  #refusal: unknown;
  #isOver = false;

  constructor(db: Connection) {
    this.#db = db;
  }

  /** What the database refused first: of the transaction nothing can be had any more. */
  get refusal(): unknown {
    return this.#refusal;
  }

  ask<Asked, Answer>(question: Question<Asked, Answer>, asked: Asked): Promise<Answer> {
    return new Promise<Answer>((settle, fail) => {
      if (this.#isOver) return fail(this.#refusal ?? new Error('the transaction is over'));
      const settled = (answer: unknown) => settle(answer as Answer);
      this.#waiting.push({ question, asked, settle: settled, fail });
      this.#asking ??= this.#askAll();
    });
  }

  /** Nothing is asked any more. Resolves when nothing is under way. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#asking;
  }

  async #askAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Whoever has just got an answer asks what comes next before that.
      await nextTurn();
      const waiting = this.#waiting.splice(0);
      try {
        if (this.#isOver) throw new Error('the transaction is over');
        const answers = new Map<Waiting, unknown>();
        for (const alike of Map.groupBy(waiting, ({ question }) => question.name).values()) {
          const asked = alike.map((each) => each.asked);
          const given = await alike[0]!.question.ask(this.#db, asked);
          for (const [at, each] of alike.entries()) answers.set(each, given[at]);
        }
        for (const each of waiting) each.settle(answers.get(each));
      } catch (error) {
        if (!this.#isOver) this.#refusal = error;
        this.#isOver = true;
        for (const { fail } of waiting) fail(error);
      }
    }
    this.#asking = undefined;
  }
}
