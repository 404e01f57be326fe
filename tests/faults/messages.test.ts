import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { exchanges } from '../../server/applications/immtrac2/exchange/records.ts';
import { accesses, clients, immunizations } from '../../server/applications/immtrac2/records.ts';
import type { Store } from '../../server/store/contract.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { PostgresDatabase } from '../../server/store/postgres/database.ts';
import { needsPostgres, silent, usePostgres, withoutPostgres } from '../support/postgres.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { kills } from '../support/thoroughness.ts';

// Processes die in the middle of a batch of messages: nothing that was acknowledged is lost, and nothing is half there.

const half = Math.ceil(kills / 2);
const taker = fileURLToPath(new URL('message-taker.ts', import.meta.url));
const key = randomBytes(32);
const postgres = usePostgres();

/** @param enough so many messages are acknowledged before it dies */
async function takeAndDie(place: string, first: number, enough: number): Promise<string[]> {
  const child = fork(taker, [place, key.toString('base64'), `${first}`]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const acknowledged: string[] = [];
  await new Promise<void>((resolve) => {
    child.on('message', (each: string) => {
      if (acknowledged.push(each) >= enough) resolve();
    });
  });
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  return acknowledged;
}

/** @returns what is lost, out of order or half there */
async function faultsOf(store: Store, acknowledged: readonly string[]): Promise<string[]> {
  const kept = await store.collection(exchanges).list();
  const people = new Map((await store.collection(clients).list()).map(({ id, identifiers }) => [id, identifiers]));
  const doses = await store.collection(immunizations).list();
  const seen = await store.collection(accesses).list();
  const lots = new Map(doses.map(({ clientId, dose }) => [clientId, dose.lot]));
  const messagesOf = Map.groupBy(kept, ({ client }) => client);
  const known = new Set(kept.map(({ controlId, answer }) => `${answer} ${controlId}`));
  const numberOf = ({ controlId }: { controlId: string }) => Number(controlId.split('-')[1]);
  const unlike = [...people.keys()].filter((id) => {
    const messages = (messagesOf.get(id) ?? []).toSorted((a, b) => numberOf(a) - numberOf(b));
    const isSeen = seen.filter(({ clientId }) => clientId === id).length === messages.length;
    return messages.length === 0 || !isSeen || lots.get(id) !== `L${numberOf(messages.at(-1)!)}`;
  });
  return [
    ...acknowledged.filter((each) => !each.startsWith('AA ')).map((each) => `not taken: ${each}`),
    ...acknowledged.filter((each) => !known.has(each)).map((each) => `lost: ${each}`),
    ...kept
      .filter(({ client }) => client === undefined || !people.has(client))
      .map(({ controlId }) => `half: ${controlId}`),
    ...unlike.map((id) => `not as the last message said: ${id}`),
    ...(doses.length === people.size ? [] : [`${doses.length} doses of ${people.size} people`]),
  ];
}

test('[I7] in files, processes that are killed in the middle of a batch lose nothing that was acknowledged', async () => {
  const directory = await temporaryFolder();
  const acknowledged: string[] = [];
  for (let round = 0; round < half; round += 1) {
    acknowledged.push(...(await takeAndDie(directory, 1_000_000 * (round + 1), 1 + 23 * round)));
  }
  const store = await openLowdbStore({ directory, key });
  onTestFinished(() => store.close());
  expect(acknowledged.length).toBeGreaterThanOrEqual(half);
  expect(await faultsOf(store, acknowledged)).toEqual([]);
});

describe.skipIf(withoutPostgres)(`a registry in PostgreSQL${needsPostgres}`, () => {
  test('[I7] processes, three at a time, that are killed in the middle of a batch lose nothing that was acknowledged', async () => {
    const place = JSON.stringify(postgres.server.settings);
    const acknowledged: string[] = [];
    for (let round = 0; round < Math.ceil(half / 3); round += 1) {
      const firsts = [1, 2, 3].map((lane) => 1_000_000 * (3 * round + lane));
      const each = await Promise.all(firsts.map((first, lane) => takeAndDie(place, first, 1 + 23 * round + lane)));
      acknowledged.push(...each.flat());
    }
    const database = await PostgresDatabase.connect(postgres.server.settings, silent);
    onTestFinished(() => database.close());
    expect(acknowledged.length).toBeGreaterThanOrEqual(half);
    expect(await faultsOf(await database.openStore('messages', key), acknowledged)).toEqual([]);
  });
});
