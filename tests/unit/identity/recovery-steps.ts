import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../../support/eventually.ts';
import type { DeploymentOptions, RunningDeployment } from '../../../server/deployment.ts';
import { type Account, accounts } from '../../../server/identity/accounts/account.ts';
import { PasswordHashing } from '../../../server/identity/accounts/password-hashing.ts';
import { answerKey } from '../../../server/identity/questions/answers.ts';
import { Keys } from '../../../server/keys/keys.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { type ProblemDetails, problemTypeOf } from '../../../shared/contract/problems.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { Visitor } from '../../support/visitor.ts';
import { mariasAnswers } from './desk.ts';

export const minute = 60_000;
export const hour = 60 * minute;

/** A deployment in which maria.garcia has security questions and john.smith has none. */
export class Place {
  readonly clock = new TestClock();
  readonly #masterKey = randomBytes(32);
  #data = '';
  #running: RunningDeployment | undefined;

  static async start(options: Partial<DeploymentOptions> = {}): Promise<Place> {
    const place = new Place();
    place.#data = await temporaryFolder();
    await place.#start({ demo: true });
    await place.change(
      { 'maria.garcia': async (hashing) => ({ securityQuestions: await hashed(mariasAnswers, hashing) }) },
      options,
    );
    return place;
  }

  /** Changes accounts while the server stands, and starts it again. */
  async change(
    changes: Record<string, (hashing: PasswordHashing) => Promise<Partial<Account>>>,
    options: Partial<DeploymentOptions> = {},
  ): Promise<void> {
    await this.#running!.close();
    const keys = new Keys(this.#masterKey);
    const store = await openLowdbStore({ directory: join(this.#data, 'identity'), key: keys.derive('store/identity') });
    const records = store.collection(accounts);
    const hashing = new PasswordHashing(keys.derive('passwords'));
    for (const [name, change] of Object.entries(changes)) {
      const [account] = await records.find('usernameKey', name);
      await records.put({ ...account!, ...(await change(hashing)) });
    }
    await store.close();
    await this.#start({ demo: false, ...options });
  }

  get portal(): string {
    return this.#running!.portal;
  }

  person(): Person {
    return new Person(this);
  }

  trail(): Promise<string> {
    return readFile(join(this.#data, 'audit', 'audit.jsonl'), 'utf8');
  }

  async mails(): Promise<string[]> {
    const folder = join(this.#data, 'mail');
    await mkdir(folder, { recursive: true });
    return (await readdir(folder)).filter((name) => name.endsWith('.eml')).map((name) => join(folder, name));
  }

  /** The mail that an act leads to. */
  async mailAfter<T>(act: () => Promise<T>): Promise<{ result: T; mail: string }> {
    const before = await this.mails();
    const result = await act();
    const file = await eventually(async () => {
      const [added] = (await this.mails()).filter((name) => !before.includes(name));
      if (added === undefined) throw new Error('no mail came');
      return added;
    });
    return { result, mail: await readFile(file, 'utf8') };
  }

  async #start(options: Partial<DeploymentOptions>): Promise<void> {
    const { clock } = this;
    this.#running = await startTraining({ data: this.#data, masterKey: this.#masterKey, clock, ...options });
  }
}

function hashed(answers: Readonly<Record<string, string>>, hashing: PasswordHashing) {
  return Promise.all(
    Object.entries(answers).map(async ([question, answer]) => ({
      question,
      answerHash: await hashing.hash(answerKey(answer)),
    })),
  );
}

export function answerTo(question: string): string {
  return mariasAnswers[question] ?? 'nobody knows';
}

/** What came of a step: `ok` or the problem's type, and the body. */
export interface Outcome {
  readonly outcome: string;
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Someone in front of a browser of their own. */
export class Person extends Visitor {
  readonly #place: Place;

  constructor(place: Place) {
    super(place.portal);
    this.#place = place;
  }

  async step(path: string, body?: unknown): Promise<Outcome> {
    const response = await this.send('POST', `/api/recovery${path}`, body);
    const answer = (await response.json()) as ProblemDetails;
    const { instance: _instance, ...rest } = answer;
    return {
      outcome: response.ok ? 'ok' : problemTypeOf(answer),
      status: response.status,
      body: rest as unknown as Record<string, unknown>,
    };
  }

  async question(username = 'maria.garcia'): Promise<string> {
    return (await this.step('', { username })).body['question'] as string;
  }

  /** Step 1, with the right answer. */
  async identify(username = 'maria.garcia'): Promise<Outcome> {
    return this.step('/answer', { answer: answerTo(await this.question(username)) });
  }

  /** Has a code sent. @returns its digits, as mailed */
  async code(): Promise<string> {
    const { result, mail } = await this.#place.mailAfter(() => this.step('/code'));
    if (result.outcome !== 'ok') throw new Error(result.outcome);
    return /^(\d{4} \d{4})\r?$/m.exec(mail)![1]!;
  }

  redeem(code: string): Promise<Outcome> {
    return this.step('/code/redeem', { code });
  }

  setPassword(password: string): Promise<Outcome> {
    return this.step('/password', { password });
  }

  /** Everything up to the new password. */
  async prove(): Promise<void> {
    for (const made of [await this.identify(), await this.redeem(await this.code())]) {
      if (made.outcome !== 'ok') throw new Error(made.outcome);
    }
  }
}
