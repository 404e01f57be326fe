import { expect, test } from 'vitest';
import { clients, observations, refusals } from '../../../server/applications/immtrac2/records.ts';
import { exchanges } from '../../../server/applications/immtrac2/exchange/records.ts';
import { type Change, exchangeHere, order, outcome, query, report } from './messages.ts';

const whole = '2026-11-20 20 L123';
const none: readonly string[] = [];

/** What is changed, what is answered, which doses are then on file. */
const cases: readonly (readonly [what: string, change: Change, answer: readonly string[], doses: readonly string[]])[] =
  [
    ['a message that is right', {}, ['AA'], [whole]],
    ['another version', { 'MSH-12': '2.3.1' }, ['AR', 'E 203 MSH^1^12'], none],
    ['another kind of message', { 'MSH-9': 'ADT^A04' }, ['AR', 'E 200 MSH^1^9'], none],
    ['a message for debugging', { 'MSH-11': 'D' }, ['AR', 'E 202 MSH^1^11'], none],
    ['no control id', { 'MSH-10': '' }, ['AE', 'E 101 MSH^1^10'], none],
    ['no PID', { PID: undefined }, ['AE', 'E 100 PID'], none],
    ['two clients', { NK1: 'PID|2||78^^^CLINIC^MR||Other^Person^^^^^L||20200101|M' }, ['AE', 'E 100 PID^2'], none],
    ['no name', { 'PID-5': '' }, ['AE', 'E 101 PID^1^5'], none],
    ['an alias alone', { 'PID-5': 'Sample^Robbie^^^^^A' }, ['AE', 'E 101 PID^1^5'], none],
    ['a name that is none', { 'PID-5': 'Specimen^BABY GIRL' }, ['AE', 'E 207 PID^1^5'], none],
    ['a name longer than any', { 'PID-5': `Specimen^${'R'.repeat(61)}` }, ['AE', 'E 102 PID^1^5'], none],
    ['no date of birth', { 'PID-7': '' }, ['AE', 'E 101 PID^1^7'], none],
    ['a birth in the future', { 'PID-7': '20270101' }, ['AE', 'E 207 PID^1^7'], none],
    ['a birth on February 30', { 'PID-7': '20250230' }, ['AE', 'E 102 PID^1^7'], none],
    ['no address', { 'PID-11': '' }, ['AE', 'E 101 PID^1^11'], none],
    ['a ZIP code of four digits', { 'PID-11': '1 A St^^Austin^TX^7870' }, ['AE', 'E 102 PID^1^11'], none],
    ['a telephone number that is none', { 'PID-13': '^PRN^PH^^^112^5550134' }, ['AA', 'W 102 PID^1^13'], [whole]],
    ['a race that is no code', { 'PID-10': 'W' }, ['AA', 'W 103 PID^1^10'], [whole]],
    ['next of kin without relationship', { 'NK1-3': '' }, ['AE', 'E 101 NK1^1^3'], [whole]],
    ['no word of consent', { 'PD1-12': '' }, ['AE', 'E 101 PD1^1^12'], none],
    ['no PD1', { PD1: undefined }, ['AE', 'E 101 PD1^1^12'], none],
    ['consent that is refused', { 'PD1-12': 'Y' }, ['AE', 'E 207 PD1^1^12'], none],
    ['consent of before the birth', { 'PD1-13': '20240101' }, ['AA', 'W 207 PD1^1^13'], [whole]],
    ['no ORC', { ORC: undefined }, ['AA', 'W 100 ORC'], [whole]],
    ['no RXA', { RXA: undefined, RXR: undefined, OBX: undefined }, ['AE', 'E 100 ORC^1'], none],
    ['no vaccine', { 'RXA-5': '' }, ['AE', 'E 101 RXA^1^5'], none],
    ['a vaccine that no table has', { 'RXA-5': '806^X^CVX' }, ['AE', 'E 103 RXA^1^5'], none],
    ['a code of another system', { 'RXA-5': '90700^DTaP^C4' }, ['AE', 'E 103 RXA^1^5'], none],
    ['a code that lost its zero', { 'RXA-5': '3^MMR^CVX', 'RXA-17': 'MSD' }, ['AA'], ['2026-11-20 03 L123']],
    ['a vaccine that is history', { 'RXA-5': '107^DTaP^CVX' }, ['AE', 'E 207 RXA^1^5'], none],
    ['a manufacturer of other vaccines', { 'RXA-17': 'MOD' }, ['AE', 'E 207 RXA^1^17'], none],
    ['a manufacturer that no table has', { 'RXA-17': 'ZZZ' }, ['AE', 'E 103 RXA^1^17'], none],
    ['the month alone', { 'RXA-3': '202611' }, ['AE', 'E 102 RXA^1^3'], none],
    ['a day that no month has', { 'RXA-3': '20261051132511' }, ['AE', 'E 102 RXA^1^3'], none],
    ['no date', { 'RXA-3': '' }, ['AE', 'E 101 RXA^1^3'], none],
    ['tomorrow', { 'RXA-3': '20261123' }, ['AE', 'E 207 RXA^1^3'], none],
    ['before the birth', { 'RXA-3': '20250213' }, ['AE', 'E 207 RXA^1^3'], none],
    ['a time near midnight', { 'RXA-3': '20261120233000-0600' }, ['AA'], [whole]],
    ['a comma in the amount', { 'RXA-6': '0,5' }, ['AE', 'E 102 RXA^1^6'], none],
    ['an amount that nobody knows', { 'RXA-6': '999' }, ['AA', 'W 101 RXA^1^6'], [whole]],
    ['no lot', { 'RXA-15': '' }, ['AE', 'E 101 RXA^1^15'], none],
    ['an expired lot', { 'RXA-16': '20261031' }, ['AA', 'W 207 RXA^1^16'], [whole]],
    ['an expiration by its month', { 'RXA-16': '202712' }, ['AA'], [whole]],
    ['no route', { RXR: undefined }, ['AA', 'W 101 RXR'], [whole]],
    ['a body site that is none', { 'RXR-2': 'XX' }, ['AA', 'W 103 RXR^1^2', 'W 101 RXR^1^2'], [whole]],
    ['an eligibility of former times', { 'OBX-5': 'V06' }, ['AE', 'E 103 OBX^1^5'], none],
    ['no eligibility of a child', { OBX: undefined }, ['AE', 'E 101 OBX'], none],
    ['a source that is none', { 'RXA-9': '99' }, ['AE', 'E 103 RXA^1^9'], none],
    ['a status that is none', { 'RXA-20': 'XX' }, ['AE', 'E 103 RXA^1^20'], none],
    [
      'history',
      { 'RXA-9': '07', 'RXA-6': '999', RXR: undefined, OBX: undefined, 'RXA-15': '' },
      ['AA'],
      ['2026-11-20 20 -'],
    ],
    ['a refusal', { 'RXA-20': 'RE', 'RXA-18': '00', 'RXA-9': '', 'RXA-15': '' }, ['AA'], none],
    ['a refusal that was given', { 'RXA-20': 'RE', 'RXA-18': '00' }, ['AA', 'W 207 RXA^1^20'], none],
    ['a refusal without a reason', { 'RXA-20': 'RE' }, ['AE', 'E 101 RXA^1^18'], none],
    ['to delete what is not there', { 'RXA-21': 'D' }, ['AE', 'E 204 ORC^1^3'], none],
    ['a relationship named as what every object has', { 'NK1-3': 'toString' }, ['AA'], [whole]],
    ['an action named so', { 'RXA-21': 'constructor' }, ['AE', 'E 103 RXA^1^21'], none],
    ['a source named so', { 'RXA-9': 'toString' }, ['AE', 'E 103 RXA^1^9'], none],
    ['a site that nobody named', { 'MSH-4': '' }, ['AE', 'E 103 MSH^1^4'], none],
  ];

test.each(cases)(
  '[I7] a report with %s is answered so that its sender can act',
  async (_what, change, answer, doses) => {
    const { send, doses: kept } = await exchangeHere();
    expect(outcome(await send(report(change)))).toEqual(answer);
    expect(await kept()).toEqual(doses);
  },
);

test('[I7] faults say what to do and name nobody', async () => {
  const { send } = await exchangeHere();
  const answer = await send(report({ 'PID-7': '20270101', 'PID-11': '1 Secret St^^Austin^TX^7', 'MSH-10': 'F1' }));
  expect(answer).not.toMatch(/Specimen|Robin|Secret/);
  expect(answer).toContain(
    'ERR||PID^1^7|207^Application internal error^HL70357|E|1^Illogical Date error^HL70533|||Date of birth must be',
  );
});

test('[I7] one order that cannot be used does not spoil the next, and a dose that stands twice is stored once', async () => {
  const { send, doses } = await exchangeHere();
  const second = order({ 'RXA-5': '48^Hib^CVX', 'RXA-15': 'H1' });
  const answer = await send(report({ 'RXA-5': '' }) + second + order({ 'RXA-5': '48^Hib^CVX', 'RXA-15': 'H1' }));
  expect(outcome(answer)).toEqual(['AE', 'E 101 RXA^1^5', 'E 205 RXA^3^5']);
  expect(await doses()).toEqual(['2026-11-20 48 H1']);
});

test('[I7] consent is asked for once for a client, however many doses the message has', async () => {
  const { send } = await exchangeHere();
  const answer = await send(report({ PD1: undefined }) + order({ 'RXA-15': 'X2' }) + order({ 'RXA-15': 'X3' }));
  expect(outcome(answer)).toEqual(['AE', 'E 101 PD1^1^12']);
});

test('[I7] the same message again changes nothing and is answered as before; one that failed is tried again', async () => {
  const { send, doses, store } = await exchangeHere();
  const first = report({ 'RXA-16': '20261031' });
  expect(outcome(await send(first))).toEqual(['AA', 'W 207 RXA^1^16']);
  await send(report({ 'RXA-21': 'D', 'MSH-10': 'C2' }));
  expect(outcome(await send(first))).toEqual(['AA', 'W 207 RXA^1^16']);
  expect(await doses()).toEqual([]);
  expect(await store.collection(clients).count()).toBe(1);
  const failed = report({ PD1: undefined, 'PID-5': 'Muestra^Ana', 'MSH-10': 'C3' });
  expect(outcome(await send(failed))[0]).toBe('AE');
  await send(report({ 'PID-5': 'Muestra^Ana', 'MSH-10': 'C4', 'RXA-15': 'L9' }));
  expect(outcome(await send(failed))).toEqual(['AA']);
});

test('[I7] a site corrects and deletes its own dose by order number, and no other site does', async () => {
  const { send, doses, records } = await exchangeHere();
  await send(report());
  expect(outcome(await send(report({ 'RXA-15': 'L124', 'RXA-21': 'U', 'MSH-10': 'C2' })))).toEqual(['AA']);
  expect(await doses()).toEqual(['2026-11-20 20 L124']);
  expect((await records())[0]!.corrections).toMatchObject([{ before: { dose: { lot: 'L123' } } }]);
  const elsewhere = { 'MSH-4': 'site-b', 'RXA-15': 'L124', 'MSH-10': 'C3' };
  expect(outcome(await send(report({ ...elsewhere, 'RXA-21': 'D' })))).toEqual(['AE', 'E 207 RXA^1^21']);
  expect(outcome(await send(report({ 'RXA-15': 'L124', 'RXA-21': 'D', 'MSH-10': 'C4' })))).toEqual(['AA']);
  expect(await doses()).toEqual([]);
});

test('[I7] what two sites say they gave is kept from both, and what one tells of again is not', async () => {
  const { send, records } = await exchangeHere();
  await send(report());
  await send(report({ 'MSH-4': 'site-b', 'MSH-10': 'C2' }));
  const told = { 'RXA-9': '01', 'RXA-15': '', RXR: undefined, OBX: undefined };
  await send(report({ ...told, 'MSH-4': 'site-c', 'MSH-10': 'C3' }));
  expect((await records()).map(({ siteId, recordedBy }) => `${siteId} ${recordedBy}`).toSorted()).toEqual([
    'site-a ehr',
    'site-b ehr',
  ]);
});

test('[I7] twins are two clients, and who may be somebody else waits for a person', async () => {
  const { send, store } = await exchangeHere();
  await send(report({ 'PID-5': 'Specimen^Marco^^^^^L', 'PID-8': 'M' }));
  const twin = { 'PID-3': '78^^^CLINIC^MR', 'PID-5': 'Specimen^Marcos^^^^^L', 'PID-8': 'M', 'MSH-10': 'C2' };
  expect(outcome(await send(report(twin)))).toEqual(['AA']);
  expect(await store.collection(clients).count()).toBe(2);
  const unknown = { 'PID-3': '', 'PID-5': 'Specimen^Marko^^^^^L', 'PID-6': '', 'PID-8': 'M', 'MSH-10': 'C3' };
  expect(outcome(await send(report(unknown)))).toEqual(['AE', 'E 207 PID^1^3']);
});

test('[I7] a number that a clinic uses again is not the same person', async () => {
  const { send, store } = await exchangeHere();
  await send(report());
  await send(
    report({
      'PID-5': 'Muestra^Luz^^^^^L',
      'PID-7': '20110401',
      'MSH-10': 'C2',
      'OBX-5': 'V01',
      'RXA-5': '113^Td^CVX',
    }),
  );
  expect(await store.collection(clients).count()).toBe(2);
});

test('[I7] a new address is added to the history, and name and date of birth stay as they are', async () => {
  const { send, store } = await exchangeHere();
  await send(report());
  const moved = { 'PID-5': 'Specimenn^Robin^Kay^^^^L', 'PID-11': '9 Sample Blvd^^Kyle^TX^78640', 'MSH-10': 'C2' };
  expect(outcome(await send(report(moved)))).toEqual(['AA', 'W 207 PID^1^5']);
  const [client] = await store.collection(clients).list();
  expect(client).toMatchObject({ lastName: 'Specimen', addresses: [{ city: 'Kyle' }, { city: 'Austin' }] });
});

test('[I7] a number of social security is kept nowhere', async () => {
  const { send, store } = await exchangeHere();
  await send(report({ 'PID-3': '77^^^CLINIC^MR~987654321^^^USSSA^SS~5550001234^^^TEXIIS^SR' }));
  const [client] = await store.collection(clients).list();
  expect(client!.identifiers).toEqual([{ value: '77', authority: 'CLINIC', type: 'MR' }]);
});

test('[I7] an illness that was had makes immune, and is no dose', async () => {
  const { send, doses, store } = await exchangeHere();
  const had = 'OBX|1|CE|59784-9^Disease^LN|1|38907003^Varicella^SCT||||||F';
  expect(outcome(await send(report({ 'RXA-5': '998^None^CVX', 'RXA-20': 'NA', RXR: undefined, OBX: had })))).toEqual([
    'AA',
  ]);
  expect(await doses()).toEqual([]);
  const answer = await send(query({}, 'Z44'));
  expect(answer).toMatch(/21\^Varicella\^CVX[^\r]*\r[^\r]*\r[^\r]*LA27183-5\^Immune/);
  // It is known as what a nurse records, once, and goes when the sender takes it back.
  const reported = { 'RXA-5': '998^None^CVX', 'RXA-20': 'NA', RXR: undefined, OBX: had };
  expect(outcome(await send(report({ ...reported, 'MSH-10': 'C7' })))).toEqual(['AA']);
  expect(await store.collection(observations).list()).toMatchObject([{ siteId: expect.any(String) }]);
  await send(report({ ...reported, 'MSH-10': 'C8', 'RXA-21': 'D' }));
  expect(await store.collection(observations).list()).toMatchObject([{ ended: { mistake: true } }]);
});

test('[I7] a refusal is kept once, with its reason, and what was refused stays due', async () => {
  const { send, store } = await exchangeHere();
  const refused = { 'RXA-5': '03^MMR^CVX', 'RXA-20': 'RE', 'RXA-18': '01', 'RXA-9': '', 'RXA-15': '' };
  await send(report(refused));
  await send(report({ ...refused, 'MSH-10': 'C2' }));
  expect(await store.collection(refusals).list()).toMatchObject([
    { group: 'MMR', reason: 'religious', date: '2026-11-20' },
  ]);
  expect(await send(query({}, 'Z44'))).toMatch(/03\^MMR\^CVX[^\r]*\r[^\r]*\r[^\r]*LA13423-1\^Overdue/);
});

test('[I7] after death no dose is given, and earlier ones are history', async () => {
  const { send } = await exchangeHere();
  const died = { 'PID-29': '20261110', 'PID-30': 'Y' };
  expect(outcome(await send(report(died)))).toEqual(['AE', 'E 207 RXA^1^3']);
  expect(outcome(await send(report({ ...died, 'RXA-3': '20261101', 'RXA-9': '01', 'MSH-10': 'C2' })))).toEqual(['AA']);
});

test('[I7] what became of each message is kept with its causes, and no name', async () => {
  const { send, store } = await exchangeHere();
  await send(report({ PD1: undefined }));
  await send(report({ 'RXA-15': '', 'RXA-3': '', 'MSH-10': 'C2' }));
  const kept = await store.collection(exchanges).find('answer', 'AE');
  expect(
    kept
      .map(({ causes, day, sender, kind, controlId }) => [controlId, ...causes, day, sender, kind].join(' '))
      .toSorted(),
  ).toEqual(['C1 consent 2026-11-22 ehr VXU^V04', 'C2 dose-date 2026-11-22 ehr VXU^V04']);
  expect(JSON.stringify(kept)).not.toMatch(/Specimen|Practice/);
});
