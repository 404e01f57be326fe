import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { answersTo } from '../../server/applications/immtrac2/exchange/transmission.ts';
import type { Store } from '../../server/store/contract.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { PostgresDatabase } from '../../server/store/postgres/database.ts';
import { defaultTimeZone } from '../../shared/contract/time.ts';
import { PostgresServer, silent, withoutPostgres } from '../support/postgres.ts';
import { atLeast } from './report.ts';

// How many VXU messages a registry takes in a second, of new clients with a dose each: rows of `npm run bench`, in a process of its
// own; it runs alone too. With a number, and `files` or `postgres`, it takes that many in one file and says how much memory that needs.

const [given, kind = 'files'] = process.argv.slice(2);
const clock = { now: () => Date.parse('2026-11-22T18:00:00Z') };
const letters = (n: number) =>
  Array.from(createHash('sha256').update(String(n)).digest('hex').slice(0, 10))
    .map((digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)])
    .join('');

function message(n: number): string {
  const born = new Date(Date.UTC(2010 + (n % 15), n % 12, 1 + (n % 28))).toISOString().slice(0, 10).replaceAll('-', '');
  return [
    `MSH|^~\\&|EHR|site-${n % 50}|ImmTrac2|TEXIIS|20261120083015-0600||VXU^V04^VXU_V04|M${n}|P|2.5.1|||ER|AL|||||Z22^CDCPHINVS`,
    `PID|1||${n}^^^CLINIC^MR||Load${letters(n)}^First${letters(-n)}^^^^^L|Muestra^Pat^^^^^M|${born}|F||2106-3|${n} Practice Ct^^Austin^TX^78702^USA^H`,
    'PD1|||||||||||02|N|20260101|||A',
    `ORC|RE||O${n}^CLINIC`,
    `RXA|0|1|20261120||140^flu^CVX|0.5|mL^milliliter^UCUM||00^New^NIP001|9^Nurse^Pat|||||L${n % 100}|20271231|PMC^Sanofi^MVX|||CP|A`,
    'RXR|C28161^IM^NCIT|LA^Left arm^HL70163',
    'OBX|1|CE|64994-7^Eligibility^LN|1|V01^Not eligible^HL70064||||||F',
    '',
  ].join('\r');
}

/** A batch that is made as it is read, so that it is never there as a whole. */
function* batch(from: number, count: number): Generator<Buffer> {
  for (let n = from; n < from + count; n += 100) {
    yield Buffer.from(Array.from({ length: Math.min(100, from + count - n) }, (_, at) => message(n + at)).join(''));
  }
}

const deps = (store: Store) => ({ store, clock, timeZone: defaultTimeZone });

/** @param noted after each, how many were taken */
async function take(
  store: Store,
  bytes: AsyncIterable<Buffer> | Iterable<Buffer>,
  count: number,
  noted?: (taken: number) => void,
): Promise<void> {
  const sender = {
    id: 'bench',
    name: 'Bench',
    sites: 'any',
    via: 'command',
    transmission: 'bench',
    shown: async () => {},
  } as const;
  let accepted = 0;
  for await (const reply of answersTo(deps(store), bytes, sender)) {
    if (reply.kind !== 'answer' || reply.answer.code !== 'AA') continue;
    accepted += 1;
    noted?.(accepted);
  }
  if (accepted !== count) throw new Error(`${accepted} of ${count} messages were taken`);
}

async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return count / ((performance.now() - begun) / 1000);
}

const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;

/** One file of so many, read as it is worked through. Resident memory has Node itself and, in files, the registry in it. */
async function takeFile(store: Store, count: number, where: string): Promise<void> {
  const file = join(directory, 'batch.hl7');
  await pipeline(Readable.from(batch(0, count)), createWriteStream(file));
  const resident: number[] = [];
  const noted = (taken: number) => {
    if (taken % Math.ceil(count / 10) === 0) resident.push(process.memoryUsage.rss());
  };
  const rate = await perSecond(count, () => take(store, createReadStream(file), count, noted));
  const peak = process.resourceUsage().maxRSS * 1024;
  console.log(`${count} VXU messages in one file, ${where}: ${rate.toFixed(0)}/s, at most ${mebibytes(peak)} resident`);
  console.log(`  after each tenth: ${resident.map(mebibytes).join(', ')}`);
}

/** Rounds of a thousand, all new; the first is not counted. @param senders that send at once, each a part of them */
async function rounds(store: Store, senders: number): Promise<number[]> {
  const part = 1000 / senders;
  const samples: number[] = [];
  for (let round = 0; round <= 5; round++) {
    const parts = Array.from({ length: senders }, () => (next += part) - part);
    samples.push(await perSecond(1000, () => Promise.all(parts.map((from) => take(store, batch(from, part), part)))));
  }
  return samples.slice(1);
}
let next = 0;

async function inPostgres(work: (store: Store) => Promise<void>): Promise<void> {
  const server = await PostgresServer.start();
  await server.ask('create database messages');
  const database = await PostgresDatabase.connect({ ...server.settings, database: 'messages' }, silent);
  try {
    await work(await database.openStore('immtrac2', randomBytes(32)));
  } finally {
    await database.close();
    server.remove();
  }
}

async function inFiles(work: (store: Store) => Promise<void>): Promise<void> {
  const store = await openLowdbStore({ directory, key: randomBytes(32) });
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

const what = 'VXU messages, each a new client with a dose';
const directory = await mkdtemp(join(tmpdir(), 'messages-'));
try {
  if (given !== undefined) {
    const isDatabase = kind === 'postgres';
    const work = (store: Store) => takeFile(store, Number(given), isDatabase ? 'in PostgreSQL' : 'embedded store');
    await (isDatabase ? inPostgres(work) : inFiles(work));
  } else {
    await inFiles(async (store) => atLeast(`${what}, embedded store`, await rounds(store, 1), 300));
    if (withoutPostgres) console.log(`${what}, in PostgreSQL: skipped, because PostgreSQL is not installed here`);
    else {
      await inPostgres(async (store) => {
        atLeast(`${what}, in PostgreSQL, one batch`, await rounds(store, 1), 300);
        atLeast(`${what}, in PostgreSQL, four senders at once`, await rounds(store, 4), 300);
      });
    }
  }
} finally {
  await rm(directory, { recursive: true, force: true });
}
