import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { watchFailures } from '../../../main/diagnostics/failures.ts';
import { Log } from '../../../main/diagnostics/log.ts';
import { temporaryFolder } from '../../support/temporary.ts';

async function watched() {
  const folder = await temporaryFolder();
  const process = new EventEmitter();
  const startFailed = vi.fn<(error: unknown) => void>();
  const started = watchFailures({ process: process as never, log: new Log(folder), startFailed });
  const entries = async () =>
    (await readFile(join(folder, 'kiosk.log'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
  return { process, startFailed, started, entries };
}

test('[K10] a rejection that nobody handled is logged, and the kiosk goes on', async () => {
  const { process, startFailed, entries } = await watched();
  process.emit('unhandledRejection', new RangeError('Avery Testcase'));
  expect(startFailed).not.toHaveBeenCalled();
  expect(await entries()).toMatchObject([{ level: 'error', event: 'error.unhandled', error: { name: 'RangeError' } }]);
});

test('[K10] an exception that nobody caught ends a start, once, and nothing that has started', async () => {
  const { process, startFailed, entries } = await watched();
  const error = new Error('x');
  process.emit('uncaughtException', error);
  process.emit('uncaughtException', new Error('because of that'));
  expect(startFailed.mock.calls).toEqual([[error]]);
  expect(await entries()).toMatchObject([{ during: 'start' }, { during: 'work' }]);

  const later = await watched();
  later.started();
  later.process.emit('uncaughtException', error);
  expect(later.startFailed).not.toHaveBeenCalled();
  expect(await later.entries()).toMatchObject([{ event: 'error.uncaught', during: 'work' }]);
});
