import {
  array,
  assert,
  asyncProperty,
  constant,
  constantFrom,
  integer,
  nat,
  oneof,
  string,
  tuple,
  uint8Array,
} from 'fast-check';
import { expect, test } from 'vitest';
import { readMessage } from '../../../server/applications/immtrac2/exchange/hl7/message.ts';
import { Splitter } from '../../../server/applications/immtrac2/exchange/hl7/splitter.ts';
import { clients } from '../../../server/applications/immtrac2/records.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { exchangeHere, outcome, query, report } from './messages.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const accented = { 'PID-5': 'Núñez^José^^^^^L' };

test.each([
  ['line feeds', report().replaceAll('\r', '\n'), ['AA']],
  ['both', report().replaceAll('\r', '\r\n'), ['AA']],
  ['a byte order mark', `\uFEFF${report()}`, ['AA']],
  ['blank lines between segments', report().replaceAll('\r', '\r\r\n'), ['AA']],
  ['other separators', report().replaceAll(/[|^~\\&]/g, (mark) => '%$*!@'['|^~\\&'.indexOf(mark)]!), ['AA']],
  ['an MLLP block', `\u000B${report()}\u001C\r`, ['AA']],
  ['segments that nobody knows', report({ NK1: 'ZTX|1|x\rNTE|1||\\Z99\\ \\X0D0A\\ end' }), ['AA']],
  ['Ctrl-Z at its end', `${report()}\u001A`, ['AA']],
  ['NUL in a name', report({ 'PID-5': 'Spec\u0000imen^Robin' }), ['AA', 'W 102 MSH^1']],
  ['UTF-16', Buffer.from(`\uFEFF${report()}`, 'utf16le'), ['AA']],
  ['UTF-16 without its mark', Buffer.from(report(), 'utf16le'), ['AA']],
  ['a zero in front of its block', `\0\u000B${report()}\u001C\r`, ['AA']],
  ['UTF-16 in the other order', Buffer.from(report(), 'utf16le').swap16(), ['AA']],
  ['Latin-1 that it declares', latin1(report({ ...accented, 'MSH-18': '8859/1' })), ['AA']],
  ['Latin-1 that it does not declare', latin1(report(accented)), ['AA', 'W 102 MSH^1^18']],
  ['Latin-1 declared as UTF-8', latin1(report({ ...accented, 'MSH-18': 'UNICODE UTF-8' })), ['AR', 'E 102 MSH^1^18']],
  ['an encoding that nobody knows', report({ 'MSH-18': 'EBCDIC' }), ['AR', 'E 102 MSH^1^18']],
  ['a line break within a segment', report().replace('Muestra', 'Mues\rtra'), ['AE', 'E 102 PID^1']],
  ['a header and nothing behind it', 'MSH|^~\\&|EHR', ['AR', 'E 101 MSH^1^9']],
  ['separators that are one', report().replace('^~\\&', '^^^^'), ['AR', 'E 102 MSH^1^2']],
  ['something else', '{"resourceType":"Patient"}', ['AR', 'E 100 MSH']],
  ['a block without an end', `\u000B${report()}`, ['AR', 'E 102 MSH']],
])('[I7] a message with %s is read for what it is', async (_how, bytes, answer) => {
  const { send } = await exchangeHere();
  expect(outcome(await send(bytes))).toEqual(answer);
  // In whatever pieces it comes.
  const inPieces = await exchangeHere();
  expect(outcome(await inPieces.send(bytes, {}, 1))).toEqual(answer);
});

test('[I7] separators in a name come and go as escapes', async () => {
  const { send, store } = await exchangeHere();
  await send(
    report({ 'PID-5': 'O\\T\\Malley^Bess \\E\\ Ann', 'PID-11': 'Apt 3\\S\\B \\R\\ Rear\\F\\Left^^Austin^TX^78701' }),
  );
  const [client] = await store.collection(clients).list();
  expect([client!.lastName, client!.firstName, client!.addresses[0]!.street]).toEqual([
    'O&Malley',
    'Bess \\ Ann',
    'Apt 3^B ~ Rear|Left',
  ]);
  const asked = query({ 'QPD-3': '77^^^CLINIC^MR', 'QPD-4': 'O\\T\\Malley^Bess \\E\\ Ann', 'QPD-8': '' });
  expect(await send(asked)).toContain('O\\T\\Malley^Bess \\E\\ Ann');
});

const messages = (count: number) =>
  Array.from({ length: count }, (_, n) => report({ 'MSH-10': `B${n}`, 'ORC-3': `B${n}^C`, 'RXA-15': `L${n}` })).join(
    '',
  );

test('[I7] a batch is answered as a batch, and one message that is wrong does not spoil the rest', async () => {
  const { send, doses } = await exchangeHere();
  const bad = report({ PID: undefined, 'MSH-10': 'BAD' });
  const answer = await send(
    `FHS|^~\\&|EHR\rBHS|^~\\&|EHR||||||||B77\r${messages(1)}${bad}${messages(2)}BTS|4\rFTS|1\r`,
  );
  expect(outcome(answer)).toEqual(['AA', 'AE', 'E 100 PID', 'AA', 'AA']);
  expect(
    answer
      .split('\r')
      .map((segment) => segment.slice(0, 3))
      .filter((name) => /^[FB][HT]S$/.test(name)),
  ).toEqual(['FHS', 'BHS', 'BTS', 'FTS']);
  expect(answer).toMatch(/BTS\|4\rFTS\|1\r$/);
  expect(await doses()).toHaveLength(2);
});

test.each([
  ['counts otherwise than came', 'BTS|96\rFTS|1\r', 'W 207 BTS^1^1'],
  ['has no end', '', 'W 100 BTS'],
])('[I7] a batch that %s is worked through, and that is said', async (_what, end, fault) => {
  const { send, doses } = await exchangeHere();
  const answer = await send(`BHS|^~\\&|EHR\r${messages(2)}${end}`);
  expect(outcome(answer)).toEqual(['AA', 'AA', fault]);
  expect(await doses()).toHaveLength(2);
});

test('[I7] a batch that comes again is told anew what is wrong with its count, and only that', async () => {
  const { send } = await exchangeHere();
  const batch = (count: number) => `BHS|^~\\&|EHR\r${messages(2)}BTS|${count}\r`;
  expect(outcome(await send(batch(2)))).toEqual(['AA', 'AA']);
  expect(outcome(await send(batch(96)))).toEqual(['AA', 'AA', 'W 207 BTS^1^1']);
  expect(outcome(await send(batch(2)))).toEqual(['AA', 'AA']);
});

test('[I7] several messages without an envelope, and several MLLP blocks in one read, are answered one by one', async () => {
  const { send } = await exchangeHere();
  expect(outcome(await send(messages(3)))).toEqual(['AA', 'AA', 'AA']);
  const blocks = `\u000B${report({ 'MSH-10': 'M1' })}\u001C\r\u000B${report({ 'MSH-10': 'M2' })}\u001C\r`;
  const answer = await send(blocks);
  expect(
    answer
      .split('\u001C\r')
      .slice(0, -1)
      .map((each) => /MSA\|AA\|(M\d)/.exec(each)?.[1]),
  ).toEqual(['M1', 'M2']);
  expect(answer.startsWith('\u000BMSH')).toBe(true);
});

test('[I7] a message longer than one may be is refused, and the next one is taken', async () => {
  const { send, doses } = await exchangeHere();
  const long = report({ NK1: `NTE|1||${'x'.repeat(limits.hl7.messageBytes)}`, 'MSH-10': 'LONG' });
  const answer = await send(long + report());
  expect(outcome(answer)).toEqual(['AR', 'E 102 MSH', 'AA']);
  expect(answer).toContain('MSA|AR|LONG');
  expect(await doses()).toHaveLength(1);
});

test('[I7] four hundred doses of one client are taken in seconds', async () => {
  const { send, doses } = await exchangeHere();
  const day = (n: number) => new Date(Date.UTC(1990, 0, 1 + 30 * n)).toISOString().slice(0, 10).replaceAll('-', '');
  const told = (n: number) =>
    `ORC|RE||H${n}^C\rRXA|0|1|${day(n)}||88^flu^CVX|999|||01^Historical^NIP001|||||||||||CP|A\r`;
  const born = report({ 'PID-7': '19800101', ORC: undefined, RXA: undefined, RXR: undefined, OBX: undefined });
  expect(outcome(await send(born + Array.from({ length: 400 }, (_, n) => told(n)).join('')))).toEqual(['AA']);
  expect(await doses()).toHaveLength(400);
}, 20_000);

const pieces = oneof(
  constantFrom(
    'MSH|^~\\&|',
    'MSH',
    'PID|',
    '\r',
    '\n',
    '\u000B',
    '\u001C\r',
    '\\',
    '\\X',
    '&',
    '~',
    '^',
    '|',
    '\u0000',
    'BTS|',
    'RXA|0|1|',
    'VXU^V04',
    '2.5.1',
  ),
  string(),
);
const bytes = oneof(
  uint8Array({ maxLength: 600 }).map((each) => Buffer.from(each)),
  array(pieces, { maxLength: 40 }).map((each) => Buffer.from(each.join(''))),
  tuple(constant(report()), nat(900), pieces).map(([whole, at, piece]) => {
    return Buffer.from(whole.slice(0, at) + piece + whole.slice(at));
  }),
);

test('[I7] no bytes crash or stall the reader, and none are lost on the way through it', async () => {
  const here = await exchangeHere();
  await assert(
    asyncProperty(bytes, integer({ min: 1, max: 64 }), async (sent, chunk) => {
      const splitter = new Splitter();
      const found = [...splitter.push(sent), ...splitter.end()];
      for (const piece of found) if (piece.kind === 'message') readMessage(piece.lines);
      const answer = await here.send(sent, {}, chunk);
      const answers = answer.split('\r').filter((segment) => segment.startsWith('MSA|'));
      expect(answers).toHaveLength(found.filter(({ kind }) => kind !== 'envelope').length);
    }),
    { seed: 20_261_122, numRuns: 300 },
  );
}, 60_000);
