import { BaseWindow, clipboard, type Session, webContents } from 'electron';
import { deskTexts } from '../../shared/kiosk/texts/desk.ts';
import { loadChecked, roleOf } from '../security/navigation-guard.ts';
import { webPartition } from '../security/partitions.ts';
import { closeContents, createView } from '../windows/view.ts';

/** IT may be at the page that asks for the exit code, which shows nothing of anybody. */
export function areWindowsGone(): boolean {
  return (
    webContents.getAllWebContents().filter((each) => roleOf(each)?.kind !== 'exit').length === 1 &&
    BaseWindow.getAllWindows().every((window) => window.getTitle() === deskTexts.title)
  );
}

/** Linux has a second one: whatever text was marked last. */
export function systemClipboards(): (typeof clipboard)[] {
  return process.platform === 'linux' ? [clipboard, clipboard.selection] : [clipboard];
}

/** Runs in a document of the origin in question and answers how much that origin keeps, over every kind of storage. */
const count = `(async () => {
  const databases = await indexedDB.databases();
  const caches = globalThis.caches ? await globalThis.caches.keys() : [];
  const workers = navigator.serviceWorker ? await navigator.serviceWorker.getRegistrations() : [];
  return localStorage.length + databases.length + caches.length + workers.length;
})()`;

/** A tab's own storage, which no other tab sees. */
const countInTab = 'sessionStorage.length';

const emptyDocument = () =>
  new Response('<!doctype html><title></title>', {
    headers: {
      'content-type': 'text/html',
      'content-security-policy': "default-src 'none'",
      'cache-control': 'no-store',
    },
  });

/** The tab that outlives its user, and the origin that it showed. */
export interface Tab {
  readonly origin: string;
  /** Loads an address in the tab, unseen, and runs a script there. */
  lookInside(address: string, script: string): Promise<unknown>;
}

/**
 * Whether nothing that pages stored is left. Each origin is looked at from inside, in an empty document that the shell
 * supplies in the server's place: no server is needed and no code of a page runs.
 */
export function isNothingStored(web: Session, origins: Iterable<string>): Promise<boolean> {
  return withEmptyDocuments(web, async () => {
    const page = createView({ kind: 'desk' }, { partition: webPartition });
    try {
      for (const origin of origins) {
        await loadChecked(page.contents, `${origin}/`);
        if ((await page.contents.executeJavaScript(count)) !== 0) return false;
      }
      return true;
    } finally {
      await closeContents(page);
    }
  });
}

export function isTabEmpty(web: Session, tab: Tab): Promise<boolean> {
  return withEmptyDocuments(web, async () => (await tab.lookInside(`${tab.origin}/`, countInTab)) === 0);
}

async function withEmptyDocuments<T>({ protocol }: Session, look: () => Promise<T>): Promise<T> {
  for (const scheme of ['http', 'https']) protocol.handle(scheme, emptyDocument);
  try {
    return await look();
  } finally {
    for (const scheme of ['http', 'https']) protocol.unhandle(scheme);
  }
}
