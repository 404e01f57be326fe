import { EventEmitter } from 'node:events';
import type { PowerMonitor } from 'electron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { canSeeLock, watchWorkstation } from '../../../main/session/workstation-events.ts';
import type { WhenLocked } from '../../../shared/identity/api/session.ts';
import { limits } from '../../../shared/contract/limits.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Electron's, as its documentation and `electron_api_power_monitor.cc` have it. */
class System extends EventEmitter {
  state: 'active' | 'idle' | 'locked' = 'active';

  getSystemIdleState(threshold: number): string {
    if (threshold <= 0) throw new TypeError('Invalid idle threshold, must be greater than 0');
    return this.state;
  }
}

function workstation(platform: NodeJS.Platform, whenLocked: WhenLocked = 'sign out') {
  const system = new System();
  const seen: string[] = [];
  const ticks = { count: 0 };
  watchWorkstation({
    system: system as unknown as PowerMonitor,
    platform,
    whenLocked: () => whenLocked,
    left: (event) => seen.push(event),
    wake: () => seen.push('wake'),
    tick: () => (ticks.count += 1),
  });
  return { system, seen, ticks };
}

const seconds = (count: number) => vi.advanceTimersByTime(count * 1000);

test('[T5] a remote desktop that is disconnected, which Windows tells no program, signs out', () => {
  const { system, seen } = workstation('win32');
  system.state = 'locked';
  seconds(limits.session.lockedAfter / 1000);
  expect(seen).toEqual(['locked']);
  // Once, however long it lasts; and again the next time.
  seconds(3600);
  system.state = 'active';
  seconds(1);
  system.state = 'locked';
  seconds(60);
  expect(seen).toEqual(['locked', 'locked']);
});

test('[T5] a look at Ctrl+Alt+Del signs nobody out', () => {
  const { system, seen } = workstation('win32');
  for (const state of ['locked', 'active', 'locked', 'idle'] as const) {
    system.state = state;
    seconds(limits.session.lockedAfter / 1000 - 1);
  }
  expect(seen).toEqual([]);
});

test.each([
  ['win32', 'unlock-screen', 'locked'],
  ['darwin', 'unlock-screen', 'locked'],
  ['darwin', 'user-did-become-active', 'switched'],
] as const)('[T5] on %s, %s signs out whoever was there before, though nothing said that they left', (...row) => {
  const [platform, event, left] = row;
  const { system, seen } = workstation(platform);
  system.emit(event);
  expect(seen).toEqual([left, 'wake']);
});

test.each([
  ['win32', 'lock-screen', 'locked'],
  ['darwin', 'lock-screen', 'locked'],
  ['darwin', 'user-did-resign-active', 'switched'],
  ['darwin', 'suspend', 'wake'],
] as const)('[T5] on %s, %s is acted on at once', (platform, event, told) => {
  const { system, seen } = workstation(platform);
  system.emit(event);
  expect(seen).toEqual([told]);
});

test('[T5] time that passes as it should is told each second, and a gap is a sleep of which nobody said a word', () => {
  const { seen, ticks } = workstation('linux');
  seconds(60);
  expect([ticks.count, seen]).toEqual([60, []]);
  // Five seconds are a busy machine yet.
  vi.setSystemTime(Date.now() + 4000);
  seconds(1);
  expect([ticks.count, seen]).toEqual([61, []]);
  vi.setSystemTime(Date.now() + 4001);
  seconds(1);
  expect([ticks.count, seen]).toEqual([61, ['wake']]);
});

test('[T5] a machine that wakes up to its lock screen has nobody signed in, whether or not it says that it woke', () => {
  for (const wakes of [(system: System) => system.emit('resume'), () => vi.setSystemTime(Date.now() + 3_600_000)]) {
    const { system, seen } = workstation('win32');
    system.state = 'locked';
    wakes(system);
    seconds(1);
    expect(seen).toEqual(['locked', 'wake']);
  }
});

test('[T5] on Linux a screen that a page keeps awake is not taken for one that is locked', () => {
  const { system, seen } = workstation('linux');
  system.state = 'locked';
  seconds(3600);
  system.emit('resume');
  expect(seen).toEqual(['wake']);
  expect((['linux', 'win32', 'darwin'] as const).map(canSeeLock)).toEqual([false, true, true]);
});

test('[T5] where the deployment keeps sessions over a lock, nothing of all this signs out', () => {
  const { system, seen } = workstation('win32', 'keep');
  system.state = 'locked';
  for (const event of ['lock-screen', 'unlock-screen', 'user-did-resign-active', 'user-did-become-active', 'resume']) {
    system.emit(event);
  }
  seconds(60);
  expect(seen).toEqual(['wake', 'wake', 'wake']);
});
