// Turns what Chromium reports about a page into Electron's events.
import type { CdpSession, Protocol } from './cdp.ts';
import { electronEvent } from './emulated.ts';
import { fromWire } from './schemes.ts';
import type { WebContents } from './web-contents.ts';

const levels: Record<string, string> = { warning: 'warning', error: 'error', assert: 'error', debug: 'debug' };

/** Chromium names its network errors; Electron's events carry Chromium's numbers too. */
const errorCodes: Record<string, number> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_CONNECTION_RESET: -101,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INTERNET_DISCONNECTED: -106,
  ERR_CERT_AUTHORITY_INVALID: -202,
  ERR_UNSAFE_PORT: -312,
  ERR_EMPTY_RESPONSE: -324,
};

export class LoadError extends Error {
  readonly code: string;
  readonly errno: number;
  readonly url: string;

  constructor(netError: string, url: string) {
    const code = netError.replace(/^net::/, '') || 'ERR_FAILED';
    const errno = errorCodes[code] ?? -2;
    super(`${code} (${errno}) loading '${url}'`);
    this.code = code;
    this.errno = errno;
    this.url = url;
  }
}

/** The documents of the main frame, each known by Chromium's loader id. */
export class PageLoads {
  readonly #outcomes = new Map<string, PromiseWithResolvers<void>>();
  readonly #replaced = new Set<string>();
  #current = '';

  finished(loaderId: string): Promise<void> {
    if (this.#replaced.has(loaderId)) return Promise.reject(new LoadError('ERR_ABORTED', ''));
    return this.#outcome(loaderId).promise;
  }

  /** A document took the place of every earlier one. */
  committed(loaderId: string): void {
    this.#replaced.add(this.#current);
    this.#current = loaderId;
    this.abandon(loaderId);
  }

  loaded(loaderId: string): void {
    this.#outcome(loaderId).resolve();
  }

  abandon(except?: string): void {
    for (const [loaderId, outcome] of this.#outcomes) {
      if (loaderId === except) continue;
      outcome.reject(new LoadError('ERR_ABORTED', ''));
      this.#outcomes.delete(loaderId);
    }
  }

  #outcome(loaderId: string): PromiseWithResolvers<void> {
    let outcome = this.#outcomes.get(loaderId);
    if (outcome === undefined) {
      outcome = Promise.withResolvers();
      outcome.promise.catch(() => {}); // whether anyone waits is up to loadURL
      this.#outcomes.set(loaderId, outcome);
    }
    return outcome;
  }
}

export function reportPageEvents(contents: WebContents, page: CdpSession, loads: PageLoads): void {
  const responses = new Map<string, Protocol.Network.Response>();
  const failures = new Map<string, string>();

  // In the order in which Chromium reports them, though some wait for an answer from it.
  let last: Promise<unknown> = Promise.resolve();
  const inOrder = (report: () => unknown): void => {
    last = last
      .then(() => (contents.isDestroyed() ? undefined : report()))
      .catch((error: unknown) => {
        if (!contents.isDestroyed())
          queueMicrotask(() => {
            throw error;
          }); // a listener's error is the app's, not ours
      });
  };
  const isMain = (frameId: string | undefined): boolean => frameId !== undefined && contents.frames.isMain(frameId);

  page.on('Network.responseReceived', ({ loaderId, requestId, type, response }) => {
    if (type === 'Document' && loaderId === requestId) responses.set(loaderId, response);
  });
  page.on('Network.loadingFailed', ({ requestId, type, errorText }) => {
    if (type === 'Document') failures.set(requestId, errorText);
  });

  page.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId !== undefined) return;
    loads.committed(frame.loaderId);
    inOrder(async () => {
      await contents.navigationHistory.refresh(page);
      if (frame.unreachableUrl === undefined) {
        const { status = 200, statusText = 'OK' } = responses.get(frame.loaderId) ?? {};
        contents.committed(fromWire(frame.url + (frame.urlFragment ?? '')));
        contents.emit('did-navigate', electronEvent({}), contents.getURL(), status, statusText);
        contents.emit('did-frame-navigate', electronEvent({}), contents.getURL(), status, statusText, true);
      } else {
        const failure = new LoadError(failures.get(frame.loaderId) ?? '', fromWire(frame.unreachableUrl));
        contents.committed(failure.url);
        contents.emit('did-fail-load', electronEvent({}), failure.errno, failure.code, failure.url, true);
      }
      responses.clear();
      failures.clear();
    });
  });
  page.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
    if (!isMain(frameId)) return;
    inOrder(async () => {
      await contents.navigationHistory.refresh(page);
      contents.committed(fromWire(url));
      contents.emit('did-navigate-in-page', electronEvent({}), contents.getURL(), true);
    });
  });
  page.on('Page.frameStartedLoading', ({ frameId }) => {
    if (isMain(frameId)) inOrder(() => contents.loading(true));
  });
  page.on('Page.frameStoppedLoading', ({ frameId }) => {
    if (isMain(frameId)) inOrder(() => contents.loading(false));
  });
  page.on('Page.lifecycleEvent', ({ frameId, loaderId, name }) => {
    if (!isMain(frameId)) return;
    if (name === 'DOMContentLoaded') inOrder(() => contents.emit('dom-ready', electronEvent({})));
    if (name !== 'load') return;
    inOrder(async () => {
      await contents.navigationHistory.refresh(page);
      contents.titled(contents.navigationHistory.currentTitle());
      contents.emit('did-finish-load');
      loads.loaded(loaderId);
    });
  });

  // No request of these is made that could be held, so they are reported without being preventable.
  page.on('Page.frameRequestedNavigation', ({ frameId, url }) => {
    if (!isMain(frameId) || /^(https?|file|data|blob|about|javascript|chrome|view-source):/.test(url)) return;
    const details = { url, isSameDocument: false, isMainFrame: true, frame: contents.mainFrame };
    contents.emit('will-frame-navigate', electronEvent({ ...details }));
    contents.emit('will-navigate', electronEvent({ ...details }), url, false, true);
  });
  page.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
    const message = args.map(({ value, description }) => String(value ?? description)).join(' ');
    const { lineNumber = 0, url: sourceId = '' } = stackTrace?.callFrames[0] ?? {};
    const level = levels[type] ?? 'info';
    contents.emit(
      'console-message',
      electronEvent({ level, message, lineNumber, sourceId, frame: contents.mainFrame }),
    );
  });
}
