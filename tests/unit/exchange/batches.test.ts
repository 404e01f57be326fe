import { array, assert, asyncProperty, constantFrom, record } from 'fast-check';
import { Client } from 'pg';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { exchanges } from '../../../server/applications/immtrac2/exchange/records.ts';
import { accesses, clients, refusals } from '../../../server/applications/immtrac2/records.ts';
import { needsPostgres, storePlace, usePostgres, withoutPostgres } from '../../support/postgres.ts';
import { inputs } from '../../support/thoroughness.ts';
import { exchangeHere, type Here, outcome, query, report } from './messages.ts';

// Messages that come together are taken together, and it makes no difference.

const postgres = usePostgres();
const inPostgres = () => exchangeHere(() => storePlace(postgres.server.settings).open());

const letters = (n: number) => String(n).replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!);
const someone = (n: number, change = {}) =>
  report({
    'MSH-10': `M${n}`,
    'PID-3': `${n}^^^CLINIC^MR`,
    'PID-5': `Name${letters(n)}^Given${letters(n + 7)}^^^^^L`,
    'PID-7': `20${10 + (n % 15)}0${1 + (n % 9)}1${n % 10}`,
    ...change,
  });

/** Two who share a number, twins, one who is named otherwise, one who is known by name alone. */
const people = [
  { 'PID-3': '1^^^CLINIC^MR', 'PID-5': 'Specimen^Marco^^^^^L' },
  { 'PID-3': '1^^^CLINIC^MR', 'PID-5': 'Muestra^Ana^^^^^L' },
  { 'PID-3': '2^^^CLINIC^MR', 'PID-5': 'Specimen^Marcos^^^^^L' },
  { 'PID-3': '', 'PID-5': 'Specimen^Marco^^^^^L' },
  { 'PID-3': '4^^^OTHER^MR', 'PID-5': 'Muestra^Anna^^^^^L' },
  { 'PID-3': '5^^^CLINIC^MR', 'PID-5': 'Example^Lee^^^^^L', 'PID-7': '20200103' },
];
const visits = [
  {},
  { 'RXA-15': 'L2' },
  { 'RXA-21': 'U', 'RXA-15': 'L3' },
  { 'RXA-21': 'D' },
  { 'RXA-5': '48^Hib^CVX', 'ORC-3': 'O2^CLINIC', 'RXA-15': 'H1' },
  { 'RXA-20': 'RE', 'RXA-18': '00', 'RXA-9': '', 'RXA-15': '' },
  { 'RXA-20': 'RE', 'RXA-18': '00', 'RXA-9': '', 'RXA-15': '', 'RXA-21': 'D' },
  { 'PID-11': '9 New St^^Dallas^TX^75201' },
  { PD1: undefined },
  { 'MSH-12': '2.3' },
  { 'MSH-4': 'site-b' },
];
const batches = array(
  record({
    person: constantFrom(...people),
    visit: constantFrom(...visits),
    asks: constantFrom(false, false, false, false, true),
  }),
  { minLength: 1, maxLength: 24 },
).map((sent) =>
  sent.map(({ person, visit, asks }, n) =>
    asks
      ? query({ 'MSH-10': `Q${n}`, 'QPD-3': person['PID-3'], 'QPD-4': person['PID-5'], 'QPD-7': '' })
      : report({ ...person, ...visit, 'MSH-10': `M${n % 20}` }),
  ),
);

/** What was answered and what is on file, without what is drawn by lot. */
async function toldBy({ store, send, doses }: Here, messages: readonly string[]): Promise<object> {
  const answer = await send(messages.join(''));
  const names = new Map((await store.collection(clients).list()).map(({ id, firstName }) => [id, firstName]));
  const of = (records: readonly { clientId: string }[]) =>
    records.map(({ clientId }) => names.get(clientId) ?? 'nobody').toSorted((a, b) => a.localeCompare(b));
  return {
    answered: outcome(answer),
    shown: answer.split('\r').filter((line) => /^(?:RXA|QAK|MSA)/.test(line)),
    doses: await doses(),
    clients: [...names.values()].toSorted(),
    refused: of(await store.collection(refusals).list()),
    seen: of(await store.collection(accesses).list()),
    kept: (await store.collection(exchanges).list())
      .map(({ controlId, answer: code }) => `${controlId} ${code}`)
      .toSorted(),
  };
}

describe.skipIf(withoutPostgres)(`messages that come together, in PostgreSQL${needsPostgres}`, () => {
  test('[I7] of whatever people they are, they are answered and kept as if one came after the other', async () => {
    await assert(
      asyncProperty(batches, async (messages) => {
        const [together, alone] = [await inPostgres(), await exchangeHere()];
        expect(await toldBy(together, messages)).toEqual(await toldBy(alone, messages));
      }),
      { numRuns: inputs },
    );
  }, 120_000);

  test('[I7] those of different people share the ways to the database', async () => {
    const { send, doses } = await inPostgres();
    await send(Array.from({ length: 4 }, (_, n) => someone(n)).join(''));
    const asked = vi.spyOn(Client.prototype, 'query');
    onTestFinished(() => asked.mockRestore());
    const answer = await send(Array.from({ length: 60 }, (_, n) => someone(100 + n)).join(''));
    expect(outcome(answer)).toEqual(Array.from({ length: 60 }, () => 'AA'));
    expect(asked.mock.calls.length / 60).toBeLessThan(1);
    expect(await doses()).toHaveLength(64);
  });
});

test('[I7] a message that the registry cannot work through has its answer, which says so, and the others are taken', async () => {
  const logged: unknown[] = [];
  const { send, doses, store } = await exchangeHere(undefined, {
    error: (...said: unknown[]) => void logged.push(said),
  });
  await send(someone(1));
  // Nothing of this product leaves a record so.
  const [client] = await store.collection(clients).list();
  await store.collection(clients).put({ ...client!, addresses: [] });
  const answer = await send(someone(1, { 'MSH-10': 'B1', 'RXA-15': 'L9' }) + someone(2));
  expect(outcome(answer)).toEqual(['AE', 'E 207 MSH', 'AA']);
  expect(answer).toContain('Send it again later');
  expect(await doses()).toHaveLength(2);
  expect(JSON.stringify(logged)).toContain('TypeError');
  expect(JSON.stringify(logged)).not.toMatch(/Name|Practice/);
  await store.collection(clients).put(client!);
  expect(outcome(await send(someone(1, { 'MSH-10': 'B1', 'RXA-15': 'L9' })))).toEqual(['AA']);
});
