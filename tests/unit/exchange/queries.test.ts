import { expect, test } from 'vitest';
import { clients } from '../../../server/applications/immtrac2/records.ts';
import { withKeys } from '../../../server/applications/immtrac2/clients/search-keys.ts';
import { exchangeHere, order, outcome, query, report } from './messages.ts';

const segmentsOf = (answer: string, name: string) => answer.split('\r').filter((segment) => segment.startsWith(name));
const said = (answer: string) => [
  segmentsOf(answer, 'MSH')[0]!.split('|')[20],
  segmentsOf(answer, 'QAK')[0]!.split('|').slice(1, 3).join(' '),
];

test('[I7] what was reported comes back as it was, with the query as it was sent', async () => {
  const { send, shown } = await exchangeHere();
  await send(report() + order({ 'RXA-5': '48^Hib^CVX^49281-0545-03^ActHIB^NDC', 'RXA-15': 'H1' }));
  const answer = await send(query());
  expect(said(answer)).toEqual(['Z32^CDCPHINVS', 'TAG-1 OK']);
  expect(segmentsOf(answer, 'QPD')[0]).toBe(segmentsOf(query(), 'QPD')[0]);
  const [pid] = segmentsOf(answer, 'PID');
  expect(pid).toContain('~77^^^CLINIC^MR||Specimen^Robin^Kay^^^^L|Muestra^Pat^^^^^M|20250214|F');
  expect(
    segmentsOf(answer, 'RXA').map((rxa) => [3, 5, 6, 9, 15, 16, 17].map((at) => rxa.split('|')[at]!.split('^')[0])),
  ).toEqual(
    [
      ['20261120', '20', '0.5', '00', 'L123', '20271231', 'PMC'],
      ['20261120', '48', '0.5', '00', 'H1', '20271231', 'PMC'],
    ].toSorted((a, b) => answer.indexOf(a[4]!) - answer.indexOf(b[4]!)),
  );
  expect(shown).toEqual([expect.stringMatching(/^opened /)]);
});

test('[I7] a forecast says how each dose counts, and for each group what is due when', async () => {
  const { send } = await exchangeHere();
  await send(report());
  const answer = await send(query({}, 'Z44'));
  expect(said(answer)).toEqual(['Z42^CDCPHINVS', 'TAG-1 OK']);
  const codes = new Set(segmentsOf(answer, 'OBX').map((obx) => obx.split('|')[3]!.split('^')[0]));
  for (const code of [
    '30956-7',
    '59779-9',
    '59781-5',
    '30973-2',
    '59782-3',
    '59783-1',
    '30981-5',
    '30980-7',
    '59778-1',
    '59777-3',
  ]) {
    expect(codes).toContain(code);
  }
  const numbers = segmentsOf(answer, 'OBX').map((obx) => Number(obx.split('|')[1]));
  expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  expect(answer).toContain('RXA|0|1|20261122|20261122|998^No vaccine administered^CVX|999||||||||||||||NA\r');
});

test('[I7] who is not there and who has not consented are answered alike', async () => {
  const { send, store } = await exchangeHere();
  const nobody = await send(query());
  await send(report());
  const [client] = await store.collection(clients).list();
  await store.collection(clients).put(withKeys({ ...client!, consents: [] }));
  const withheld = await send(query());
  const without = (answer: string) => answer.replace(/\|[0-9a-f]{20}\|/, '||');
  expect(said(nobody)).toEqual(['Z33^CDCPHINVS', 'TAG-1 NF']);
  expect(without(withheld)).toBe(without(nobody));
});

test('[I7] several who may be meant are listed up to what was asked for, and none of them is taken for the one', async () => {
  const { send, shown } = await exchangeHere();
  const namesakes = [
    { 'PID-3': '1^^^CLINIC^MR', 'PID-11': '1 First St^^Laredo^TX^78040', 'PID-6': 'Uno^Ana', 'PID-13': '' },
    { 'PID-3': '2^^^CLINIC^MR', 'PID-11': '2 Second St^^Laredo^TX^78041', 'PID-6': 'Dos^Eva', 'PID-13': '' },
  ];
  for (const [at, change] of namesakes.entries()) await send(report({ ...change, 'MSH-10': `N${at}` }));
  const open = { 'QPD-3': '', 'QPD-5': '', 'QPD-8': '' };
  const several = await send(query(open));
  expect(said(several)).toEqual(['Z31^CDCPHINVS', 'TAG-1 OK']);
  expect(segmentsOf(several, 'PID')).toHaveLength(2);
  expect(segmentsOf(several, 'RXA')).toEqual([]);
  expect(shown).toHaveLength(2);
  const more = await send(query({ ...open, 'RCP-2': '1^RD' }));
  expect(said(more)).toEqual(['Z33^CDCPHINVS', 'TAG-1 TM']);
  expect(segmentsOf(more, 'PID')).toEqual([]);
});

test('[I7] of twins who are called alike the one is answered who was asked for', async () => {
  const { send } = await exchangeHere();
  await send(report({ 'PID-5': 'Specimen^Aurelio^^^^^L', 'PID-8': 'M' }));
  const twin = { 'PID-3': '78^^^CLINIC^MR', 'PID-5': 'Specimen^Aurelia^^^^^L', 'MSH-10': 'T2' };
  expect(outcome(await send(report(twin)))).toEqual(['AA']);
  const answer = await send(query({ 'QPD-3': '', 'QPD-4': 'Specimen^Aurelia', 'QPD-5': '', 'QPD-8': '' }));
  expect(said(answer)).toEqual(['Z32^CDCPHINVS', 'TAG-1 OK']);
  expect(segmentsOf(answer, 'PID')[0]).toContain('Specimen^Aurelia');
});

test.each([
  ['without accents and hyphens', 'Nunez Pena^Jose', '20190710', 'Z32', 'OK'],
  ['with day and month exchanged', 'Núñez-Peña^José', '20191007', 'Z31', 'OK'],
  ['by another first name', 'Núñez-Peña^Carlos', '20190710', 'Z31', 'OK'],
])('[I7] a name that is asked for %s is found as far as it fits', async (_how, name, birthDate, profile, status) => {
  const { send } = await exchangeHere();
  await send(report({ 'PID-5': 'Núñez-Peña^José', 'PID-7': '20190710' }));
  const answer = await send(
    query({ 'QPD-3': '', 'QPD-4': name, 'QPD-5': '', 'QPD-6': birthDate, 'QPD-7': '', 'QPD-8': '' }),
  );
  expect(said(answer)).toEqual([`${profile}^CDCPHINVS`, `TAG-1 ${status}`]);
});

test.each([
  ['no name', { 'QPD-4': '' }, 'E 101 QPD^1^4'],
  ['no date of birth', { 'QPD-6': '' }, 'E 101 QPD^1^6'],
  ['a date of birth that is none', { 'QPD-6': '20191332' }, 'E 102 QPD^1^6'],
  ['a date of birth in the future', { 'QPD-6': '20280101' }, 'E 207 QPD^1^6'],
  ['another query', { 'QPD-1': 'Z99^X^Y' }, 'E 103 QPD^1^1'],
  ['no QPD', { QPD: undefined }, 'E 100 QPD'],
])('[I7] a query with %s is refused and finds nobody', async (_what, change, fault) => {
  const { send } = await exchangeHere();
  expect(outcome(await send(query(change)))).toEqual(['AE', fault]);
});
