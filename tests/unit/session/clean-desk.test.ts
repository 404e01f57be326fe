import type { Cookie } from 'electron';
import { expect, test } from 'vitest';
import { cleanDesk, type Desk, traces } from '../../../main/session/clean-desk.ts';
import { type DeskStep, deskTexts } from '../../../shared/kiosk/texts/desk.ts';

const portal = 'https://portal.clinic.example/';
const host = new URL(portal).hostname;

const cookie = (name: string, domain: string): Cookie => ({
  name,
  domain,
  value: 'x',
  hostOnly: true,
  path: '/',
  secure: true,
  httpOnly: true,
  session: true,
  sameSite: 'lax',
});

/** A desk on which everything can be cleared, with what each of its parts was asked. */
function clearableDesk() {
  const asked: string[] = [];
  const jar: Cookie[] = [];
  /** As Electron was given them. */
  const putBack: object[] = [];
  const says =
    <T>(name: string, answer: T) =>
    async (): Promise<T> => (asked.push(name), answer);
  const web = {
    closeAllConnections: says('connections', undefined),
    clearHostResolverCache: says('resolver', undefined),
    clearAuthCache: says('credentials', undefined),
    clearStorageData: async () => void (asked.push('storage'), (jar.length = 0)),
    cookies: {
      get: async () => [...jar],
      set: async (given: Cookie) => {
        putBack.push(given);
        jar.push(cookie(given.name, host));
      },
    },
    serviceWorkers: { getAllRunning: () => ({}) },
    clearCache: says('cache', undefined),
    clearCodeCaches: says('code', undefined),
    clearSharedDictionaryCache: says('dictionaries', undefined),
    getCacheSize: async () => 0,
  };
  const desk = {
    web,
    portal,
    keeps: ['workstation_1'],
    visited: new Set(['https://vaos.example']),
    tabOrigin: portal,
    windows: { close: says('windows', undefined), areGone: () => true },
    stored: { isNothingAt: says('stored', true), isNothingInTab: says('tab', true) },
    clipboard: { clear: says('clipboard', undefined), isGone: async () => true },
    downloads: { clear: says('downloads', undefined), isClear: () => true },
  };
  return { desk, web, jar, asked, putBack };
}

/** @returns what was said to be left after each round that did not hold */
async function cleared(desk: ReturnType<typeof clearableDesk>['desk']): Promise<DeskStep[][]> {
  const rounds: DeskStep[][] = [];
  await cleanDesk(desk as unknown as Desk, (left) => {
    rounds.push([...left]);
    // Nothing here fails twice.
    if (rounds.length > 1) throw new Error(`still left: ${JSON.stringify(rounds)}`);
  });
  return rounds;
}

test('[T3] a desk on which everything goes is cleared in one round', async () => {
  const { desk, asked } = clearableDesk();
  expect(await cleared(desk)).toEqual([]);
  expect(asked).toEqual([
    ...['windows', 'downloads', 'clipboard', 'connections', 'resolver', 'credentials', 'storage'],
    ...['cache', 'code', 'dictionaries', 'stored', 'tab'],
  ]);
});

test('[T3] a window that opens while the others close is closed in the next round', async () => {
  const { desk } = clearableDesk();
  const coming = ['late'];
  let open = ['first'];
  const windows = {
    close: async () => {
      open = coming.splice(0);
    },
    areGone: () => open.length === 0,
  };
  expect(await cleared({ ...desk, windows } as unknown as typeof desk)).toEqual([['windows']]);
});

type Parts = ReturnType<typeof clearableDesk>;
type Failing = readonly [DeskStep, string, (parts: Parts) => [object, string], unknown];

const refused = new Error('refused');

/** What goes wrong, once: an error is thrown, anything else is what is answered. */
const failing: readonly Failing[] = [
  ['windows', 'pages do not close', ({ desk }) => [desk.windows, 'close'], refused],
  ['windows', 'a window is still there', ({ desk }) => [desk.windows, 'areGone'], false],
  ['downloads', 'files cannot be deleted', ({ desk }) => [desk.downloads, 'clear'], refused],
  ['downloads', 'a file is still there', ({ desk }) => [desk.downloads, 'isClear'], false],
  ['clipboard', 'it cannot be cleared', ({ desk }) => [desk.clipboard, 'clear'], refused],
  ['clipboard', 'something is still in it', ({ desk }) => [desk.clipboard, 'isGone'], Promise.resolve(false)],
  ['connections', 'they do not close', ({ web }) => [web, 'closeAllConnections'], refused],
  ['connections', 'names that were asked for stay known', ({ web }) => [web, 'clearHostResolverCache'], refused],
  ['credentials', 'they cannot be cleared', ({ web }) => [web, 'clearAuthCache'], refused],
  ['storage', 'it cannot be cleared', ({ web }) => [web, 'clearStorageData'], refused],
  ['storage', 'a page left something', ({ desk }) => [desk.stored, 'isNothingAt'], Promise.resolve(false)],
  ['storage', 'nobody can look', ({ desk }) => [desk.stored, 'isNothingAt'], refused],
  ['service workers', 'one still runs', ({ web }) => [web.serviceWorkers, 'getAllRunning'], { 7: {} }],
  ['cache', 'it cannot be cleared', ({ web }) => [web, 'clearCache'], refused],
  ['cache', 'compiled scripts stay', ({ web }) => [web, 'clearCodeCaches'], refused],
  ['cache', 'dictionaries stay', ({ web }) => [web, 'clearSharedDictionaryCache'], refused],
  ['cache', 'something is still in it', ({ web }) => [web, 'getCacheSize'], Promise.resolve(1)],
  ['tab', 'it still has something', ({ desk }) => [desk.stored, 'isNothingInTab'], Promise.resolve(false)],
];

test.each(failing)(
  '[T3] %s that does not hold (%s) is told, and everything is done again',
  async (step, _how, at, outcome) => {
    const parts = clearableDesk();
    const [owner, name] = at(parts) as [Record<string, (...given: unknown[]) => unknown>, string];
    const works = owner[name]!;
    owner[name] = () => {
      owner[name] = works;
      if (outcome === refused) throw outcome;
      return outcome;
    };
    expect(await cleared(parts.desk)).toEqual([[step]]);
    const times = (each: string) => parts.asked.filter((one) => one === each).length;
    // Looking there shows, so it waits until all else holds.
    expect(times('tab')).toBe(1);
    expect(times('credentials')).toBe(step === 'credentials' ? 1 : 2);
  },
);

test.each([
  ['of the last person', cookie('portal_session_1', host)],
  ['of an application under the name of one that stays', cookie('workstation_1', 'vaos.example')],
  ['under a name that only begins like one that stays', cookie('workstation_12', host)],
])(
  '[T3] a cookie %s that clearing does not reach holds the desk, though the one that stays is there too',
  async (_, left) => {
    const { desk, web, jar } = clearableDesk();
    jar.push(cookie('workstation_1', host), left);
    const clear = web.clearStorageData;
    web.clearStorageData = async () => {
      await clear();
      jar.push(left);
      web.clearStorageData = clear;
    };
    expect(await cleared(desk)).toEqual([['cookies']]);
    expect(jar).toEqual([cookie('workstation_1', host)]);
  },
);

const asGiven = { url: portal, name: 'workstation_1', value: 'x', sameSite: 'lax' };

test.each<[string, Cookie, object]>([
  ['of the workstation', cookie('workstation_1', host), { path: '/', secure: true, httpOnly: true }],
  [
    'that lasts, for a path, over plain HTTP',
    { ...cookie('workstation_1', host), path: '/api', secure: false, httpOnly: false, expirationDate: 1_800_000_000 },
    { path: '/api', secure: false, httpOnly: false, expirationDate: 1_800_000_000 },
  ],
  [
    'of all hosts below its own',
    { ...cookie('workstation_1', host), hostOnly: false },
    { path: '/', secure: true, httpOnly: true, domain: host },
  ],
  [
    'of which the browser says little',
    { name: 'workstation_1', value: 'x', domain: host, hostOnly: true, sameSite: 'lax' },
    {},
  ],
])('[T3] a cookie %s that stays is put back as it was', async (_which, kept, attributes) => {
  const { desk, jar, putBack } = clearableDesk();
  jar.push(kept, cookie('portal_session_1', host));
  expect(await cleared(desk)).toEqual([]);
  expect(putBack).toEqual([{ ...asGiven, ...attributes }]);
  expect(Object.keys(putBack[0]!).toSorted()).toEqual(Object.keys({ ...asGiven, ...attributes }).toSorted());
});

test('[T3] storage is looked at wherever somebody was, and at what the tab showed', async () => {
  const { desk } = clearableDesk();
  const lookedAt: string[][] = [];
  const isNothingAt = async (origins: Iterable<string>) => (lookedAt.push([...origins]), true);
  await cleared({ ...desk, stored: { ...desk.stored, isNothingAt } } as unknown as typeof desk);
  expect(lookedAt).toEqual([['https://vaos.example', portal]]);
});

test('[T3] each kind of trace is made to fail above', () => {
  const seen = new Set<string>([...failing.map(([step]) => step), 'cookies']);
  expect([...seen].toSorted()).toEqual(Object.keys(deskTexts.steps).toSorted());
  expect(traces.map(({ name }) => name).toSorted()).toEqual([...seen].toSorted());
});
