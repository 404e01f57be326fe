import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WorkspaceKeeper } from '../../../main/session/workspace.ts';
import type { Opening } from '../../../main/windows/application-windows.ts';
import type { PortalApplication } from '../../../shared/identity/api/identity.ts';
import type { Workspace } from '../../../shared/identity/api/session.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const vaos: PortalApplication = {
  id: 'vaos',
  name: 'VAOS',
  fullName: '',
  description: '',
  bundled: true,
  address: 'http://127.0.0.1:4182/',
  origins: ['http://127.0.0.1:4182'],
};
const bounds = { x: 10, y: 20, width: 900, height: 700 };

function desk(kept?: Workspace) {
  const opened: [string, Opening][] = [];
  const saved: Workspace[] = [];
  const state = {
    path: '/' as string | undefined,
    windows: [] as Workspace['windows'],
    reachable: true,
    arrival: Promise.resolve(),
    asked: 0,
  };
  const keeper = new WorkspaceKeeper(
    {
      applications: [vaos],
      client: {
        workspace: async () => {
          state.asked += 1;
          await state.arrival;
          if (!state.reachable) throw new Error('unreachable');
          return kept;
        },
        keepWorkspace: async (_cookie, workspace) => {
          if (!state.reachable) throw new Error('unreachable');
          await state.arrival;
          saved.push(workspace);
        },
      },
      windows: { list: () => state.windows, open: (id, opening) => void opened.push([id, opening]) },
      portal: {
        get path() {
          return state.path;
        },
        goTo: (path) => void (state.path = path),
      },
      screens: () => [{ x: 0, y: 0, width: 1920, height: 1080 }],
    },
    'portal_session=x',
  );
  return { keeper, opened, saved, state };
}

test('[T4] windows come back at their pages and places, once', async () => {
  const address = 'http://127.0.0.1:4182/orders?tab=2';
  const { keeper, opened, state } = desk({ portal: '/profile', windows: [{ application: 'vaos', address, bounds }] });
  await keeper.restore();
  await keeper.restore();
  expect(opened).toEqual([['vaos', { address, bounds }]]);
  expect(state.path).toBe('/profile');
});

test('[T4] an address outside its application is not brought back, nor an application that is gone', async () => {
  const { keeper, opened } = desk({
    portal: '/',
    windows: [
      { application: 'gone', address: 'https://gone.example/' },
      { application: 'vaos', address: 'https://evil.example/', bounds: { x: 9000, y: 0, width: 900, height: 700 } },
    ],
  });
  await keeper.restore();
  expect(opened).toEqual([['vaos', {}]]);
});

test('[T4] what is open now is kept last, also when an earlier state is slow to arrive', async () => {
  const { keeper, saved, state } = desk();
  await keeper.restore();
  const slow = Promise.withResolvers<void>();
  state.arrival = slow.promise;
  keeper.changed();
  await vi.advanceTimersByTimeAsync(500);
  state.arrival = Promise.resolve();
  state.path = '/profile';
  keeper.changed();
  await vi.advanceTimersByTimeAsync(500);
  slow.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(saved.map(({ portal }) => portal)).toEqual(['/', '/profile']);
});

test('[T4] nothing is kept before what was kept has come back, and many changes are kept as one', async () => {
  const { keeper, saved, state } = desk();
  keeper.changed();
  await vi.advanceTimersByTimeAsync(5000);
  expect(saved).toEqual([]);

  await keeper.restore();
  state.path = '/agreement';
  state.windows = [{ application: 'vaos', address: vaos.address, bounds }];
  for (let step = 0; step < 10; step++) keeper.changed();
  await vi.advanceTimersByTimeAsync(500);
  expect(saved).toEqual([{ portal: '/', windows: state.windows }]);
});

test('[T4] nothing is kept any more once the session ends, and what could not be kept is tried again', async () => {
  const { keeper, saved, state } = desk();
  await keeper.restore();
  state.reachable = false;
  keeper.changed();
  await vi.advanceTimersByTimeAsync(1000);
  state.reachable = true;
  await vi.advanceTimersByTimeAsync(2000);
  expect(saved).toHaveLength(1);

  keeper.changed();
  keeper.close();
  keeper.changed();
  await vi.advanceTimersByTimeAsync(5000);
  expect(saved).toHaveLength(1);
});

test('[T4] while what was kept cannot be asked for, nothing takes its place', async () => {
  const { keeper, opened, saved, state } = desk({
    portal: '/',
    windows: [{ application: 'vaos', address: vaos.address, bounds }],
  });
  state.reachable = false;
  await keeper.restore();
  keeper.changed();
  await vi.advanceTimersByTimeAsync(1000);
  state.reachable = true;
  await vi.advanceTimersByTimeAsync(2000);
  expect(opened).toEqual([['vaos', { address: vaos.address, bounds }]]);
  expect(saved).toEqual([]);
});

test('[T4] who was at the portal’s first page, or is where they were, is led nowhere', async () => {
  const first = desk({ portal: '/', windows: [] });
  first.state.path = '/help';
  await first.keeper.restore();
  expect(first.state.path).toBe('/help');

  const there = desk({ portal: '/profile', windows: [] });
  const led: string[] = [];
  Object.defineProperty(there.state, 'path', {
    get: () => '/profile',
    set: (path: string) => {
      led.push(path);
    },
  });
  await there.keeper.restore();
  expect(led).toEqual([]);
});

test.each([true, false])(
  '[T4] what comes after the session has ended opens nothing (answered: %s)',
  async (answered) => {
    const { keeper, opened, saved, state } = desk({
      portal: '/profile',
      windows: [{ application: 'vaos', address: vaos.address, bounds }],
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    state.arrival = promise;
    state.reachable = answered;
    const restored = keeper.restore();
    keeper.close();
    resolve();
    await restored;
    state.reachable = true;
    await vi.advanceTimersByTimeAsync(60_000);
    keeper.changed();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([opened, saved, state.path, state.asked]).toEqual([[], [], '/', 1]);
  },
);

test('[T4] what can be asked for again is asked for once, however soon the page asks too', async () => {
  const { keeper, opened, state } = desk({
    portal: '/',
    windows: [{ application: 'vaos', address: vaos.address, bounds }],
  });
  state.reachable = false;
  await keeper.restore();
  state.reachable = true;
  await Promise.all([keeper.restore(), keeper.restore()]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(opened).toHaveLength(1);
  expect(state.asked).toBe(2);
});

test('[T4] windows in numbers or places that no screen has are not kept', async () => {
  const { keeper, saved, state } = desk();
  await keeper.restore();
  state.windows = [{ application: 'vaos', address: 'x'.repeat(100_000), bounds }];
  keeper.changed();
  await vi.advanceTimersByTimeAsync(5000);
  expect(saved).toEqual([]);
});

test('[T4] what fails to be kept while the session ends is not tried again', async () => {
  const { keeper, saved, state } = desk();
  await keeper.restore();
  state.reachable = false;
  keeper.changed();
  vi.advanceTimersByTime(500);
  keeper.close();
  await vi.advanceTimersByTimeAsync(0);
  state.reachable = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(saved).toEqual([]);
});
