import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { Log } from '../../../main/diagnostics/log.ts';
import { type Recoverable, recoverContents, type WindowTrouble } from '../../../main/diagnostics/recover-contents.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const address = 'https://vaos.example/orders/4711?client=Testcase';

class Page extends EventEmitter {
  readonly loaded: string[] = [];
  ended = 0;
  destroyed = false;
  getURL = () => address;
  isDestroyed = () => this.destroyed;
  loadURL = (url: string) => {
    this.loaded.push(url);
    this.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false, url });
    return Promise.reject(new Error('ERR_FAILED'));
  };
  forcefullyCrashRenderer = () => {
    this.ended += 1;
    this.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 });
  };
  crash = (reason = 'crashed') => this.emit('render-process-gone', {}, { reason, exitCode: 1 });
  fail = (code: number, isMainFrame = true) => this.emit('did-fail-load', {}, code, '', address, isMainFrame);
  arrive = () => this.emit('did-navigate', {}, address);
}

async function watched() {
  const folder = await temporaryFolder();
  const page = new Page();
  const troubles: (WindowTrouble | undefined)[] = [];
  recoverContents(page as unknown as Recoverable, {
    log: new Log(folder),
    name: () => ({ view: 'page', application: 'vaos' }),
    changed: (trouble) => void troubles.push(trouble),
  });
  const log = () => readFile(join(folder, 'kiosk.log'), 'utf8');
  return { page, troubles, log };
}

beforeEach(() => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
});

test('[K10] a page that crashed says so, is loaded where it was, and then is well', async () => {
  const { page, troubles, log } = await watched();
  page.crash();
  expect(troubles).toEqual([{ kind: 'crashed', comesBack: true }]);
  vi.advanceTimersByTime(0);
  expect(page.loaded).toEqual([address]);
  page.arrive();
  expect(troubles.at(-1)).toBeUndefined();
  expect(await log()).toMatch(/"window.crashed","view":"page","application":"vaos".*"origin":"https:\/\/vaos.example"/);
  expect(await log()).not.toMatch(/4711|Testcase|orders/);
});

test('[K10] a page that crashes again and again stays down and says so', async () => {
  const { page, troubles } = await watched();
  for (let crash = 0; crash < 6; crash++) {
    page.crash();
    vi.advanceTimersByTime(10_000);
  }
  expect(page.loaded).toHaveLength(5);
  expect(troubles.at(-1)).toEqual({ kind: 'crashed', comesBack: false });
});

test('[K10] a page whose process was meant to end is left alone', async () => {
  const { page, troubles } = await watched();
  page.crash('clean-exit');
  vi.advanceTimersByTime(60_000);
  expect([page.loaded, troubles]).toEqual([[], []]);
});

test('[K10] a page that hangs for 15 seconds is ended and comes back', async () => {
  const { page, troubles } = await watched();
  page.emit('unresponsive');
  vi.advanceTimersByTime(14_999);
  expect(page.ended).toBe(0);
  vi.advanceTimersByTime(1);
  expect(page.ended).toBe(1);
  // A timer that a timer starts takes a millisecond at least.
  vi.advanceTimersByTime(1);
  expect(page.loaded).toEqual([address]);
  expect(troubles.map((trouble) => trouble?.kind)).toEqual(['hangs', 'crashed']);
});

test('[K10] a page that answers again in time, or has crashed by itself, is not ended', async () => {
  const { page, troubles } = await watched();
  page.emit('unresponsive');
  page.emit('responsive');
  vi.advanceTimersByTime(20_000);
  expect(troubles).toEqual([{ kind: 'hangs', comesBack: true }, undefined]);
  page.emit('unresponsive');
  page.crash();
  vi.advanceTimersByTime(20_000);
  expect(page.ended).toBe(0);
});

test('[K10] a page that could not be loaded is tried again until it is there', async () => {
  const { page, troubles, log } = await watched();
  page.fail(-102);
  vi.advanceTimersByTime(0);
  expect(page.loaded).toHaveLength(1);
  for (const wait of [2000, 10_000, 10_000]) {
    page.fail(-102);
    const before = page.loaded.length;
    vi.advanceTimersByTime(wait - 1);
    expect(page.loaded).toHaveLength(before);
    vi.advanceTimersByTime(1);
  }
  expect(page.loaded).toHaveLength(4);
  expect(troubles.at(-1)).toEqual({ kind: 'refused', comesBack: true });
  page.arrive();
  expect(troubles.at(-1)).toBeUndefined();
  expect((await log()).match(/load-failed/g)).toHaveLength(1);
});

test('[K10] navigations that were called off, and parts of a page, are no trouble', async () => {
  const { page, troubles } = await watched();
  page.fail(-3);
  page.fail(-102, false);
  vi.advanceTimersByTime(60_000);
  expect([page.loaded, troubles]).toEqual([[], []]);
});

test('[K10] a page that was sent elsewhere does not come back over what is there now', async () => {
  const { page } = await watched();
  for (let crash = 0; crash < 2; crash++) page.crash();
  page.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false, url: 'kiosk://desk/' });
  vi.advanceTimersByTime(60_000);
  expect(page.loaded).toEqual([]);
  page.crash();
  page.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false, url: 'https://frame.example/' });
  vi.advanceTimersByTime(10_000);
  expect(page.loaded).toEqual([address]);
});

test('[K10] a window that was closed does not come back', async () => {
  const { page } = await watched();
  page.crash();
  page.emit('unresponsive');
  page.destroyed = true;
  page.emit('destroyed');
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(60_000);
  expect([page.loaded, page.ended]).toEqual([[], 0]);
});
