import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pino from 'pino';
import { SMTPServer } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { MailOutbox } from '../../../server/mail/outbox.ts';
import type { CodeInMail } from '../../../server/mail/message.ts';
import { type MailTransport, mailTransport } from '../../../server/mail/transport.ts';
import { SettingsError } from '../../../server/settings.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import type { Store } from '../../../server/store/contract.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { startTraining, TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const mail = { to: 'maria@clinic.example', subject: 'A subject', text: 'Maria,\n\nfirst line <b>&\nsecond line.' };

/** A mail server that keeps what it gets, until it is told to refuse. */
async function mailServer() {
  const received: { from: string; to: string[]; content: string }[] = [];
  const state = { refuse: false, attempts: 0 };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onMailFrom: (_address, _session, callback) => {
      state.attempts += 1;
      callback(state.refuse ? new Error('not now, maria@clinic.example') : null);
    },
    onData: (stream, { envelope }, callback) => {
      let content = '';
      stream.on('data', (chunk: Buffer) => (content += chunk.toString()));
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        received.push({ from, to: envelope.rcptTo.map(({ address }) => address), content });
        callback();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => new Promise<void>((closed) => server.close(closed)));
  const { port } = server.server.address() as AddressInfo;
  return { received, state, smtp: { host: '127.0.0.1', port } };
}

async function openStore(directory: string, key: Buffer): Promise<Store> {
  return openLowdbStore({ directory, key });
}

/** An outbox on a store of its own, its clock, and what it logged. */
async function outboxWith(transport: MailTransport | undefined) {
  const store = await openStore(await temporaryFolder(), randomBytes(32));
  onTestFinished(() => store.close());
  const clock = new TestClock();
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const dead = new Set<string>();
  const isLive = async ({ digest }: CodeInMail) => !dead.has(digest);
  const outbox = new MailOutbox({ store, clock, log, transport, isLive });
  onTestFinished(() => outbox.close());
  return { outbox, clock, lines, dead };
}

const smtpOf = (smtp: { host: string; port: number }, from?: string) =>
  mailTransport({ kind: 'clinic', data: '/nowhere', settings: { mail: { smtp, ...(from && { from }) } } });

test('[P4] a mail reaches the mail server as text first and the same as HTML, from the configured sender', async () => {
  const server = await mailServer();
  const { outbox } = await outboxWith(await smtpOf(server.smtp, 'portal@state.example'));
  await outbox.queue(mail);
  await outbox.deliverDue();
  const [{ from, to, content }] = server.received as [(typeof server.received)[number]];
  expect([from, to]).toEqual(['portal@state.example', ['maria@clinic.example']]);
  expect(content).toMatch(/^Subject: A subject\r$/m);
  expect(content).toMatch(/^Content-Type: multipart\/alternative/m);
  const [plain, html] = [content.indexOf('text/plain'), content.indexOf('text/html')];
  expect(plain).toBeGreaterThan(0);
  expect(html).toBeGreaterThan(plain);
  expect(content.slice(html)).toContain('<p>first line &lt;b&gt;&amp;<br>second line.</p>');
  expect(content).not.toMatch(/https?:/);
  // Delivered once: nothing is left to deliver.
  await outbox.deliverDue();
  expect(server.received).toHaveLength(1);
});

test('[R1] nothing is delivered of what one answer waits for before it is there to stay, and what is lost never is', async () => {
  const server = await mailServer();
  const transport = await smtpOf(server.smtp);
  const directory = join(await temporaryFolder(), 'store');
  const key = randomBytes(32);
  const store = await openStore(directory, key);
  onTestFinished(() => store.close());
  const outbox = new MailOutbox({
    store,
    clock: new TestClock(),
    log: pino({ level: 'silent' }),
    transport,
    isLive: async () => true,
  });
  onTestFinished(() => outbox.close());
  await rm(directory, { recursive: true });
  const lost = store.together!(async () => {
    await outbox.queue(mail);
    await outbox.deliverDue();
    return 'answered';
  });
  await expect(lost).rejects.toThrow('ENOENT');
  expect(server.received).toEqual([]);

  await mkdir(directory);
  const kept = await store.together!(async () => {
    await outbox.queue(mail);
    await outbox.deliverDue();
    return 'answered';
  });
  expect(kept).toBe('answered');
  expect(server.received).toHaveLength(1);
});

test('[P4] a mail server that refuses is tried again after each wait, and at last the mail is dropped', async () => {
  const server = await mailServer();
  server.state.refuse = true;
  const { outbox, clock, lines } = await outboxWith(await smtpOf(server.smtp));
  await outbox.queue(mail);
  await outbox.deliverDue();
  for (const [retry, wait] of limits.mail.retryAfter.entries()) {
    clock.advance(wait - 1);
    await outbox.deliverDue();
    expect(server.state.attempts).toBe(1 + retry);
    clock.advance(1);
    await outbox.deliverDue();
    expect(server.state.attempts).toBe(2 + retry);
  }
  server.state.refuse = false;
  clock.advance(365 * 24 * 3600_000);
  await outbox.deliverDue();
  expect(server.received).toHaveLength(0);
  expect(lines.at(-1)).toContain('is dropped');
  for (const secret of ['maria', 'A subject', 'first line']) expect(lines.join('')).not.toContain(secret);
});

test('[P4] a mail server that comes back gets the mail', async () => {
  const server = await mailServer();
  server.state.refuse = true;
  const { outbox, clock } = await outboxWith(await smtpOf(server.smtp));
  await outbox.queue(mail);
  await outbox.deliverDue();
  server.state.refuse = false;
  clock.advance(limits.mail.retryAfter[0]);
  await outbox.deliverDue();
  expect(server.received).toHaveLength(1);
});

const code = { opens: 'recovery', id: 'a flow', digest: 'a digest' } as const;

test('[P4] a mail server that makes strangers wait five minutes gets a code well before it is over', async () => {
  const server = await mailServer();
  server.state.refuse = true;
  const { outbox, clock } = await outboxWith(await smtpOf(server.smtp));
  const begun = clock.now();
  await outbox.queue({ ...mail, code, usefulUntil: begun + limits.recovery.codeLifetime });
  while (server.received.length === 0) {
    // As greylisting does: the first try is noted, and one that comes five minutes later is let through.
    server.state.refuse = clock.now() - begun < 5 * 60_000;
    await outbox.deliverDue();
    if (server.received.length === 0) clock.advance(5000);
  }
  expect(clock.now() - begun).toBeLessThan(8 * 60_000);
});

test('[P4] a code that cannot be delivered in its time is tried until then, and no longer', async () => {
  const server = await mailServer();
  server.state.refuse = true;
  const { outbox, clock, lines } = await outboxWith(await smtpOf(server.smtp));
  const usefulUntil = clock.now() + limits.recovery.codeLifetime;
  await outbox.queue({ ...mail, code, usefulUntil });
  let lastTry = 0;
  for (let tried = 0; clock.now() < usefulUntil + 3600_000; clock.advance(5000)) {
    await outbox.deliverDue();
    if (server.state.attempts > tried) lastTry = clock.now();
    tried = server.state.attempts;
  }
  expect(lastTry).toBeGreaterThan(usefulUntil - 5 * 60_000);
  expect(lastTry).toBeLessThan(usefulUntil);
  expect(server.state.attempts).toBeGreaterThan(10);
  expect(lines.at(-1)).toContain('is dropped');
  server.state.refuse = false;
  await outbox.deliverDue();
  expect(server.received).toHaveLength(0);
});

test('[P4] a code whose time ran out while the server stood is not sent any more', async () => {
  const server = await mailServer();
  const { outbox, clock } = await outboxWith(await smtpOf(server.smtp));
  const usefulUntil = clock.now() + limits.recovery.codeLifetime;
  clock.advance(limits.recovery.codeLifetime);
  await outbox.queue({ ...mail, code, usefulUntil });
  await outbox.deliverDue();
  expect(server.state.attempts).toBe(0);
});

test('[P4] a code that died while its mail waited is never sent, without a complaint in the log', async () => {
  const server = await mailServer();
  server.state.refuse = true;
  const { outbox, clock, lines, dead } = await outboxWith(await smtpOf(server.smtp));
  const usefulUntil = clock.now() + limits.recovery.codeLifetime;
  await outbox.queue({ ...mail, code, usefulUntil });
  await outbox.queue({ ...mail, subject: 'The newer', code: { ...code, digest: 'another' }, usefulUntil });
  await outbox.deliverDue();
  dead.add(code.digest);
  server.state.refuse = false;
  clock.advance(limits.mail.retryWhileUseful[0]);
  await outbox.deliverDue();
  expect(server.received.map(({ content }) => /^Subject: (.*)\r$/m.exec(content)![1])).toEqual(['The newer']);
  expect(lines.join('')).not.toContain('is dropped');
});

test('[P4] the outbox survives a restart and begins with what is due', async () => {
  const [directory, key, clock] = [await temporaryFolder(), randomBytes(32), new TestClock()];
  const log = pino({ level: 'silent' });
  const before = await openStore(directory, key);
  const isLive = async () => true;
  const waiting = new MailOutbox({ store: before, clock, log, transport: undefined, isLive });
  await waiting.queue(mail);
  await waiting.close();
  await before.close();

  const server = await mailServer();
  const after = await openStore(directory, key);
  const outbox = new MailOutbox({ store: after, clock, log, transport: await smtpOf(server.smtp), isLive });
  outbox.start();
  await eventually(() => expect(server.received).toHaveLength(1));
  await outbox.close();
  await after.close();
});

test('[P4] mail goes out one at a time, and closing waits for the one under way and keeps the others', async () => {
  let release = () => {};
  const sent: string[] = [];
  const slow: MailTransport = {
    send: async ({ subject }) => {
      sent.push(`${subject} begins`);
      await new Promise<void>((resolve) => (release = resolve));
      sent.push(`${subject} ends`);
    },
  };
  const { outbox } = await outboxWith(slow);
  await outbox.queue({ ...mail, subject: 'first' });
  await outbox.queue({ ...mail, subject: 'second' });
  await eventually(() => expect(sent).toEqual(['first begins']));
  const closed = outbox.close().then(() => sent.push('closed'));
  // Everything that need not wait has happened by then.
  await new Promise(setImmediate);
  release();
  await closed;
  expect(sent).toEqual(['first begins', 'first ends', 'closed']);
});

test('[P4] line breaks in a subject or an address inject neither headers nor recipients', async () => {
  const server = await mailServer();
  const { outbox, lines } = await outboxWith(await smtpOf(server.smtp));
  await outbox.queue({ ...mail, subject: 'One\r\nBcc: thief@example.test\r\n\r\nbody' });
  for (const to of [
    'maria@clinic.example\r\nBcc: thief@example.test',
    'maria@clinic.example, thief@example.test',
    'maria@clinic.example>\r\nRCPT TO:<thief@example.test',
    'Maria <maria@clinic.example>',
    '',
  ]) {
    await outbox.queue({ ...mail, to });
  }
  await outbox.deliverDue();
  expect(server.received).toHaveLength(1);
  const [{ to, content }] = server.received as [(typeof server.received)[number]];
  expect(to).toEqual(['maria@clinic.example']);
  expect(content).not.toMatch(/^Bcc:/im);
  expect(content).toMatch(/^Subject: One Bcc: thief@example\.test body\r$/m);
  expect(lines.filter((line) => line.includes('is dropped'))).toHaveLength(5);
});

test('[R1] a training deployment without a mail server writes files that mail programs open', async () => {
  const data = await temporaryFolder();
  const { outbox } = await outboxWith(await mailTransport({ kind: 'training', data, settings: {} }));
  await outbox.queue(mail);
  await outbox.deliverDue();
  const [file, ...others] = await readdir(join(data, 'mail'));
  expect(others).toEqual([]);
  expect(file).toMatch(/^20261122T150000000Z-[\w-]{36}\.eml$/);
  expect(await readFile(join(data, 'mail', file!), 'utf8')).toMatch(
    /^From: IdentityManagement@hhsc\.state\.tx\.us\r$/m,
  );
  // Windows keeps no such modes.
  const mode = process.platform === 'win32' ? 0o600 : (await stat(join(data, 'mail', file!))).mode & 0o777;
  expect(mode).toBe(0o600);
});

test('[P4] a clinic without a mail server keeps its mail, says so once, and writes no files', async () => {
  const data = await temporaryFolder();
  expect(await mailTransport({ kind: 'clinic', data, settings: {} })).toBeUndefined();
  const { outbox, lines } = await outboxWith(undefined);
  outbox.start();
  await outbox.queue(mail);
  await outbox.queue(mail);
  await outbox.deliverDue();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('mail.smtp');
  expect(await readdir(data)).toEqual([]);
});

test('[R1] a mail server’s password that cannot be read stops the start with words that say so', async () => {
  const data = await temporaryFolder();
  const smtp = { host: '127.0.0.1', port: 25, username: 'portal', passwordFile: join(data, 'none') };
  await expect(startTraining({ data, settings: { mail: { smtp } } })).rejects.toThrow(SettingsError);
  await mkdir(join(data, 'other'));
  await writeFile(smtp.passwordFile, 'a secret\n', { mode: 0o600 });
  await expect(mailTransport({ kind: 'clinic', data, settings: { mail: { smtp } } })).resolves.toBeDefined();
});
