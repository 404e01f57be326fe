import type { FastifyBaseLogger } from 'fastify';
import { limits } from '../shared/contract/limits.ts';
import type { Clock } from './clock.ts';
import { Outage } from './http/outage.ts';
import { type Collection, defineCollection, type Store } from './store/contract.ts';

/** Work that is done again and again, by one process for all that are on its store. */
export interface Job {
  /** No other on its store has it. */
  readonly name: string;
  /** Milliseconds from the beginning of one run to the next; no shorter than `limits.jobs.lookEvery`. */
  readonly every: number;
  /** It may be cut off anywhere, and is then done again from its beginning. @throws whatever stands in the way; it is tried again */
  run(): Promise<void>;
}

interface JobRecord {
  /** The job's name. */
  readonly id: string;
  /** When the last run that came to its end began. */
  readonly lastRunAt: number;
}

const definition = defineCollection<JobRecord>()({ name: 'jobs', lifetime: 'session', indexes: [] });

interface Known {
  readonly job: Job;
  readonly outage: Outage;
  /** As far as this process has heard; another may have done it since. */
  lastRunAt: number | undefined;
  running: Promise<void> | undefined;
}

/**
 * Runs jobs when their time has come. When a job was done last is in the store, so that neither a restart nor a further
 * process does it too early; whoever does it holds a claim, which ends with its process, so that another takes over.
 */
export class Jobs {
  readonly #deps: { readonly store: Store; readonly clock: Clock; readonly log: FastifyBaseLogger };
  readonly #records: Collection<JobRecord>;
  readonly #jobs = new Map<string, Known>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(deps: { readonly store: Store; readonly clock: Clock; readonly log: FastifyBaseLogger }) {
    this.#deps = deps;
    this.#records = deps.store.collection(definition);
  }

  /** @throws where the name is taken, or the interval is too short to be kept */
  add(job: Job): void {
    const { name, every } = job;
    if (this.#jobs.has(name)) throw new Error(`there is a job ${name} already`);
    if (every < limits.jobs.lookEvery) throw new Error(`the job ${name} comes back sooner than anybody looks`);
    const outage = new Outage(this.#deps.log, {
      fails: `the job ${name} failed; it is tried again until it can be done`,
      works: `the job ${name} was done again`,
    });
    this.#jobs.set(name, { job, outage, lastRunAt: undefined, running: undefined });
  }

  /** Looks from now on; for the first time a moment later, so that no start waits for it. */
  start(): void {
    this.#timer = setInterval(() => void this.runDue(), limits.jobs.lookEvery).unref();
  }

  /** Does what is due here. Never rejects. @returns when that is done, or is seen to be another's to do */
  async runDue(): Promise<void> {
    if (this.#closed) return;
    await Promise.all(
      [...this.#jobs.values()].map((known) => {
        known.running ??= this.#look(known).finally(() => (known.running = undefined));
        return known.running;
      }),
    );
  }

  /** When each was done last, by whichever process. */
  async states(): Promise<{ name: string; every: number; lastRunAt?: number }[]> {
    const last = new Map((await this.#records.list()).map(({ id, lastRunAt }) => [id, lastRunAt]));
    return [...this.#jobs.values()].map(({ job: { name, every } }) => {
      const lastRunAt = last.get(name);
      return { name, every, ...(lastRunAt !== undefined && { lastRunAt }) };
    });
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await Promise.all([...this.#jobs.values()].flatMap(({ running }) => running ?? []));
  }

  async #look(known: Known): Promise<void> {
    const { job, outage } = known;
    try {
      if (!this.#isDue(known)) return;
      const claim = await this.#deps.store.claim(`job/${job.name}`);
      if (claim === undefined) return;
      try {
        // Only now it is known that nobody is doing it.
        known.lastRunAt = (await this.#records.get(job.name))?.lastRunAt;
        if (!this.#isDue(known)) return;
        const lastRunAt = this.#deps.clock.now();
        await job.run();
        await this.#records.put({ id: job.name, lastRunAt });
        known.lastRunAt = lastRunAt;
      } finally {
        await claim.release();
      }
      outage.over();
    } catch (error) {
      outage.failed(error);
    }
  }

  /** A run in the future was before the clock was set back. */
  #isDue({ job, lastRunAt }: Known): boolean {
    const now = this.#deps.clock.now();
    return lastRunAt === undefined || now < lastRunAt || now >= lastRunAt + job.every;
  }
}
