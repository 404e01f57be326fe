import { setTimeout as delay } from 'node:timers/promises';
import type { Cookie, Session } from 'electron';
import type { DeskStep } from '../../shared/kiosk/texts/desk.ts';

/** What is to be left as if nobody had been there. */
export interface Desk {
  readonly web: Session;
  /** The portal's address. */
  readonly portal: string;
  /** Names of the portal's cookies that stay: the workstation's own, and the session's of somebody who has already taken over. */
  readonly keeps: readonly string[];
  readonly visited: ReadonlySet<string>;
  /** What the tab that outlives its user showed. */
  readonly tabOrigin: string;
  /** `close` resolves when the pages of closed windows are gone. What opens late is closed in the next round. */
  readonly windows: { close(): Promise<void>; areGone(): boolean };
  readonly stored: { isNothingAt(origins: Iterable<string>): Promise<boolean>; isNothingInTab(): Promise<boolean> };
  readonly clipboard: { clear(): Promise<void>; isGone(): Promise<boolean> };
  readonly downloads: { clear(): Promise<void>; isClear(): boolean };
}

/** One kind of trace: how it goes, and how it is known to be gone. */
interface Trace {
  readonly name: DeskStep;
  readonly clear?: (desk: Desk) => Promise<unknown> | void;
  /** Left out where Electron has no way to tell. */
  readonly isGone?: (desk: Desk) => Promise<boolean> | boolean;
  /** Looking takes the desk off the screen for a moment, so it waits until everything else holds. */
  readonly disturbs?: true;
}

/**
 * Everything a person leaves behind, in the order in which it is cleared and then checked [T3, K6]. Not in the table,
 * because it is never there: form history, which Electron has not, and spelling dictionaries, which are off.
 */
export const traces: readonly Trace[] = [
  { name: 'windows', clear: ({ windows }) => windows.close(), isGone: ({ windows }) => windows.areGone() },
  // After the pages, which could still bring more.
  { name: 'downloads', clear: ({ downloads }) => downloads.clear(), isGone: ({ downloads }) => downloads.isClear() },
  { name: 'clipboard', clear: (desk) => desk.clipboard.clear(), isGone: (desk) => desk.clipboard.isGone() },
  // Before the cookies: an answer that is still on its way could bring new ones.
  { name: 'connections', clear: ({ web }) => Promise.all([web.closeAllConnections(), web.clearHostResolverCache()]) },
  { name: 'credentials', clear: ({ web }) => web.clearAuthCache() },
  {
    name: 'storage',
    clear: clearStorage,
    isGone: ({ stored, visited, tabOrigin }) => stored.isNothingAt([...visited, tabOrigin]),
  },
  {
    name: 'cookies', // cleared with the storage
    isGone: async ({ web, portal, keeps }) =>
      (await web.cookies.get({})).every((cookie) => isKept(cookie, portal, keeps)),
  },
  { name: 'service workers', isGone: ({ web }) => Object.keys(web.serviceWorkers.getAllRunning()).length === 0 },
  {
    name: 'cache',
    clear: ({ web }) => Promise.all([web.clearCache(), web.clearCodeCaches({}), web.clearSharedDictionaryCache()]),
    isGone: async ({ web }) => (await web.getCacheSize()) === 0,
  },
  { name: 'tab', isGone: ({ stored }) => stored.isNothingInTab(), disturbs: true }, // cleared with the storage
];

const retryEvery = 2000;
/** A step that hangs has failed. */
const patience = 10_000;

/**
 * Clears and checks until nothing is left, however long that takes.
 * @param failed told what still was left, after each round
 */
export async function cleanDesk(desk: Desk, failed: (steps: readonly DeskStep[]) => void): Promise<void> {
  for (let round = 1; ; round++) {
    const left = await clearAndCheck(desk);
    if (left.length === 0) return;
    failed(left);
    if (round > 1) await delay(retryEvery);
  }
}

async function clearAndCheck(desk: Desk): Promise<DeskStep[]> {
  const left = new Set<DeskStep>();
  for (const { name, clear } of traces) if (clear && !(await succeeds(() => clear(desk)))) left.add(name);
  for (const { name, isGone, disturbs } of traces) {
    if (!isGone || (disturbs && left.size > 0)) continue;
    if (!(await succeeds(() => isGone(desk)))) left.add(name);
  }
  return [...left];
}

/** @returns false where the work says so, throws or does not end */
async function succeeds(work: () => unknown): Promise<boolean> {
  const calledOff = new AbortController();
  try {
    const late = delay(patience, false, { signal: calledOff.signal });
    const outcome = await Promise.race([Promise.resolve().then(work), late]);
    return outcome !== false;
  } catch {
    return false;
  } finally {
    calledOff.abort();
  }
}

async function clearStorage({ web, portal, keeps }: Desk): Promise<void> {
  const kept = (await web.cookies.get({})).filter((cookie) => isKept(cookie, portal, keeps));
  await web.clearStorageData();
  for (const cookie of kept) await web.cookies.set(sameAgain(cookie, portal));
}

/** An application's cookie of the same name is not the portal's. */
function isKept({ name, domain }: Cookie, portal: string, keeps: readonly string[]): boolean {
  return domain === new URL(portal).hostname && keeps.includes(name);
}

function sameAgain(cookie: Cookie, url: string): Parameters<Session['cookies']['set']>[0] {
  const { name, value, path, secure, httpOnly, sameSite, domain, hostOnly, expirationDate } = cookie;
  return {
    url,
    name,
    value,
    sameSite,
    ...(path !== undefined && { path }),
    ...(secure !== undefined && { secure }),
    ...(httpOnly !== undefined && { httpOnly }),
    ...(!hostOnly && domain !== undefined && { domain }),
    ...(expirationDate !== undefined && { expirationDate }),
  };
}
