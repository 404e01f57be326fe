import { randomBytes, X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { checkSyslog } from '../../../server/check/syslog.ts';
import { AuditTrail } from '../../../server/identity/audit/audit-trail.ts';
import { syslogMessage } from '../../../server/identity/audit/syslog/message.ts';
import { Shipping } from '../../../server/identity/audit/syslog/shipping.ts';
import { Keys } from '../../../server/keys/keys.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import type { Overview } from '../../../shared/identity/api/overview.ts';
import type { Queue, ShippingState } from '../../../shared/identity/api/queues.ts';
import type { SyslogSettings } from '../../../shared/kiosk/settings.ts';
import { certificateFiles, certificatesFor } from '../../support/certificates.ts';
import { Collector } from '../../support/collector.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { signedInVisitor, Visitor } from '../../support/visitor.ts';

const minute = 60_000;
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, n) => first + n);

/** A trail and its store as one server has them, and what ships them. */
async function place(settings: SyslogSettings, deadlines = { connect: 5000, silence: 5000, settle: 10 }) {
  const folder = await temporaryFolder();
  const [clock, key] = [new TestClock(), randomBytes(32)];
  const said: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void said.push(line) });
  const open = async (directory = join(folder, 'audit')) => {
    const audit = await AuditTrail.open({ directory, keys: new Keys(key), clock });
    const store = await openLowdbStore({ directory: join(folder, 'identity'), key });
    const read = { entries: 0 };
    const counted = {
      head: () => audit.head(),
      holds: (link: Parameters<AuditTrail['holds']>[0]) => audit.holds(link),
      async *forwards(after: number) {
        for await (const piece of audit.forwards(after)) {
          read.entries += piece.length;
          yield piece;
        }
      },
    };
    const shipping = new Shipping({ audit: counted, store, clock, log, settings, host: 'portal.example', deadlines });
    const close = async () => {
      await shipping.close();
      await audit.close();
      await store.close();
    };
    const record = (count: number, more: object = {}) =>
      Promise.all(Array.from({ length: count }, () => audit.record({ event: 'sign-in.refused', ...more })));
    return { audit, shipping, record, read, close };
  };
  return { clock, open, said, folder };
}

test('[R4] an entry is a message of RFC 5424: its bytes before it, log audit, a weight, the time, and the line as it stands', () => {
  const line = Buffer.from('{"n":7,"event":"sign-in.locked","detail":{"reason":"llamó Íñigo"}}');
  const message = (event: string, host = 'portal.clinic.example') =>
    syslogMessage({ entry: { n: 7, at: '2026-11-22T15:04:05.000Z', event, prev: '', mac: '' }, line }, host).toString();
  const bare = `<108>1 2026-11-22T15:04:05.000Z portal.clinic.example enterprise-portal - sign-in.locked - ${line.toString()}`;
  expect(message('sign-in.locked')).toBe(`${Buffer.byteLength(bare)} ${bare}`);
  expect(message('session.ended')).toContain(' <110>1 ');
  expect(message('audit.damaged')).toContain(' <106>1 ');
  expect(message('audit.searched')).toContain(' <110>1 ');
  expect(message(`immtrac2/${'x'.repeat(40)}`, 'a host\n')).toContain(
    ` ahost enterprise-portal - immtrac2/${'x'.repeat(23)} - {`,
  );
});

test('[R4] a server ships its whole trail over TLS in its order, each line as it stands, and says how far it is', async () => {
  const certificates = await certificatesFor('localhost');
  const { server } = certificates;
  const { authorityFile } = await certificateFiles(await temporaryFolder(), certificates);
  const collector = await Collector.start({ cert: server.certificate, key: server.key });
  const data = await temporaryFolder();
  const syslog = { ...collector.settings('localhost'), authorityFile };
  const { portal } = await startTraining({ data, settings: { audit: { syslog } } });
  const admin = await signedInVisitor(portal, 'it.admin');
  await new Visitor(portal).signIn('maria.garcia', 'wrong');
  const work = async () =>
    (await (await admin.send('GET', '/api/queues')).json()) as { queues: Queue[]; shipping: ShippingState };

  const lines = (await readFile(join(data, 'audit', 'audit.jsonl'), 'utf8')).trim().split('\n');
  await eventually(async () => {
    expect(collector.messages.map((message) => message.slice(message.indexOf('{')))).toEqual(lines);
    expect((await work()).queues.at(-1)).toEqual({ id: 'audit-trail', waiting: 0, failed: 0 });
  });
  expect(collector.faults).toEqual([]);
  expect((await work()).shipping).toEqual({
    to: syslog.address,
    last: { n: lines.length, at: expect.any(Number), shippedAt: expect.any(Number) },
  });
  expect(await (await fetch(new URL('/metrics', portal))).text()).toMatch(/^portal_audit_waiting 0$/m);
  const { certificates: held } = (await (await admin.send('GET', '/api/server')).json()) as { certificates: object[] };
  expect(held).toMatchObject([{ use: 'collector', file: authorityFile }]);
});

test('[R4] where the collector breaks the connection, what was on its way is sent again: nothing is missing, only the seam is there twice', async () => {
  const collector = await Collector.start();
  const { open, clock, said } = await place(collector.settings());
  const { record, shipping, close } = await open();
  onTestFinished(close);
  await record(1200);
  collector.breakAt = 700;
  await shipping.shipDue();
  expect(collector.numbers).toEqual(upTo(700));
  expect(await shipping.waiting()).toEqual({
    waiting: 700,
    failed: 700,
    since: clock.now(),
    nextTryAt: clock.now() + 1000,
  });
  expect((await shipping.state()).failure!.says).toMatch(/broke the connection/);

  // Not before its time; then from where the collector is known to be.
  await shipping.shipDue();
  expect(collector.connections).toBe(2);
  clock.advance(1000);
  await shipping.shipDue();
  expect(collector.numbers).toEqual([...upTo(700), ...upTo(1200, 501)]);
  expect(await shipping.waiting()).toEqual({ waiting: 0, failed: 0 });
  expect((await shipping.state()).failure).toBeUndefined();
  expect(said.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    'the audit trail could not be sent to the log collector; it is tried again until it can',
    'the audit trail is sent to the log collector again',
  ]);
});

test('[R4] what is recorded while the collector is away comes once it is back, after a restart too, each entry once', async () => {
  const collector = await Collector.start();
  const { open, clock } = await place(collector.settings());
  const first = await open();
  await first.record(3);
  await first.shipping.shipDue();
  await collector.down();
  await first.record(2);
  await first.shipping.shipDue();
  expect((await first.shipping.state()).failure!.says).toMatch(/nothing listens there/);
  await first.close();

  await collector.up();
  const second = await open();
  onTestFinished(second.close);
  await second.record(1);
  clock.advance(minute);
  await second.shipping.shipDue();
  expect(collector.numbers).toEqual(upTo(6));
});

test('[R4] a collector that ends the connection of itself, all read or not, has not confirmed what was sent', async () => {
  const collector = await Collector.start();
  const { open, clock } = await place(collector.settings(), { connect: 5000, silence: 5000, settle: 5000 });
  const { record, shipping, close } = await open();
  onTestFinished(close);
  await record(2);
  const tried = shipping.shipDue();
  await eventually(() => expect(collector.numbers).toEqual(upTo(2)));
  await collector.hangUp();
  await tried;
  expect((await shipping.state()).failure!.says).toMatch(/before it had everything/);
  clock.advance(minute);
  const again = shipping.shipDue();
  await eventually(() => expect(collector.numbers).toEqual([1, 2, 1, 2]));
  await collector.hangUp();
  await again;
});

test('[R4] a collector that never reads holds up nobody: people sign in, and no more than one piece of the trail is in memory', async () => {
  const collector = await Collector.start();
  collector.reads = false;
  const { open } = await place(collector.settings(), { connect: 5000, silence: 300, settle: 10 });
  const { record, shipping, read, close } = await open();
  onTestFinished(close);
  // More than the buffers of both ends take.
  const detail = { filler: 'x'.repeat(64 * 1024) };
  await record(600, { detail });
  const shipped = shipping.shipDue();
  await eventually(() => expect(collector.connections).toBe(1));
  await record(600, { detail });
  expect(read.entries).toBe(500);
  await shipped;
  expect(read.entries).toBe(500);
  expect((await shipping.state()).failure!.says).toMatch(/does not read what it is sent/);

  const { portal } = await startTraining({ settings: { audit: { syslog: collector.settings() } } });
  await signedInVisitor(portal, 'john.smith');
  await eventually(() => expect(collector.connections).toBe(2));
  expect((await new Visitor(portal).signIn('maria.garcia')).status).toBe(200);
});

test('[R4] why a collector is not used is said with what to do about it, by the check and by the state', async () => {
  const certificates = await certificatesFor('localhost');
  const { server, authority } = certificates;
  const { authorityFile, ...own } = await certificateFiles(await temporaryFolder(), certificates);
  const tls = { cert: server.certificate, key: server.key };
  const secure = await Collector.start(tls);
  const strict = await Collector.start({ ...tls, requestCert: true, ca: authority.certificate });
  const plain = await Collector.start();
  const check = async (syslog: SyslogSettings) => {
    const found = await checkSyslog({ audit: { syslog } }).catch((error: Error) => [{ says: error.message }]);
    return found[0]!.says;
  };
  const trusted = { ...secure.settings('localhost'), authorityFile };
  expect(await check(trusted)).toMatch(/reached over TLS/);
  expect(await check(plain.settings())).toMatch(/is reached\.$/);
  expect(await check(secure.settings('localhost'))).toMatch(
    /signed by nobody that this server trusts: name .*authorityFile/,
  );
  expect(await check({ ...secure.settings(), authorityFile })).toMatch(/for another name/);
  const talks = createServer((socket) => void socket.on('error', () => {}).end('220 no TLS here\r\n'));
  await new Promise<void>((listening) => talks.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void talks.close());
  const { port } = talks.address() as AddressInfo;
  expect(await check({ ...trusted, address: `tls://localhost:${port}` })).toMatch(/does not speak TLS/);
  expect(await check({ address: 'tcp://collector.invalid:601' })).toMatch(/name is not known/);
  await plain.down();
  expect(await check(plain.settings())).toMatch(/nothing listens there/);
  expect(await check({ ...trusted, address: 'logs.example:6514' })).toMatch(/must be tls:\/\/NAME:PORT/);
  expect(await check({ ...trusted, certificateFile: own.certificateFile })).toMatch(/belong together/);
  expect(await check({ ...trusted, authorityFile: '/not/there.pem' })).toMatch(/authorityFile cannot be read/);

  const wants = { ...strict.settings('localhost'), authorityFile };
  expect(await check(wants)).toMatch(/certificate of this server/);
  const { open } = await place(wants);
  const without = await open();
  onTestFinished(without.close);
  await without.record(1);
  await without.shipping.shipDue();
  expect((await without.shipping.state()).failure!.says).toMatch(/certificate of this server/);
  const asks = await Collector.start({ ...tls, requestCert: true, rejectUnauthorized: false });
  const { certificateFile, keyFile } = own;
  const showing = { ...asks.settings('localhost'), authorityFile, certificateFile, keyFile };
  expect(await check(showing)).toMatch(/reached over TLS/);
  expect(asks.shown).toEqual([new X509Certificate(server.certificate).fingerprint256]);

  await expect(startTraining({ settings: { audit: { syslog: { address: 'udp://localhost:514' } } } })).rejects.toThrow(
    /audit\.syslog\.address must be/,
  );
});

test('[R4] a trail of several files is shipped from wherever it stopped, but for lines that nobody with the key wrote', async () => {
  const collector = await Collector.start();
  const { open, clock, folder } = await place(collector.settings());
  const first = await open();
  for (const count of [600, 700, 200]) {
    await first.record(count);
    clock.advance(35 * 24 * 60 * minute);
  }
  for (const after of [0, 1, 599, 600, 601, 1299, 1300, 1499, 1500]) {
    const found: number[] = [];
    for await (const piece of first.audit.forwards(after)) found.push(...piece.map(({ entry }) => entry.n));
    expect(found, String(after)).toEqual(upTo(1500, after + 1));
  }
  await first.close();
  const file = join(folder, 'audit', 'audit.jsonl');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('"n":1402,"at":"2027', '"n":1402,"at":"2028'));
  const second = await open();
  onTestFinished(second.close);
  await second.shipping.shipDue();
  expect(collector.numbers).toEqual(upTo(1500).filter((n) => n !== 1402));
});

test('[R4] a trail that was put back from elsewhere is shipped anew, all of it', async () => {
  const collector = await Collector.start();
  const { open, folder, said } = await place(collector.settings());
  const first = await open();
  await first.record(3);
  await first.shipping.shipDue();
  await first.close();
  const second = await open(join(folder, 'older'));
  onTestFinished(second.close);
  await second.record(2);
  await second.shipping.shipDue();
  expect(collector.numbers).toEqual([1, 2, 3, 1, 2]);
  expect(said.join()).toContain('not the one that was shipped');
});

test('[R4] entries that have waited for the collector for minutes need attention, and an administrator tries at once', async () => {
  const collector = await Collector.start();
  await collector.down();
  const clock = new TestClock();
  const { portal } = await startTraining({ clock, settings: { audit: { syslog: collector.settings() } } });
  const since = clock.now();
  const admin = await signedInVisitor(portal, 'it.admin');
  const queue = async () =>
    ((await (await admin.send('GET', '/api/queues')).json()) as { queues: Queue[] }).queues.at(-1)!;
  await eventually(async () => expect((await queue()).failed).toBeGreaterThan(0));
  clock.advance(6 * minute);
  const { attention } = (await (await admin.send('GET', '/api/overview')).json()) as Overview;
  expect(attention.trail).toEqual({ waiting: expect.any(Number), since });

  await collector.up();
  expect((await admin.send('POST', '/api/queues/audit-trail/retry')).status).toBe(204);
  await eventually(async () => expect(await queue()).toMatchObject({ waiting: 0 }));
  expect(collector.entries.at(-1)).toMatchObject({ event: 'outbox.retried' });
});

test('[R4] entries have the network address of who asked only where the settings want it, and then an administrator sees it', async () => {
  const search = async (portal: string) => {
    const admin = await signedInVisitor(portal, 'it.admin');
    const john = new Visitor(portal);
    await john.signIn('john.smith');
    await john.send('POST', '/api/sign-out');
    await new Visitor(portal).signIn('maria.garcia', 'wrong');
    const day = { from: '2026-11-22', to: '2026-11-22', limit: 100 };
    const { entries } = (await (await admin.send('POST', '/api/audit/search', day)).json()) as {
      entries: { event: string; address?: string }[];
    };
    return entries.map(({ event, address }) => [event, address]);
  };
  expect((await search((await startTraining()).portal)).filter(([, address]) => address !== undefined)).toEqual([]);
  const found = await search((await startTraining({ settings: { audit: { sourceAddresses: true } } })).portal);
  const here = expect.stringMatching(/^(127\.0\.0\.1|::1|::ffff:127\.0\.0\.1)$/);
  expect(found.filter(([event]) => event !== 'session.ended')).toEqual([
    ['audit.searched', here],
    ['sign-in.refused', here],
    ['sign-in.succeeded', here],
    ['agreement.accepted', here],
    ['sign-in.succeeded', here],
  ]);
  // It is written later, by whoever comes to it.
  expect(found).toContainEqual(['session.ended', undefined]);
});
