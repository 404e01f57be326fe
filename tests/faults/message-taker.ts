import pino from 'pino';
import { answersTo } from '../../server/applications/immtrac2/exchange/transmission.ts';
import { systemClock } from '../../server/clock.ts';
import { StoreUnavailableError } from '../../server/store/contract.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { PostgresDatabase } from '../../server/store/postgres/database.ts';
import type { PostgresSettings } from '../../shared/kiosk/settings.ts';
import { defaultTimeZone } from '../../shared/contract/time.ts';

// Takes one batch after the other until it is killed, and reports each message once it is acknowledged.

const [place, key, first] = process.argv.slice(2) as [string, string, string];
const sealing = Buffer.from(key, 'base64');
const store = place.startsWith('{')
  ? await (await PostgresDatabase.connect(JSON.parse(place) as PostgresSettings, pino({ level: 'silent' }))).openStore(
      'messages',
      sealing,
    )
  : await openLowdbStore({ directory: place, key: sealing, journalBytes: 20_000 });

const letters = (n: number) => String(n).replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!);

/** Of every third person two messages follow each other: the second corrects the dose of the first. */
function message(n: number): string {
  const person = Number(first) + Math.floor(n / 4) * 3 + Math.min(n % 4, 2);
  const action = n % 4 === 3 ? 'U' : 'A';
  return [
    `MSH|^~\\&|EHR|site-1|ImmTrac2|TEXIIS|20261120083015-0600||VXU^V04^VXU_V04|${first}-${n}|P|2.5.1|||ER|AL|||||Z22^CDCPHINVS`,
    `PID|1||${person}^^^CLINIC^MR||Kill${letters(person)}^First${letters(person)}^^^^^L||20150305|F|||${person} Practice Ct^^Austin^TX^78702^USA^H`,
    'PD1|||||||||||02|N|20200101',
    `ORC|RE||O${person}^CLINIC`,
    `RXA|0|1|20251120||140^flu^CVX|0.5|mL^milliliter^UCUM||00^New^NIP001|9^Nurse^Pat|||||L${n}|20271231|PMC^Sanofi^MVX|||CP|${action}`,
    'RXR|C28161^IM^NCIT|LA^Left arm^HL70163',
    'OBX|1|CE|64994-7^Eligibility^LN|1|V01^Not eligible^HL70064||||||F',
    '',
  ].join('\r');
}

function* batch(begin: number): Generator<Buffer> {
  for (let n = begin; ; n += 20) yield Buffer.from(Array.from({ length: 20 }, (_, at) => message(n + at)).join(''));
}

const from = {
  id: 'taker',
  name: 'Taker',
  sites: 'any',
  via: 'command',
  transmission: first,
  shown: async () => {},
} as const;
const deps = { store, clock: systemClock, timeZone: defaultTimeZone };

/** Whoever is told that the store cannot be used now sends what was not answered once more. */
async function take(answered: number): Promise<never> {
  let acknowledged = answered;
  try {
    for await (const reply of answersTo(deps, batch(answered), from)) {
      if (reply.kind !== 'answer') continue;
      process.send!(`${reply.answer.code} ${reply.answer.controlId}`);
      acknowledged += 1;
    }
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
  }
  return take(acknowledged);
}

await take(0);
