import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { Keys } from '../../keys/keys.ts';
import type { OpenedSchema } from '../../store/postgres/database.ts';
import { asStoreError } from '../../store/postgres/failures.ts';
import { chainKey } from './audit-trail.ts';
import { firstLink, type Link, readChained } from './chain.ts';
import { sealsIn, trailInFiles } from './file-trail.ts';
import { keptAs, type KeptSeal, keepSeal, type Seal } from './seals.ts';
import { linesOf, unchainedFile } from './trail-files.ts';
import { type End, TrailRows } from './trail-rows.ts';
import type { Appended, FoundEnd, TrailRange, TrailStorage } from './trail-storage.ts';

export interface PostgresTrailOptions {
  readonly keys: Keys;
  /** Where copies of seals are put, which nobody in the database can reach. */
  readonly directory: string;
  readonly log?: FastifyBaseLogger | undefined;
}

/** Stands for a file's name in findings. */
const database = 'the database';
const newline = Buffer.from('\n');
const atATime = 500;

/** One trail for all processes on a database, in a schema of its own. */
export class PostgresTrail implements TrailStorage {
  readonly #schema: Pick<OpenedSchema, 'db' | 'cipher'>;
  readonly #rows: TrailRows;
  readonly #options: PostgresTrailOptions;

  constructor(schema: Pick<OpenedSchema, 'db' | 'cipher'>, options: PostgresTrailOptions) {
    this.#schema = schema;
    this.#rows = new TrailRows(schema.db, schema.cipher);
    this.#options = options;
  }

  start(): Promise<Link> {
    return startIn(this.#rows);
  }

  async *contents(): AsyncGenerator<{ file: string; content: Buffer }> {
    const known = (await this.#rows.end())?.lines ?? 0;
    for (let from = 1; ; from += atATime) {
      const lines = await this.#rows.lines(from, atATime);
      const content = Buffer.concat(lines.flatMap(({ line }) => [line, newline]));
      if (lines.length > 0) yield { file: database, content };
      else if (from > known) return;
    }
  }

  /** Begins at the range's end, which is looked for by halves: entries stand in the order of their times. */
  async *backwards({ to, below }: TrailRange): AsyncGenerator<readonly Buffer[]> {
    let [low, high] = [0, Math.min((await this.#rows.end())?.lines ?? 0, (below ?? Infinity) - 1)];
    while (high - low > atATime) {
      const middle = Math.floor((low + high) / 2);
      const [found] = await this.#rows.lines(middle, 1);
      const at = found && this.#entry(found.line)?.at;
      // One that somebody tampered with says nothing: the whole upper half may be within.
      if (at === undefined) break;
      if (at > to) high = middle - 1;
      else low = middle;
    }
    for (let last = high; last > 0; last -= atATime) {
      const from = Math.max(1, last - atATime + 1);
      yield (await this.#rows.lines(from, last - from + 1)).map(({ line }) => line).toReversed();
    }
  }

  async *forwards(from: number): AsyncGenerator<readonly Buffer[]> {
    const end = await this.#rows.end();
    if (end === undefined) return;
    // Where lines were removed, an entry has an earlier place than its number says.
    const first = Math.max(1, from - Math.max(0, end.n - end.lines));
    for (let place = first; place <= end.lines; place += atATime) {
      yield (await this.#rows.lines(place, Math.min(atATime, end.lines - place + 1))).map(({ line }) => line);
    }
  }

  /** Also the copies in this process's folder. */
  async seals(): Promise<readonly KeptSeal[]> {
    const here = await this.#rows.seals();
    const copies = await sealsIn(this.#options.directory);
    const others = copies.filter((copy) => !here.some((kept) => isSameSeal(kept, copy)));
    return [...here, ...others].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Files from beside a trail that was taken over. */
  besides(): Promise<readonly { readonly name: string; readonly content: Buffer }[]> {
    return this.#rows.files();
  }

  async end(): Promise<Link | undefined> {
    return this.#rows.end();
  }

  async head(): Promise<Link> {
    return (await this.#rows.end()) ?? (await this.start());
  }

  async findEnd(): Promise<FoundEnd> {
    return this.#inTransaction(async (rows) => {
      let end: End = await rows.lockedEnd(await startIn(rows));
      let foreign = 0;
      // The note is older than the lines, or gone: somebody else's doing. They stay, and the chain goes on behind them.
      for (;;) {
        const lines = await rows.lines(end.lines + 1, atATime);
        if (lines.length === 0) break;
        for (const { place, line } of lines) {
          const { n, at, mac } = this.#entry(line) ?? { n: end.n + 1, at: '', mac: end.mac };
          end = { n, at, mac, lines: place };
          foreign += 1;
        }
      }
      if (foreign > 0) await rows.writeEnd(end);
      return { head: end, foreign, missing: await missingBefore(rows, end.lines) };
    });
  }

  async append(next: (head: Link) => Appended): Promise<void> {
    const seal = await this.#inTransaction(async (rows) => {
      // Where its note cannot be read, the lines collide with those that are there, and a start finds the end again.
      const end = await rows.lockedEnd(firstLink());
      const appended = next(end);
      await rows.insertLines(
        appended.lines.map((line) => Buffer.from(line)),
        end.lines,
      );
      await rows.writeEnd({ ...appended.head, lines: end.lines + appended.lines.length });
      if (appended.seal) await rows.insertSeal(keptAs(appended.seal));
      return appended.seal;
    });
    if (seal) await this.#copy(seal);
  }

  async keepSeal(seal: Seal): Promise<void> {
    await this.#inTransaction((rows) => rows.insertSeal(keptAs(seal)));
    await this.#copy(seal);
  }

  async tryOut(): Promise<void> {
    await this.#inTransaction((rows) => rows.writeProbe());
  }

  /** The database is closed by whoever opened it. */
  async close(): Promise<void> {}

  async isEmpty(): Promise<boolean> {
    const lines = await this.#rows.lines(1, 1);
    return lines.length === 0 && ((await this.#rows.end())?.lines ?? 0) === 0;
  }

  /** Whether this very entry is in it, under its number. */
  async holds({ n, mac }: Link): Promise<boolean> {
    const [found] = await this.#rows.lines(n, 1);
    return found !== undefined && this.#entry(found.line)?.mac === mac;
  }

  /** Holds what the files of a trail hold, line by line, and goes on from its end; all of it or nothing. */
  async takeOver(directory: string, head: Link): Promise<void> {
    const files = trailInFiles(directory);
    await this.#inTransaction(async (rows) => {
      await rows.deleteAll();
      let lines = 0;
      for await (const { content } of files.contents()) {
        const whole = linesOf(content).lines;
        await rows.insertLines(whole, lines);
        lines += whole.length;
      }
      for (const kept of await files.seals()) await rows.insertSeal(kept);
      const beside = (await readdir(directory)).filter((name) => name === unchainedFile || /^incomplete-/.test(name));
      for (const name of beside) await rows.insertFile(name, await readFile(join(directory, name)));
      await rows.writeEnd({ ...head, lines });
    });
  }

  /** @throws StoreUnavailableError */
  async #inTransaction<R>(work: (rows: TrailRows) => Promise<R>): Promise<R> {
    const { db, cipher } = this.#schema;
    try {
      return await db.transaction().execute((step) => work(new TrailRows(step, cipher)));
    } catch (error) {
      throw asStoreError(error);
    }
  }

  #entry(line: Buffer): Link | undefined {
    return readChained(line, chainKey(this.#options.keys));
  }

  async #copy(seal: Seal): Promise<void> {
    await keepSeal(this.#options.directory, seal).catch((error: unknown) => {
      this.#options.log?.error({ err: error }, 'a seal of the audit trail could not be copied to the data folder');
    });
  }
}

async function startIn(rows: TrailRows): Promise<Link> {
  return firstLink(await rows.file(unchainedFile));
}

/** How many of the last lines are not there, as far as one look shows. */
async function missingBefore(rows: TrailRows, last: number): Promise<number> {
  let missing = 0;
  while (missing < Math.min(last, atATime) && (await rows.lines(last - missing, 1)).length === 0) missing += 1;
  return missing;
}

/** Each process signs for itself, and no two signatures are alike. */
function isSameSeal(one: KeptSeal, other: KeptSeal): boolean {
  const signed = ({ text }: KeptSeal) => text.replace(/"signature":"[\w-]*"/, '');
  return one.name === other.name && signed(one) === signed(other);
}
