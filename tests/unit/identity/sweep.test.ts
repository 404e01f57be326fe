import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { AuditTrail } from '../../../server/identity/audit/audit-trail.ts';
import { OidcRecords } from '../../../server/identity/oidc/adapter.ts';
import { endOutbox } from '../../../server/identity/sessions/end-outbox.ts';
import { type PendingLogout, pendingLogouts } from '../../../server/identity/sessions/logout-outbox.ts';
import { OpenIdSessions } from '../../../server/identity/sessions/openid-sessions.ts';
import { PortalSessions } from '../../../server/identity/sessions/portal-sessions.ts';
import { sessionPolicy } from '../../../server/identity/sessions/session-policy.ts';
import { startSweeping } from '../../../server/identity/sessions/sweep.ts';
import { Keys } from '../../../server/keys/keys.ts';
import { Outbox } from '../../../server/outbox.ts';
import { openLowdbStore } from '../../../server/store/lowdb/lowdb-store.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { TestClock } from '../../support/deployment.ts';
import { eventually } from '../../support/eventually.ts';
import { silent } from '../../support/postgres.ts';
import { temporaryFolder } from '../../support/temporary.ts';

/** What a sweeper works with, on a store of its own. */
async function desk() {
  const directory = await temporaryFolder();
  const store = await openLowdbStore({ directory: join(directory, 'store'), key: randomBytes(32) });
  onTestFinished(() => store.close());
  const clock = new TestClock();
  const sessions = new PortalSessions(store, clock, sessionPolicy({}));
  const audit = await AuditTrail.open({ directory, keys: new Keys(randomBytes(32)), clock });
  onTestFinished(() => audit.close());
  const logouts = new Outbox<PendingLogout>({
    store,
    clock,
    log: silent,
    definition: pendingLogouts,
    what: 'a logout token',
    lookEvery: 1000,
    deliver: async () => {},
    laneOf: () => 'lane',
    waitAfter: () => undefined,
  });
  const records = new OidcRecords(store, clock, new OpenIdSessions(store, sessions));
  const ended = async () =>
    (await readFile(join(directory, 'audit.jsonl'), 'utf8').catch(() => '')).split('"session.ended"').length - 1;
  const ends = endOutbox({ store, clock, log: silent, audit });
  const deps = { store, clock, sessions, ends, logouts, records, log: silent };
  return { clock, sessions, ended, start: () => startSweeping(deps) };
}

function withoutWaiting() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
}

test('[T1] of several sweepers one ends sessions, each once, and when it goes another does, a moment later', async () => {
  const { clock, sessions, ended, start } = await desk();
  withoutWaiting();
  const [stopOne, stopOther] = [await start(), await start()];
  for (let n = 0; n < 5; n++) await sessions.begin(`account ${n}`, 'w');
  clock.advance(limits.session.idle);
  await vi.advanceTimersByTimeAsync(limits.session.startGrace - 1);
  expect(await sessions.count()).toBe(5);
  await vi.advanceTimersByTimeAsync(limits.session.sweepEvery);
  await eventually(async () => expect([await sessions.count(), await ended()]).toEqual([0, 5]));

  await sessions.begin('account 5', 'w');
  clock.advance(limits.session.idle);
  await stopOne();
  await vi.advanceTimersByTimeAsync(limits.session.sweepEvery);
  expect(await sessions.count()).toBe(1);
  await vi.advanceTimersByTimeAsync(limits.session.startGrace);
  await eventually(async () => expect([await sessions.count(), await ended()]).toEqual([0, 6]));
  await stopOther();
});

test('[T5] whoever says in time that they went on working is not signed out by a sweep that had looked before', async () => {
  const { clock, sessions, ended, start } = await desk();
  const { session } = await sessions.begin('account', 'w');
  const workedAt = clock.now() + 1000;
  const all = sessions.all.bind(sessions);
  sessions.all = async () => {
    const looked = await all();
    await sessions.noteActivity(session.id, workedAt);
    return looked;
  };
  withoutWaiting();
  const stop = await start();
  clock.advance(limits.session.idle);
  await vi.advanceTimersByTimeAsync(limits.session.startGrace + limits.session.sweepEvery);
  await stop();
  expect(await ended()).toBe(0);
  expect((await sessions.get(session.id))?.lastHumanAt).toBe(workedAt);
});
