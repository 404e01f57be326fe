import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { EndingSessions } from '../../../server/identity/sessions/ending-sessions.ts';
import {
  type PortalSession,
  PortalSessions,
  portalSessions,
} from '../../../server/identity/sessions/portal-sessions.ts';
import { sessionPolicy } from '../../../server/identity/sessions/session-policy.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { TestClock } from '../../support/deployment.ts';
import { temporaryFolder } from '../../support/temporary.ts';

class CountedSessions extends PortalSessions {
  readings = 0;

  override all(): Promise<PortalSession[]> {
    this.readings += 1;
    return super.all();
  }
}

const policy = sessionPolicy({ session: { idleMinutes: 15, absoluteHours: 12 } });
const minute = 60_000;

async function world() {
  const store = await openLowdbStore({ directory: await temporaryFolder(), key: randomBytes(32) });
  onTestFinished(() => store.close());
  const clock = new TestClock();
  const sessions = new CountedSessions(store, clock, policy);
  return { store, clock, sessions, ending: new EndingSessions(sessions, clock) };
}

const idsOf = (sessions: readonly PortalSession[]) => sessions.map(({ id }) => id).toSorted();

test('[T1] every session that is over is found at the next look, whatever was done before and however clocks went', async () => {
  const { store, clock, sessions, ending } = await world();
  const kept = store.collection(portalSessions);
  const step = fc.oneof(
    fc.constant('begin' as const),
    fc.record({ work: fc.nat(9) }),
    fc.record({ gone: fc.nat(9) }),
    fc.record({ minutes: fc.integer({ min: -30, max: 40 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      for (const each of steps) {
        const all = await sessions.all();
        const nth = (n: number) => all[n % Math.max(all.length, 1)]?.id ?? 'none';
        if (each === 'begin') await sessions.begin('somebody', 'somewhere');
        else if ('work' in each) await sessions.noteActivity(nth(each.work), clock.now());
        else if ('gone' in each) await kept.delete(nth(each.gone));
        else clock.advance(each.minutes * minute);
        const over = (await sessions.all()).filter((session) => !sessions.isLive(session));
        expect(idsOf(await ending.due())).toEqual(idsOf(over));
      }
    }),
    { numRuns: 100 },
  );
});

test('[R2] all sessions are read twice in the idle limit, not at every look', async () => {
  const { clock, sessions, ending } = await world();
  for (let n = 0; n < 20; n++) await sessions.begin(`account ${n}`, 'w');
  const looks = policy.idle / 1000;
  for (let second = 0; second < looks; second++) {
    expect(await ending.due()).toEqual([]);
    clock.advance(1000);
  }
  expect(sessions.readings).toBe(2);
  expect(await ending.due()).toHaveLength(20);
});
