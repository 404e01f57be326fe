import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { onTestFinished } from 'vitest';
import type { Correspondent } from '../../../server/applications/immtrac2/exchange/exchange.ts';
import { answersTo, replyText } from '../../../server/applications/immtrac2/exchange/transmission.ts';
import { immunizations } from '../../../server/applications/immtrac2/records.ts';
import type { ImmunizationRecord } from '../../../server/applications/immtrac2/shapes.ts';
import type { Store } from '../../../server/store/contract.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { defaultTimeZone } from '../../../shared/contract/time.ts';
import { temporaryFolder } from '../../support/temporary.ts';

/** Messages of these tests: one that is right, and what is changed in it. */

/** Fields by name, such as `RXA-3`; a segment's whole text by its name, or nothing of it. */
export type Change = Readonly<Record<string, string | undefined>>;

const usual = [
  'MSH|^~\\&|EHR|site-a|ImmTrac2|TEXIIS|20261120083015-0600||VXU^V04^VXU_V04|C1|P|2.5.1|||ER|AL|||||Z22^CDCPHINVS',
  'PID|1||77^^^CLINIC^MR||Specimen^Robin^Kay^^^^L|Muestra^Pat^^^^^M|20250214|F||2106-3|12 Practice Ct^^Austin^TX^78702^USA^H||^PRN^PH^^^512^5550134',
  'PD1|||||||||||02|N|20260101|||A',
  'NK1|1|Specimen^Pat^^^^^L|MTH^Mother^HL70063',
  'ORC|RE||O1^CLINIC',
  'RXA|0|1|20261120||20^DTaP^CVX|0.5|mL^milliliter^UCUM||00^New^NIP001|9^Nurse^Pat|||||L123|20271231|PMC^Sanofi^MVX|||CP|A',
  'RXR|C28161^IM^NCIT|RT^Right thigh^HL70163',
  'OBX|1|CE|64994-7^Eligibility^LN|1|V02^Medicaid^HL70064||||||F',
  'OBX|2|CE|30963-3^Funding^LN|2|VXC51^VFC^CDCPHINVS||||||F',
];

/** A report of one dose. */
export function report(change: Change = {}): string {
  return written(usual, change);
}

/** One more order, for the end of a report. */
export function order(change: Change = {}): string {
  return written(usual.slice(4), { 'ORC-3': 'O2^CLINIC', ...change });
}

export function query(change: Change = {}, profile = 'Z34'): string {
  const segments = [
    'MSH|^~\\&|EHR|site-a|ImmTrac2|TEXIIS|20261120083015-0600||QBP^Q11^QBP_Q11|Q1|P|2.5.1|||ER|AL|||||Z34^CDCPHINVS',
    `QPD|${profile}^Request^CDCPHINVS|TAG-1|77^^^CLINIC^MR|Specimen^Robin^Kay^^^^L|Muestra^Pat^^^^^M|20250214|F|12 Practice Ct^^Austin^TX^78702`,
    'RCP|I|5^RD&Records&HL70126',
  ];
  return written(segments, change);
}

function written(segments: readonly string[], change: Change): string {
  return segments
    .flatMap((segment) => {
      const name = segment.slice(0, 3);
      if (name in change) return change[name] ?? [];
      const fields = segment.split('|');
      for (const [field, value] of Object.entries(change)) {
        if (!field.startsWith(`${name}-`) || (name === 'OBX' && fields[1] !== '1')) continue;
        const at = Number(field.slice(4)) - (name === 'MSH' ? 1 : 0);
        while (fields.length <= at) fields.push('');
        fields[at] = value ?? '';
      }
      return fields.join('|');
    })
    .map((segment) => `${segment}\r`)
    .join('');
}

export interface Here {
  readonly store: Store;
  /** What is answered to these bytes, in chunks of this size. */
  readonly send: (bytes: string | Buffer, from?: Partial<Correspondent>, chunk?: number) => Promise<string>;
  /** What is on file, each `date cvx lot`. */
  readonly doses: () => Promise<string[]>;
  readonly records: () => Promise<ImmunizationRecord[]>;
  readonly shown: string[];
}

export const clock = { now: () => Date.parse('2026-11-22T18:00:00Z') };

const inFiles = async () => openLowdbStore({ directory: join(await temporaryFolder(), 'store'), key: randomBytes(32) });

/** An empty registry. */
export async function exchangeHere(
  open: () => Promise<Store> = inFiles,
  log?: Pick<FastifyBaseLogger, 'error'>,
): Promise<Here> {
  const store = await open();
  onTestFinished(() => store.close());
  const shown: string[] = [];
  const usualSender: Correspondent = {
    id: 'ehr',
    name: 'Clinic system',
    sites: 'any',
    via: 'command',
    transmission: 't',
    shown: async (found, ids) => {
      shown.push(...ids.map((id) => `${found} ${id}`));
    },
  };
  const records = async () =>
    (await store.collection(immunizations).list()).filter(({ deleted }) => deleted === undefined);
  return {
    store,
    shown,
    records,
    send: async (bytes, from = {}, chunk = 1 << 16) => {
      const whole = Buffer.from(bytes);
      const chunks = Array.from({ length: Math.ceil(whole.length / chunk) }, (_, n) =>
        whole.subarray(n * chunk, (n + 1) * chunk),
      );
      let text = '';
      const deps = { store, clock, timeZone: defaultTimeZone, ...(log && { log }) };
      for await (const reply of answersTo(deps, chunks, { ...usualSender, ...from })) text += replyText(reply);
      return text;
    },
    doses: async () => (await records()).map(({ date, dose }) => `${date} ${dose.cvx} ${dose.lot ?? '-'}`).toSorted(),
  };
}

/** `AA`, and each fault as `E 101 PID^1^5`. */
export function outcome(answer: string): string[] {
  return answer.split('\r').flatMap((segment) => {
    const fields = segment.split('|');
    if (fields[0] === 'MSA') return [fields[1]!];
    return fields[0] === 'ERR' ? [`${fields[4]} ${fields[3]!.split('^')[0]} ${fields[2]}`] : [];
  });
}
