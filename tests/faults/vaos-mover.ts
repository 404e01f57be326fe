import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { systemClock } from '../../server/clock.ts';
import { lots, sites, transfers } from '../../server/applications/vaos/records.ts';
import { receive, type StockDeps, waste } from '../../server/applications/vaos/stock/stock.ts';
import {
  moveTransfer,
  receiveTransfer,
  requestTransfer,
  sendTransfer,
} from '../../server/applications/vaos/transfers/transfers.ts';
import { StoreUnavailableError } from '../../server/store/contract.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { PostgresDatabase } from '../../server/store/postgres/database.ts';
import type { PostgresSettings } from '../../shared/kiosk/settings.ts';
import { defaultTimeZone, today } from '../../shared/contract/time.ts';

// Moves stock until it is killed, and reports each movement once it is acknowledged.

const [place, key] = process.argv.slice(2) as [string, string];
const sealing = Buffer.from(key, 'base64');
const store = place.startsWith('{')
  ? await (await PostgresDatabase.connect(JSON.parse(place) as PostgresSettings, pino({ level: 'silent' }))).openStore(
      'vaos',
      sealing,
    )
  : await openLowdbStore({ directory: place, key: sealing, journalBytes: 20_000 });
const deps: StockDeps = { store, clock: systemClock, timeZone: defaultTimeZone };
const by = { accountId: 'mover', name: 'Mover (Training)' };
const ndc = '00006-4681-00';
const signature = { name: 'Robin Signer', title: 'MD' } as const;

/** Whoever is first fills the store. */
const here = { id: '0009990001', name: 'Here', pin: '990001' };
const there = { id: '0009990002', name: 'There', pin: '990002' };
for (const site of [here, there]) await store.collection(sites).insert({ ...site, maximumStock: { [ndc]: 100 } });
const expires = '2099-12-31';
const lot = { id: 'stock', siteId: here.id, ndc, lot: 'STOCK1', expires, doses: 1_000_000, opening: 1_000_000 };
await store.collection(lots).insert(lot);

/** Whoever is told that the store cannot be used now sends the same once more. */
async function sent(one: () => Promise<void>): Promise<void> {
  try {
    await one();
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    await sent(one);
  }
}

const doing = { siteId: here.id, by };
const moves = [
  (id: string) =>
    sent(() => waste(deps, doing, lot.id, { key: id, doses: 1, reason: 'lost', on: today(deps), signature })),
  (id: string) => {
    const line = { ndc, expires, doses: 3 };
    const lines = [
      { ...line, lot: 'STOCK1' },
      { ...line, lot: 'OTHER1' },
    ];
    return sent(() => receive(deps, doing, { key: id, temperature: 'in-range', lines }));
  },
  async (id: string) => {
    const asked = { key: id, lot: lot.id, toPin: there.pin, doses: 2, reason: 'used there' };
    await sent(() => requestTransfer(deps, doing, asked));
    await sent(() =>
      store.transaction(async (on) =>
        moveTransfer(on, (await on.collection(transfers).get(id))!, 'approved', today(deps)),
      ),
    );
    await sent(() => sendTransfer(deps, doing, id, 4));
    await sent(() => receiveTransfer(deps, { siteId: there.id, by }, id, 4));
  },
];

async function move(kind: number): Promise<never> {
  for (;;) {
    const id = randomUUID();
    await moves[kind]!(id);
    process.send!(`${kind} ${id}`);
  }
}

await Promise.all([move(0), move(0), move(1), move(2)]);
