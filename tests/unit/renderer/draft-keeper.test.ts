import { expect, test } from 'vitest';
import { DraftKeeper } from '../../../renderer/platform/drafts/draft-keeper.ts';
import { limits } from '../../../shared/contract/limits.ts';
import { settled, Timers } from '../session/timers.ts';

const pause = limits.drafts.saveAfter;

function started() {
  const timers = new Timers();
  const server = { away: false, draft: null as object | null, requests: 0 };
  const set = async (draft: object | null) => {
    server.requests++;
    if (server.away) throw new Error('away');
    server.draft = draft;
  };
  const keeper = new DraftKeeper({ save: set, remove: () => set(null), later: timers.later });
  return { timers, server, keeper };
}

test('[T4] what is typed is kept soon after the typing pauses, in one request', async () => {
  const { keeper, server, timers } = started();
  for (const name of ['T', 'Te', 'Tes']) {
    keeper.changed({ name });
    await timers.pass(pause - 1);
  }
  expect(server.requests).toBe(0);
  await timers.pass(1);
  expect(server).toMatchObject({ draft: { name: 'Tes' }, requests: 1 });
});

test('[K7] what could not be kept is kept as soon as the server is back, in its newest state', async () => {
  const { keeper, server, timers } = started();
  server.away = true;
  keeper.changed({ name: 'Tes' });
  await timers.pass(3000);
  keeper.changed({ name: 'Test' });
  await timers.pass(3000);
  server.away = false;
  await timers.pass(2000);
  expect(server.draft).toEqual({ name: 'Test' });
});

test('[T4] a page that is left does not wait for the typing to pause', async () => {
  const { keeper, server } = started();
  keeper.changed({ name: 'Tes' });
  keeper.flush();
  await settled();
  expect(server.draft).toEqual({ name: 'Tes' });
});

test('[T4] what was sent is kept no longer, and what was about to be kept is not', async () => {
  const { keeper, server, timers } = started();
  keeper.changed({ name: 'Test' });
  await timers.pass(pause);
  keeper.changed({ name: 'Testc' });
  keeper.discard();
  await timers.pass(10_000);
  expect(server).toMatchObject({ draft: null, requests: 2 });
});

test('[T4] a form that was emptied by hand leaves no draft', async () => {
  const { keeper, server, timers } = started();
  keeper.changed({ name: 'Test' });
  await timers.pass(pause);
  keeper.changed({ name: '' });
  await timers.pass(pause);
  expect(server.draft).toBeNull();
});

test('[T4] requests never overtake each other', async () => {
  const timers = new Timers();
  const order: string[] = [];
  let finish = () => {};
  const slow = () => new Promise<void>((resolve) => (finish = resolve));
  const keeper = new DraftKeeper({
    save: () => (order.push('save'), slow()),
    remove: async () => void order.push('remove'),
    later: timers.later,
  });
  keeper.changed({ name: 'Test' });
  keeper.flush();
  keeper.discard();
  await timers.pass(10_000);
  expect(order).toEqual(['save']);
  finish();
  await timers.pass(0);
  expect(order).toEqual(['save', 'remove']);
});

test('[T4] what is typed while a save fails is what is kept, not what failed', async () => {
  const timers = new Timers();
  const saved: object[] = [];
  const { promise, reject } = Promise.withResolvers<void>();
  const keeper = new DraftKeeper({
    save: async (fields) => {
      saved.push(fields);
      if (saved.length === 1) await promise;
    },
    remove: async () => {},
    later: timers.later,
  });
  keeper.changed({ name: 'Tes' });
  await timers.pass(pause);
  keeper.changed({ name: 'Test' });
  reject(new Error('away'));
  await timers.pass(10_000);
  expect(saved).toEqual([{ name: 'Tes' }, { name: 'Test' }]);
});
