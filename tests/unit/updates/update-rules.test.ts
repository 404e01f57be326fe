import { array, assert, boolean, constantFrom, double, integer, oneof, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { after, firstState, next, type UpdateAction, type UpdateState } from '../../../main/updates/update-rules.ts';

const minute = 60_000;
const hour = 60 * minute;

/** A kiosk whose time passes in steps of ten seconds. */
function kiosk({ quiet = true, random = 0.5 } = {}) {
  const at = { now: 0, quiet, random };
  let state = firstState(0, random);
  const tick = (): UpdateAction => {
    const [following, action] = next(state, at, at.random);
    state = following;
    return action;
  };
  const pass = (duration: number): [number, UpdateAction][] => {
    const actions: [number, UpdateAction][] = [];
    for (const end = at.now + duration; at.now < end; at.now += 10_000) {
      const action = tick();
      if (action !== 'nothing') actions.push([at.now, action]);
      if (action === 'look') state = after(state, 'none');
    }
    return actions;
  };
  return { at, tick, pass, say: (outcome: 'ready' | 'none' | 'failed') => (state = after(state, outcome)) };
}

test('[K9] it looks soon after the start and then every four hours', () => {
  const looks = kiosk()
    .pass(9 * hour)
    .map(([now]) => now);
  expect(looks).toEqual([minute, minute + 4 * hour, minute + 8 * hour]);
});

test('[K9] workstations that start together do not all look at the same time', () => {
  const looks = [0, 1].map((random) => kiosk({ random: random * 0.999 }).pass(5 * hour));
  expect(looks).toEqual([
    [
      [0, 'look'],
      [3.6 * hour, 'look'],
    ],
    [
      [2 * minute, 'look'],
      [expect.closeTo(4.4 * hour + 2 * minute, -5), 'look'],
    ],
  ]);
});

test('[K9] a look that takes long is not begun again', () => {
  const { at, tick } = kiosk({ random: 0 });
  expect(tick()).toBe('look');
  at.now += 24 * hour;
  expect(tick()).toBe('nothing');
});

test('[K9] what is ready is applied when nobody has been there for two minutes', () => {
  const { at, tick, say } = kiosk({ quiet: false, random: 0 });
  tick();
  say('ready');
  at.now += 8 * hour;
  expect(tick()).toBe('nothing');
  at.quiet = true;
  expect(tick()).toBe('nothing');
  at.now += 2 * minute - 1;
  expect(tick()).toBe('nothing');
  at.now += 1;
  expect(tick()).toBe('apply');
  expect(tick()).toBe('nothing');
});

test('[K9] somebody who comes in between has the two minutes begin anew', () => {
  const { at, tick, say } = kiosk({ random: 0 });
  tick();
  say('ready');
  at.now += minute;
  at.quiet = false;
  expect(tick()).toBe('nothing');
  at.quiet = true;
  at.now += minute + 1;
  expect(tick()).toBe('nothing');
  at.now += 2 * minute;
  expect(tick()).toBe('apply');
});

test('[K9] what failed is looked for again at the next time', () => {
  const { at, tick, say } = kiosk({ random: 0.5 });
  at.now = minute;
  expect(tick()).toBe('look');
  say('failed');
  expect(tick()).toBe('nothing');
  at.now += 4 * hour;
  expect(tick()).toBe('look');
});

test('[K9] whatever happens, an update is applied exactly when it is ready and nobody has been there for two minutes', () => {
  const happenings = record({
    pause: oneof(integer({ min: 0, max: 5 * minute }), integer({ min: 0, max: 5 * hour })),
    quiet: boolean(),
    random: double({ min: 0, max: 1, noNaN: true }),
    outcome: constantFrom('ready', 'none', 'failed'),
    fails: boolean(),
  });
  let applied = 0;
  assert(
    property(array(happenings, { minLength: 5, maxLength: 50 }), (all) => {
      let [state, now, isReady, vacantFor]: [UpdateState, number, boolean, number] = [firstState(0, 0.5), 0, false, -1];
      for (const { pause, quiet, random, outcome, fails } of all) {
        now += pause;
        vacantFor = quiet ? (vacantFor < 0 ? 0 : vacantFor + pause) : -1;
        const [following, action] = next(state, { now, quiet }, random);
        state = following;
        expect(action === 'apply').toBe(isReady && vacantFor >= 2 * minute);
        if (action === 'look') {
          state = after(state, outcome);
          isReady = outcome === 'ready';
        }
        if (action === 'apply') {
          applied += 1;
          isReady = false;
          // One that is under way is not begun again; one that failed is looked for anew.
          if (fails) state = after(state, 'failed');
        }
      }
    }),
  );
  expect(applied).toBeGreaterThan(0);
});
