import type { Entity } from '../../store/contract.ts';
import type { RowCipher } from '../../store/postgres/row-cipher.ts';
import type { Connection } from '../../store/postgres/tables.ts';
import { UnreadableError } from '../../store/sealed.ts';
import type { Link } from './chain.ts';
import type { KeptSeal } from './seals.ts';

/** A line under its place in the trail, from 1: of a whole trail, the number of its entry. */
interface LineRecord extends Entity {
  /** Its bytes, each as one character. */
  readonly line: string;
}

/** A seal, or a file from beside a trail that was taken over. */
interface FileRecord extends Entity {
  /** A file's bytes, each as one character. */
  readonly text: string;
}

const lineRecords = { name: 'lines', indexes: [] };
const fileRecords = { seals: { name: 'seals', indexes: [] }, files: { name: 'files', indexes: [] } };

/** The newest entry, and how many lines there are. Whoever adds to the trail locks it. */
export interface End extends Link {
  readonly lines: number;
}

export interface PlacedLine {
  readonly place: number;
  readonly line: Buffer;
}

const linesAtOnce = 1000;
const endName = 'end';
const placeOfEnd = Buffer.from('audit trail, end');
type SealedRow = Parameters<RowCipher['open']>[0];

/** The rows of a trail in a database, over one connection or the one of a transaction. Each is sealed under its name. */
export class TrailRows {
  readonly #db: Connection;
  readonly #cipher: RowCipher;

  constructor(db: Connection, cipher: RowCipher) {
    this.#db = db;
    this.#cipher = cipher;
  }

  /** @returns undefined where it is not there, or nobody with the key wrote it */
  async end(): Promise<End | undefined> {
    const row = await this.#endRow().executeTakeFirst();
    return row && this.#opened(row.value);
  }

  /** Nobody else gets it until the transaction ends. @param first what it is where it is not there */
  async lockedEnd(first: Link): Promise<End> {
    const begin: End = { ...first, lines: 0 };
    let row = await this.#endRow().forUpdate().executeTakeFirst();
    if (row === undefined) {
      await this.#db
        .insertInto('about')
        .values({ name: endName, value: this.#sealed(begin) })
        .onConflict((on) => on.doNothing())
        .execute();
      row = await this.#endRow().forUpdate().executeTakeFirstOrThrow();
    }
    return this.#opened(row.value) ?? begin;
  }

  async writeEnd(end: End): Promise<void> {
    await this.#writeAbout(endName, this.#sealed(end));
  }

  /** A table beside the trail, for a try. */
  async writeProbe(): Promise<void> {
    await this.#writeAbout('probe', Buffer.alloc(64));
  }

  /** Those that are there of so many, in their order. One that cannot be opened is none that anybody with the key wrote. */
  async lines(from: number, count: number): Promise<PlacedLine[]> {
    const keys = Array.from({ length: count }, (_, n) => this.#cipher.keyOf(lineRecords.name, String(from + n)));
    const rows = await this.#records(lineRecords.name).where('key', 'in', keys).execute();
    const byKey = new Map(rows.map((row) => [row.key.toString('hex'), row]));
    return keys.flatMap((key, n) => {
      const row = byKey.get(key.toString('hex'));
      return row === undefined ? [] : [{ place: from + n, line: this.#lineOf(row) }];
    });
  }

  /** Never over a line that is there. */
  async insertLines(lines: readonly Buffer[], after: number): Promise<void> {
    // A statement has 65,535 parameters at most, and the largest import alone comes close to that.
    for (let from = 0; from < lines.length; from += linesAtOnce) {
      const rows = lines.slice(from, from + linesAtOnce).map((line, n) =>
        this.#cipher.row<LineRecord>(lineRecords, {
          id: String(after + from + n + 1),
          line: line.toString('latin1'),
        }),
      );
      await this.#db.insertInto('records').values(rows).execute();
    }
  }

  async seals(): Promise<KeptSeal[]> {
    const rows = await this.#records(fileRecords.seals.name).execute();
    return rows.map((row) => this.#sealOf(row));
  }

  async file(name: string): Promise<Buffer | undefined> {
    const { files } = fileRecords;
    const row = await this.#records(files.name)
      .where('key', '=', this.#cipher.keyOf(files.name, name))
      .executeTakeFirst();
    return row && Buffer.from((JSON.parse(this.#cipher.open(row)) as FileRecord).text, 'latin1');
  }

  async files(): Promise<{ name: string; content: Buffer }[]> {
    const rows = await this.#records(fileRecords.files.name).execute();
    const records = rows.map((row) => JSON.parse(this.#cipher.open(row)) as FileRecord);
    return records.map(({ id, text }) => ({ name: id, content: Buffer.from(text, 'latin1') }));
  }

  async insertFile(name: string, content: Buffer): Promise<void> {
    await this.#insertFile('files', { id: name, text: content.toString('latin1') });
  }

  /** Never over another. */
  async insertSeal({ name, text }: KeptSeal): Promise<void> {
    await this.#insertFile('seals', { id: name, text });
  }

  /** But for the end. */
  async deleteAll(): Promise<void> {
    await this.#db.deleteFrom('records').execute();
  }

  #records(collection: string) {
    return this.#db.selectFrom('records').select(['key', 'sealed']).where('collection', '=', collection);
  }

  #endRow() {
    return this.#db.selectFrom('about').select('value').where('name', '=', endName);
  }

  async #writeAbout(name: string, value: Buffer): Promise<void> {
    await this.#db
      .insertInto('about')
      .values({ name, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
  }

  async #insertFile(kind: keyof typeof fileRecords, file: FileRecord): Promise<void> {
    await this.#db
      .insertInto('records')
      .values(this.#cipher.row<FileRecord>(fileRecords[kind], file))
      .onConflict((on) => on.doNothing())
      .execute();
  }

  #sealed({ n, at, mac, lines }: End): Buffer {
    return this.#cipher.sealText(JSON.stringify({ n, at, mac, lines }), placeOfEnd);
  }

  #opened(sealed: Buffer): End | undefined {
    return ifReadable(() => JSON.parse(this.#cipher.open({ key: placeOfEnd, sealed })) as End);
  }

  #lineOf(row: SealedRow): Buffer {
    const record = ifReadable(() => JSON.parse(this.#cipher.open(row)) as LineRecord);
    return record === undefined ? Buffer.from('unreadable') : Buffer.from(record.line, 'latin1');
  }

  #sealOf(row: SealedRow): KeptSeal {
    const record = ifReadable(() => JSON.parse(this.#cipher.open(row)) as FileRecord);
    return record === undefined ? { name: 'in the database', text: '' } : { name: record.id, text: record.text };
  }
}

function ifReadable<R>(open: () => R): R | undefined {
  try {
    return open();
  } catch (error) {
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
}
