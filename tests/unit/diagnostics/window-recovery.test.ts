import { expect, test } from 'vitest';
import {
  decide,
  loadFailureOf,
  nothingHappened,
  type RecoveryAction,
  type WindowEvent,
} from '../../../main/diagnostics/window-recovery.ts';

const minute = 60_000;
const crash = { is: 'gone', reason: 'crashed' } as const;
const refused = { is: 'load failed', why: 'refused' } as const;

/** What is done about each of these, one after another. */
function actions(...happened: readonly (readonly [now: number, event: WindowEvent])[]): RecoveryAction[] {
  let history = nothingHappened;
  return happened.map(([now, event]) => {
    const decided = decide(event, history, now);
    history = decided.history;
    return decided.action;
  });
}

const loadAgain = (after: number) => ({ do: 'load again', after });

test('[K10] a page that crashed comes back at once, then later, and after five times in ten minutes no more', () => {
  const times = [0, 1, 2, 3, 4, 5, 6];
  expect(actions(...times.map((n) => [n * minute, crash] as const))).toEqual([
    ...[loadAgain(0), loadAgain(2000), loadAgain(10_000), loadAgain(10_000), loadAgain(10_000)],
    ...[{ do: 'give up' }, { do: 'give up' }],
  ]);
});

test('[K10] crashes of more than ten minutes ago are forgotten', () => {
  expect(actions([0, crash], [10 * minute - 1, crash], [10 * minute, crash]).slice(1)).toEqual([
    loadAgain(2000),
    loadAgain(2000),
  ]);
  const rare = Array.from({ length: 20 }, (_, n) => [n * 2 * minute, crash] as const);
  expect(actions(...rare)).not.toContainEqual({ do: 'give up' });
});

test('[K10] every way for a process to go is a crash, except when it was meant to', () => {
  for (const reason of ['abnormal-exit', 'killed', 'oom', 'launch-failed', 'integrity-failure', 'memory-eviction'])
    expect(actions([0, { is: 'gone', reason }])).toEqual([loadAgain(0)]);
  expect(actions([0, { is: 'gone', reason: 'clean-exit' }], [1, crash])).toEqual([{ do: 'nothing' }, loadAgain(0)]);
});

test('[K10] a page that hangs has 15 seconds', () => {
  expect(actions([0, { is: 'unresponsive' }], [1, { is: 'responsive' }], [2, { is: 'still unresponsive' }])).toEqual([
    ...[{ do: 'wait', milliseconds: 15_000 }, { do: 'stop waiting' }, { do: 'end its process' }],
  ]);
});

test('[K10] a server that is away is waited for, however long, and the next time from the beginning', () => {
  const away = Array.from({ length: 200 }, (_, n) => [n, refused] as const);
  const waited = actions(...away, [200, { is: 'loaded' }], [201, refused]);
  expect(waited.slice(0, 4)).toEqual([loadAgain(0), loadAgain(2000), loadAgain(10_000), loadAgain(10_000)]);
  expect(waited.slice(199)).toEqual([loadAgain(10_000), { do: 'stop waiting' }, loadAgain(0)]);
});

test('[K10] a wrong certificate is not asked for again', () => {
  expect(actions([0, { is: 'load failed', why: 'certificate' }])).toEqual([{ do: 'give up' }]);
});

test('[K10] people hear why a page did not load', () => {
  const codes = [-105, -137, -102, -7, -118, -200, -201, -299, -150, -300, -106, -2];
  expect(codes.map(loadFailureOf)).toEqual([
    ...['name not found', 'name not found', 'refused', 'timeout', 'timeout'],
    ...['certificate', 'certificate', 'certificate', 'certificate', 'other', 'other', 'other'],
  ]);
});
