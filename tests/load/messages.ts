import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answersTo } from '../../server/applications/immtrac2/exchange/transmission.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import type { Store } from '../../server/store/contract.ts';
import { defaultTimeZone } from '../../shared/contract/time.ts';
import { atLeast, atMost } from './report.ts';

// How many VXU messages a registry takes in a second, of new clients with a dose each, and how much memory a long batch needs:
// rows of `npm run bench`, in a process of its own; it runs alone too. With a number it takes that many messages in one batch.

const [given] = process.argv.slice(2).map(Number);
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

async function take(store: Store, from: number, count: number): Promise<{ perSecond: number; most: number }> {
  const sender = {
    id: 'bench',
    name: 'Bench',
    sites: 'any',
    via: 'command',
    transmission: 'bench',
    shown: async () => {},
  } as const;
  const begun = performance.now();
  let [accepted, most] = [0, 0];
  for await (const reply of answersTo({ store, clock, timeZone: defaultTimeZone }, batch(from, count), sender)) {
    if (reply.kind === 'answer' && reply.answer.code === 'AA') accepted += 1;
    if (accepted % 500 === 0) most = Math.max(most, process.memoryUsage().heapUsed);
  }
  if (accepted !== count) throw new Error(`${accepted} of ${count} messages were taken`);
  return { perSecond: count / ((performance.now() - begun) / 1000), most };
}

const directory = await mkdtemp(join(tmpdir(), 'messages-'));
const store = await openLowdbStore({ directory, key: randomBytes(32) });
try {
  if (given !== undefined) {
    const { perSecond, most } = await take(store, 0, given);
    console.log(
      `${given} VXU messages in one batch: ${perSecond.toFixed(0)}/s, at most ${(most / 2 ** 20).toFixed(0)} MiB of heap, with the registry in it`,
    );
  } else {
    const samples: number[] = [];
    const heap: number[] = [];
    for (let round = 0; round <= 5; round++) {
      const { perSecond, most } = await take(store, round * 1000, 1000);
      samples.push(perSecond);
      heap.push(most / 2 ** 20);
    }
    atLeast('VXU messages, each a new client with a dose, embedded store', samples.slice(1), 300);
    atMost('heap while a batch of them is worked through, with the registry in it', heap.slice(1), 'MiB');
  }
} finally {
  await store.close();
  await rm(directory, { recursive: true, force: true });
}
