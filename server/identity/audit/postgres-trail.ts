import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { Entity } from '../../store/contract.ts';
import type { OpenedSchema } from '../../store/postgres/database.ts';
import { asStoreError } from '../../store/postgres/failures.ts';
import type { Connection } from '../../store/postgres/tables.ts';
import { UnreadableError } from '../../store/sealed.ts';
import { chainKey } from './audit-trail.ts';
import { firstLink, type Link, readChained } from './chain.ts';
import { sealsIn, trailInFiles } from './file-trail.ts';
import { keptAs, type KeptSeal, keepSeal, type Seal } from './seals.ts';
import { linesOf, unchainedFile } from './trail-files.ts';
import type { Appended, FoundEnd, TrailStorage } from './trail-storage.ts';
import type { Keys } from '../../keys/keys.ts';

/** Of its entries in findings, which name a file elsewhere. */
const database = 'the database';

/** A line under its place in the trail, from 1: of a whole trail, the number of its entry. */
interface LineRecord extends Entity {
  /** Its bytes, each as one character. */
  readonly line: string;
}

/** A seal, or a file from beside a trail that was taken over. */
interface FileRecord extends Entity {
  readonly text: string;
}

const lineRecords = { name: 'lines', indexes: [] };
const sealRecords = { name: 'seals', indexes: [] };
const fileRecords = { name: 'files', indexes: [] };

/** The newest entry, and how many lines there are. Whoever adds to the trail locks it. */
interface End extends Link {
  readonly lines: number;
}

const endName = 'end';
const placeOfEnd = Buffer.from('audit trail, end');
const atATime = 500;

export interface PostgresTrailOptions {
  readonly keys: Keys;
  /** Where copies of seals are put, which nobody in the database can reach. */
  readonly directory: string;
  readonly log?: FastifyBaseLogger | undefined;
}

/** One trail for all processes on a database, in a schema of its own. Lines are sealed like every record there. */
export class PostgresTrail implements TrailStorage {
  readonly #db: Connection;
  readonly #cipher: OpenedSchema['cipher'];
  readonly #options: PostgresTrailOptions;

  constructor({ db, cipher }: Pick<OpenedSchema, 'db' | 'cipher'>, options: PostgresTrailOptions) {
    this.#db = db;
    this.#cipher = cipher;
    this.#options = options;
  }

  start(): Promise<Link> {
    return this.#start(this.#db);
  }

  async *contents(): AsyncGenerator<{ file: string; content: Buffer }> {
    const known = (await this.#endIfReadable())?.lines ?? 0;
    for (let from = 1; ; from += atATime) {
      const lines = await this.#lines(this.#db, from);
      if (lines.length > 0)
        yield { file: database, content: Buffer.concat(lines.flatMap(({ line }) => [line, newline])) };
      else if (from > known) return;
    }
  }

  /** Also the copies in this process's folder. */
  async seals(): Promise<readonly KeptSeal[]> {
    const rows = await this.#db
      .selectFrom('records')
      .select(['key', 'sealed'])
      .where('collection', '=', sealRecords.name)
      .execute();
    const here = rows.map((row) => this.#sealOf(row));
    const copies = await sealsIn(this.#options.directory);
    const others = copies.filter((copy) => !here.some((kept) => isSameSeal(kept, copy)));
    return [...here, ...others].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  async end(): Promise<Link | undefined> {
    return this.#endIfReadable();
  }

  async head(): Promise<Link> {
    return (await this.#endIfReadable()) ?? (await this.start());
  }

  async findEnd(): Promise<FoundEnd> {
    return this.#inTransaction(async (db) => {
      const noted = await this.#lockedEnd(db);
      let end: End = noted;
      let foreign = 0;
      // The note is older than the lines, or gone: somebody else's doing. They stay, and the chain goes on behind them.
      for (;;) {
        const lines = await this.#lines(db, end.lines + 1);
        if (lines.length === 0) break;
        for (const { place, line } of lines) {
          const { n, at, mac } = this.#entry(line) ?? { n: end.n + 1, at: '', mac: end.mac };
          end = { n, at, mac, lines: place };
          foreign += 1;
        }
      }
      if (foreign > 0) await this.#writeEnd(db, end);
      return { head: end, foreign, missing: await this.#missingBefore(db, end.lines) };
    });
  }

  async append(next: (head: Link) => Appended): Promise<void> {
    const seal = await this.#inTransaction(async (db) => {
      const end = await this.#lockedEnd(db);
      const appended = next(end);
      await this.#insertLines(
        db,
        appended.lines.map((line) => Buffer.from(line)),
        end.lines,
      );
      await this.#writeEnd(db, { ...appended.head, lines: end.lines + appended.lines.length });
      if (appended.seal) await this.#insertFile(db, sealRecords, asFile(keptAs(appended.seal)));
      return appended.seal;
    });
    if (seal) await this.#copy(seal);
  }

  async keepSeal(seal: Seal): Promise<void> {
    await this.#inTransaction((db) => this.#insertFile(db, sealRecords, asFile(keptAs(seal))));
    await this.#copy(seal);
  }

  async tryOut(): Promise<void> {
    await this.#inTransaction((db) => writeAbout(db, 'probe', Buffer.alloc(64)));
  }

  /** The database is closed by whoever opened it. */
  async close(): Promise<void> {}

  async isEmpty(): Promise<boolean> {
    return (await this.#lines(this.#db, 1, 1)).length === 0 && ((await this.#endIfReadable())?.lines ?? 0) === 0;
  }

  /** Whether this very entry is in it, under its number. */
  async holds({ n, mac }: Link): Promise<boolean> {
    const [found] = await this.#lines(this.#db, n, 1);
    return found !== undefined && this.#entry(found.line)?.mac === mac;
  }

  /** Holds what the files of a trail hold, line by line, and goes on from its end; all of it or nothing. */
  async takeOver(directory: string, head: Link): Promise<void> {
    const files = trailInFiles(directory);
    await this.#inTransaction(async (db) => {
      await db.deleteFrom('records').execute();
      let lines = 0;
      for await (const { content } of files.contents()) {
        const whole = linesOf(content).lines;
        for (let from = 0; from < whole.length; from += atATime) {
          const some = whole.slice(from, from + atATime);
          await this.#insertLines(db, some, lines);
          lines += some.length;
        }
      }
      for (const kept of await files.seals()) await this.#insertFile(db, sealRecords, asFile(kept));
      const beside = (await readdir(directory)).filter((name) => name === unchainedFile || /^incomplete-/.test(name));
      for (const name of beside) {
        const text = (await readFile(join(directory, name))).toString('latin1');
        await this.#insertFile(db, fileRecords, { id: name, text });
      }
      await this.#writeEnd(db, { ...head, lines });
    });
  }

  async #inTransaction<R>(work: (db: Connection) => Promise<R>): Promise<R> {
    try {
      return await this.#db.transaction().execute(work);
    } catch (error) {
      throw asStoreError(error);
    }
  }

  /** Nobody else adds to the trail until the transaction ends. */
  async #lockedEnd(db: Connection): Promise<End> {
    const row = () => db.selectFrom('about').select('value').where('name', '=', endName).forUpdate().executeTakeFirst();
    let found = await row();
    if (found === undefined) {
      const value = this.#sealedEnd({ ...(await this.#start(db)), lines: 0 });
      await db
        .insertInto('about')
        .values({ name: endName, value })
        .onConflict((on) => on.doNothing())
        .execute();
      found = await row();
    }
    // Changed by somebody: then only a start, which looks at all the lines, can go on.
    return this.#openedEnd(found!.value) ?? { ...(await this.#start(db)), lines: 0 };
  }

  async #endIfReadable(): Promise<End | undefined> {
    const row = await this.#db.selectFrom('about').select('value').where('name', '=', endName).executeTakeFirst();
    return row && this.#openedEnd(row.value);
  }

  #openedEnd(sealed: Buffer): End | undefined {
    try {
      return JSON.parse(this.#cipher.open({ key: placeOfEnd, sealed })) as End;
    } catch (error) {
      if (error instanceof UnreadableError) return undefined;
      throw error;
    }
  }

  async #writeEnd(db: Connection, end: End): Promise<void> {
    await writeAbout(db, endName, this.#sealedEnd(end));
  }

  #sealedEnd({ n, at, mac, lines }: End): Buffer {
    return this.#cipher.sealText(JSON.stringify({ n, at, mac, lines }), placeOfEnd);
  }

  /** How many of the last lines are not there, as far as one look shows. */
  async #missingBefore(db: Connection, last: number): Promise<number> {
    let missing = 0;
    while (missing < Math.min(last, atATime) && (await this.#lines(db, last - missing, 1)).length === 0) missing += 1;
    return missing;
  }

  /** Those that are there of so many, in their order. One that cannot be opened is none that anybody with the key wrote. */
  async #lines(db: Connection, from: number, count = atATime): Promise<{ place: number; line: Buffer }[]> {
    const keys = Array.from({ length: count }, (_, n) => this.#cipher.keyOf(lineRecords.name, String(from + n)));
    const rows = await db
      .selectFrom('records')
      .select(['key', 'sealed'])
      .where('collection', '=', lineRecords.name)
      .where('key', 'in', keys)
      .execute();
    const byKey = new Map(rows.map((row) => [row.key.toString('hex'), row]));
    return keys.flatMap((key, n) => {
      const row = byKey.get(key.toString('hex'));
      return row === undefined ? [] : [{ place: from + n, line: this.#lineOf(row) }];
    });
  }

  #lineOf(row: { key: Buffer; sealed: Buffer }): Buffer {
    try {
      return Buffer.from((JSON.parse(this.#cipher.open(row)) as LineRecord).line, 'latin1');
    } catch (error) {
      if (error instanceof UnreadableError) return Buffer.from('unreadable');
      throw error;
    }
  }

  #entry(line: Buffer): Link | undefined {
    return readChained(line, chainKey(this.#options.keys));
  }

  #sealOf(row: { key: Buffer; sealed: Buffer }): KeptSeal {
    try {
      const { id: name, text } = JSON.parse(this.#cipher.open(row)) as FileRecord;
      return { name, text };
    } catch (error) {
      if (error instanceof UnreadableError) return { name: `in ${database}`, text: 'unreadable' };
      throw error;
    }
  }

  async #insertLines(db: Connection, lines: readonly Buffer[], after: number): Promise<void> {
    const rows = lines.map((line, n) =>
      this.#cipher.row<LineRecord>(lineRecords, { id: String(after + n + 1), line: line.toString('latin1') }),
    );
    // Never over a line that is there: then the note of the end is not the newest, and the next start says so.
    await db.insertInto('records').values(rows).execute();
  }

  async #insertFile(db: Connection, definition: typeof fileRecords, file: FileRecord): Promise<void> {
    const row = this.#cipher.row<FileRecord>(definition, file);
    await db
      .insertInto('records')
      .values(row)
      .onConflict((on) => on.doNothing())
      .execute();
  }

  async #start(db: Connection): Promise<Link> {
    const row = await db
      .selectFrom('records')
      .select(['key', 'sealed'])
      .where('collection', '=', fileRecords.name)
      .where('key', '=', this.#cipher.keyOf(fileRecords.name, unchainedFile))
      .executeTakeFirst();
    return firstLink(row && Buffer.from((JSON.parse(this.#cipher.open(row)) as FileRecord).text, 'latin1'));
  }

  async #copy(seal: Seal): Promise<void> {
    await keepSeal(this.#options.directory, seal).catch((error: unknown) => {
      this.#options.log?.error({ err: error }, 'a seal of the audit trail could not be copied to the data folder');
    });
  }
}

const newline = Buffer.from('\n');

/** Each process signs for itself, and no two signatures are alike. */
function isSameSeal(one: KeptSeal, other: KeptSeal): boolean {
  const signed = ({ text }: KeptSeal) => text.replace(/"signature":"[\w-]*"/, '');
  return one.name === other.name && signed(one) === signed(other);
}

function asFile({ name, text }: KeptSeal): FileRecord {
  return { id: name, text };
}

async function writeAbout(db: Connection, name: string, value: Buffer): Promise<void> {
  await db
    .insertInto('about')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}
