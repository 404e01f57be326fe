// A page's new window begins to load as soon as any debugger lets it go, and Playwright's may before its own requests are
// watched. The browser itself sees every request, so it holds what nobody has decided.
import { browser } from './browser.ts';
import { type CdpSession, ignoreFailure, type Protocol } from './cdp.ts';
import type { WebContents } from './web-contents.ts';

type Paused = Protocol.Fetch.requestPausedPayload;

/** The contents of new windows by the id of their target, which is that of their main frame. */
const guests = new Map<string, { readonly contents: WebContents; readonly decided: Set<string> }>();
let holding: Promise<unknown> | undefined;

type Decide = (contents: WebContents, page: CdpSession, paused: Paused) => Promise<void>;

/** Settles when no document of a new window goes on undecided. */
export function holdFirstDocuments(decide: Decide): Promise<unknown> {
  holding ??= browser.then((chromium) => {
    chromium.on('Fetch.requestPaused', (paused) => firstPaused(chromium, paused, decide));
    return chromium.send('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] });
  });
  return holding;
}

export function firstDocumentOf(targetId: string, contents: WebContents): void {
  // Chromium answers nothing about a page while its document is held.
  contents.frames.setMain(targetId);
  guests.set(targetId, { contents, decided: new Set() });
  contents.once('destroyed', () => guests.delete(targetId));
}

/** A request that its own page's debugger sees is decided there. */
export function watched(contents: WebContents, page: CdpSession, { frameId, networkId }: Paused): void {
  if (page.id !== undefined && networkId !== undefined) guests.get(frameId)?.decided.add(networkId);
}

function firstPaused(chromium: CdpSession, paused: Paused, decide: Decide): void {
  const guest = guests.get(paused.frameId);
  if (guest === undefined || guest.decided.has(paused.networkId ?? '')) {
    ignoreFailure(chromium.send('Fetch.continueRequest', { requestId: paused.requestId }));
  } else void decide(guest.contents, chromium, paused);
}
