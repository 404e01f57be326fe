import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkedEntry, events } from '../../../main/diagnostics/events.ts';
import { Log } from '../../../main/diagnostics/log.ts';
import { largestLogFile } from '../../../main/diagnostics/log-file.ts';
import { ServerLines } from '../../../main/diagnostics/server-lines.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const secrets = ['Testcase', 'Avery', 'hunter2secret', '512-555-0100', 'eyJhbGciOiJIUzI1NiJ9', 'garcia'];

async function emptyLog() {
  const folder = join(await temporaryFolder(), 'logs');
  const log = new Log(folder, () => new Date('2026-11-22T15:00:00Z'));
  const text = () => readFile(join(folder, 'kiosk.log'), 'utf8');
  const entries = async () =>
    (await text())
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as object);
  return { folder, log, text, entries };
}

test('[K10] a line of the log says when, how bad and what, in the words of its table', async () => {
  const { log, entries } = await emptyLog();
  log.warn('window.crashed', {
    view: 'page',
    application: 'vaos',
    reason: 'oom',
    exitCode: 5,
    origin: 'https://vaos.example/orders/4711?lot=7',
  });
  expect(await entries()).toEqual([
    {
      time: '2026-11-22T15:00:00.000Z',
      level: 'warn',
      event: 'window.crashed',
      view: 'page',
      application: 'vaos',
      reason: 'oom',
      exitCode: 5,
      origin: 'https://vaos.example',
    },
  ]);
});

test('[K10] what types do not stop does not get into the log either', async () => {
  const { log, text } = await emptyLog();
  const smuggled = {
    view: 'Avery Testcase',
    application: 'hunter2secret',
    reason: 'born 1987-03-12',
    exitCode: 51255501005125,
    origin: 'https://avery:hunter2secret@vaos.example/Avery?q=Testcase',
    note: 'Avery Testcase',
  };
  log.warn('window.crashed', smuggled as never);
  log.info('shell.started', { version: 'Avery', electron: '45.4.1', node: '24.2.0', packaged: 'Avery' as never });
  log.warn('desk.not-clean', { steps: ['cookies', 'Avery' as never] });
  log.warn('policy.problem', { setting: 'Testcase' as never, stops: false });
  for (const secret of [...secrets, '1987', 'note', '51255501005125']) expect(await text()).not.toContain(secret);
});

test('[K10] an error is logged by its name, code and places, never by what it says', async () => {
  const { log, text, entries } = await emptyLog();
  const error = Object.assign(
    new TypeError('no client Avery Testcase\n    at garcia.ts:1:1\n    at Avery (Testcase.ts:2:2)'),
    {
      code: 'ERR_INVALID_URL',
    },
  );
  log.error('error.unhandled', { error });
  for (const thrown of [
    'Avery',
    { name: 'AveryError', message: 'x' },
    undefined,
    null,
    4711,
    new Error('hunter2secret'),
  ])
    log.error('error.unhandled', { error: thrown });
  const renamed = new Error('x');
  renamed.name = 'Avery Testcase';
  log.error('error.unhandled', { error: renamed });
  for (const secret of secrets) expect((await text()).replaceAll('AveryError', '')).not.toContain(secret);
  expect(await entries()).toMatchObject([
    {
      error: {
        name: 'TypeError',
        code: 'ERR_INVALID_URL',
        stack: expect.arrayContaining([expect.stringMatching(/^log\.test\.ts:\d+:\d+$/)]) as unknown,
      },
    },
    ...[{}, {}, {}, {}, {}, {}],
    { error: { name: 'Error' } },
  ]);
});

test('[K10] places come from the stack behind the message, and only from files of the kiosk', async () => {
  const { log, entries } = await emptyLog();
  const thrown = (message: string, stack: string) =>
    log.error('error.unhandled', { error: { name: 'Error', message, stack } });
  const frame = '\n    at run (C:\\kiosk\\main.cjs:12:3)';
  thrown('x\n    at Avery (/x/garcia.ts:1:1)', `Error: x\n    at Avery (/x/garcia.ts:1:1)${frame}`);
  thrown('changed later', `Error: x\n    at Avery (/x/garcia.ts:1:1)${frame}`);
  thrown(
    'x',
    `Error: x\n    at https://vaos.example/garcia.js:1:1\n    at node:internal/main:1:2\n    at /x/Avery Testcase.js:1:1${frame}`,
  );
  log.error('error.unhandled', { error: { name: 'Error', code: 'Avery', message: '', stack: '' } });
  expect((await entries()).map((entry) => (entry as { error: object }).error)).toEqual([
    { name: 'Error', stack: ['main.cjs:12:3'] },
    { name: 'Error', stack: [] },
    { name: 'Error', stack: ['main.cjs:12:3'] },
    { name: 'Error', stack: [] },
  ]);
});

test('[K10] of the embedded server’s lines the log keeps level, fixed text and where an error came from', async () => {
  const { log, text, entries } = await emptyLog();
  const lines = new ServerLines(log);
  const err = {
    type: 'SyntaxError',
    message: 'Unexpected token, "Avery Testcase" is not valid JSON',
    stack:
      'SyntaxError: Unexpected token, "Avery Testcase" is not valid JSON\n    at parse (/home/garcia/app/start.mjs:12:3)',
  };
  const said = `${JSON.stringify({ level: 50, msg: 'request failed', err, req: { url: '/clients?name=Testcase' }, hostname: 'garcia-pc' })}\n`;
  lines.add(said.slice(0, 40));
  lines.add(
    `${said.slice(40)}${JSON.stringify({ level: 40, msg: err.message, err })}\nwarning: hello "Avery"\nAvery is no whole line`,
  );
  expect(await entries()).toMatchObject([
    {
      level: 'warn',
      event: 'server.said',
      severity: 'error',
      line: 'request failed',
      error: { name: 'SyntaxError', stack: ['start.mjs:12:3'] },
    },
    { error: { name: 'SyntaxError' } },
    { line: 'warning: hello [quoted]' },
  ]);
  for (const secret of secrets) expect(await text()).not.toContain(secret);
});

test('[K10] a server’s line that only repeats what an error says is not kept', async () => {
  const { log, entries } = await emptyLog();
  const err = { type: 'Error', message: 'no account garcia', stack: '' };
  new ServerLines(log).add(`${JSON.stringify({ level: 60, msg: err.message, err })}\n`);
  expect((await entries())[0]).not.toHaveProperty('line');
});

test('[K10] policy decides what is logged; errors always are', async () => {
  const { log, entries } = await emptyLog();
  log.keepFrom('warn');
  log.info('shell.stopped');
  log.warn('server.silent');
  log.error('error.unhandled', { error: new Error('x') });
  log.keepFrom('nonsense');
  log.info('shell.stopped');
  expect((await entries()).map((entry) => (entry as { event: string }).event)).toEqual([
    'server.silent',
    'error.unhandled',
    'shell.stopped',
  ]);
});

test('[K10] logs rotate: five files of one megabyte, which only this user reads', async () => {
  const { folder, log } = await emptyLog();
  await mkdir(folder);
  await writeFile(join(folder, 'kiosk.log'), 'x'.repeat(largestLogFile - 10));
  await chmod(join(folder, 'kiosk.log'), 0o644);
  log.warn('server.silent');
  expect(await readFile(join(folder, 'kiosk.1.log'), 'utf8')).toMatch(/^x+$/);
  for (let file = 0; file < 7; file++) {
    const another = new Log(folder);
    await writeFile(join(folder, 'kiosk.log'), `${file}`.repeat(largestLogFile));
    another.warn('server.silent');
  }
  expect((await readdir(folder)).toSorted()).toEqual([
    'kiosk.1.log',
    'kiosk.2.log',
    'kiosk.3.log',
    'kiosk.4.log',
    'kiosk.log',
  ]);
  expect(
    await Promise.all([1, 4].map(async (n) => (await readFile(join(folder, `kiosk.${n}.log`), 'utf8'))[0])),
  ).toEqual(['6', '3']);
  for (const name of await readdir(folder))
    expect((await stat(join(folder, name))).size).toBeLessThanOrEqual(largestLogFile);
  expect((await stat(join(folder, 'kiosk.log'))).mode & 0o777).toBe(0o600);
});

test('[K10] a log written by one process on its own stays within its size', async () => {
  const { folder, log } = await emptyLog();
  const lines = 12_000;
  for (let line = 0; line < lines; line++)
    log.warn('policy.problem', { setting: 'LogLevel', source: 'command line', stops: false });
  const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size));
  expect(sizes).toHaveLength(2);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(largestLogFile);
});

test('[K10] an existing log of others’ reading is closed to them', async () => {
  const { folder, log } = await emptyLog();
  await mkdir(folder);
  await writeFile(join(folder, 'kiosk.log'), '');
  await chmod(join(folder, 'kiosk.log'), 0o644);
  log.warn('server.silent');
  expect((await stat(join(folder, 'kiosk.log'))).mode & 0o777).toBe(0o600);
});

test('[K10] a log that cannot be written stops nothing', async () => {
  const folder = join(await temporaryFolder(), 'a file');
  await writeFile(folder, '');
  expect(() => new Log(folder).warn('server.silent')).not.toThrow();
});

test('[K10] a line that was written before is held to the table again', () => {
  const line = { time: '2026-11-22T15:00:00.000Z', level: 'warn', event: 'window.ended' };
  const told = { ...line, view: 'page', application: 'vaos', origin: 'https://vaos.example' };
  expect(checkedEntry(told)).toEqual(told);
  expect(checkedEntry({ ...told, view: 'Avery', origin: 'https://vaos.example/Avery', note: 'Testcase' })).toEqual({
    ...told,
    view: 'other',
  });
  const error = { name: 'Avery', code: 'garcia', stack: ['Testcase', 'main.cjs:1:2'], message: 'Avery' };
  expect(checkedEntry({ ...line, event: 'error.unhandled', error })).toEqual({
    ...line,
    event: 'error.unhandled',
    error: { name: 'Error', stack: ['main.cjs:1:2'] },
  });
  for (const foreign of [
    null,
    'x',
    { ...line, event: 'Avery' },
    { ...line, event: 'toString' },
    { ...line, time: 'Avery' },
    { ...line, level: 'Avery' },
  ])
    expect(checkedEntry(foreign)).toBeUndefined();
});

test('[K10] no field takes the place of time, level or event', () => {
  const reserved = Object.values(events).flatMap((fields) => Object.keys(fields));
  for (const own of ['time', 'level', 'event']) expect(reserved).not.toContain(own);
});
