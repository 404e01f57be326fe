import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { verify } from '../../server/applications/vaos/stock/ledger.ts';
import { movements, transfers } from '../../server/applications/vaos/records.ts';
import type { Store } from '../../server/store/contract.ts';
import { openLowdbStore } from '../../server/store/lowdb/lowdb-store.ts';
import { PostgresDatabase } from '../../server/store/postgres/database.ts';
import { needsPostgres, silent, usePostgres, withoutPostgres } from '../support/postgres.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { kills } from '../support/thoroughness.ts';

// Processes die in the middle of moving stock: nothing that was acknowledged is lost, and every lot adds up.

const half = Math.ceil(kills / 2);

const mover = fileURLToPath(new URL('vaos-mover.ts', import.meta.url));
const key = randomBytes(32);
const postgres = usePostgres();

/** @param enough so many movements are acknowledged before it dies */
async function moveAndDie(place: string, enough: number): Promise<string[]> {
  const child = fork(mover, [place, key.toString('base64')]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const acknowledged: string[] = [];
  const ended = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    child.on('message', (each: string) => {
      if (acknowledged.push(each) >= enough) resolve();
    });
    void ended.then(() => reject(new Error('it ended by itself')));
  });
  child.kill('SIGKILL');
  await ended;
  return acknowledged;
}

/** @returns what is lost, half done or does not add up */
async function faultsOf(store: Store, acknowledged: readonly string[]): Promise<string[]> {
  const lines = new Set((await store.collection(movements).list()).map(({ id }) => id));
  const linesOf = [
    (id: string) => [id],
    (id: string) => [`${id}-0`, `${id}-1`],
    (id: string) => [`${id}-out`, `${id}-in`],
  ];
  const lost = acknowledged.filter((each) => {
    const [kind, id] = each.split(' ');
    return linesOf[Number(kind)]!(id!).some((line) => !lines.has(line));
  });
  // What nobody acknowledged is there as a whole, or not at all.
  const others: Record<string, string> = { '-out': '-in', '-in': '-out', '-0': '-1', '-1': '-0' };
  const halves = [...lines].filter((line) => !lines.has(line.replace(/-(?:out|in|0|1)$/, (end) => others[end]!)));
  const moved = await store.collection(transfers).list();
  const unlike = moved.filter(({ id, status }) => lines.has(`${id}-out`) !== (status === 'received'));
  const { differences } = await verify(store);
  return [
    ...lost.map((each) => `lost: ${each}`),
    ...halves.map((each) => `half: ${each}`),
    ...unlike.map(({ id }) => `transfer: ${id}`),
    ...differences.map(({ lot }) => `does not add up: ${lot.id}`),
  ];
}

test('[V7] in files, processes that are killed while they move stock lose nothing that was acknowledged', async () => {
  const directory = await temporaryFolder();
  const acknowledged: string[] = [];
  for (let round = 0; round < half; round += 1) acknowledged.push(...(await moveAndDie(directory, 1 + 2 * round)));
  const store = await openLowdbStore({ directory, key });
  onTestFinished(() => store.close());
  expect(acknowledged.length).toBeGreaterThanOrEqual(half);
  expect(await faultsOf(store, acknowledged)).toEqual([]);
});

describe.skipIf(withoutPostgres)(`stock in one PostgreSQL${needsPostgres}`, () => {
  test('[V7] processes, five at a time, that are killed while they move the same stock lose nothing that was acknowledged', async () => {
    const place = JSON.stringify(postgres.server.settings);
    const acknowledged: string[] = [];
    for (let round = 0; round < Math.ceil(half / 5); round += 1) {
      const each = await Promise.all([0, 1, 2, 3, 4].map((lane) => moveAndDie(place, 1 + 3 * round + lane)));
      acknowledged.push(...each.flat());
    }
    const database = await PostgresDatabase.connect(postgres.server.settings, silent);
    onTestFinished(() => database.close());
    expect(acknowledged.length).toBeGreaterThanOrEqual(half);
    expect(await faultsOf(await database.openStore('vaos', key), acknowledged)).toEqual([]);
  });
});
