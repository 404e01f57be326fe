import { setTimeout } from 'node:timers/promises';
import type * as Electron from 'electron';
import type { CdpSession, Protocol } from './cdp.ts';
import { ignoreFailure } from './cdp.ts';
import { EmulatedObject } from './emulated.ts';

type Emulated = 'canGoBack' | 'canGoForward' | 'goBack' | 'goForward' | 'clear';

/** Electron answers synchronously, so the list is fetched with every navigation, before the app hears of it. */
export class NavigationHistory extends EmulatedObject implements Pick<Electron.NavigationHistory, Emulated> {
  #entries: Protocol.Page.NavigationEntry[] = [];
  #index = 0;
  #page: CdpSession | undefined;
  readonly #beforeMove: (url: string) => void;

  constructor(beforeMove: (url: string) => void) {
    super();
    this.#beforeMove = beforeMove;
  }

  async refresh(page: CdpSession): Promise<void> {
    this.#page = page;
    const history = await this.#read(page);
    if (history === undefined) return;
    this.#entries = history.entries;
    this.#index = history.currentIndex;
    // Electron's history begins with the first page that was asked for, Chromium's with about:blank.
    if (this.#entries[0]?.url === 'about:blank' && this.#entries.length > 1) {
      this.#entries = this.#entries.slice(1);
      this.#index -= 1;
    }
  }

  currentTitle(): string {
    return this.#entries[this.#index]?.title ?? '';
  }

  canGoBack(): boolean {
    return this.#index > 0;
  }

  canGoForward(): boolean {
    return this.#index < this.#entries.length - 1;
  }

  goBack(): void {
    this.#move(-1);
  }

  goForward(): void {
    this.#move(1);
  }

  clear(): void {
    this.#entries = this.#entries.slice(this.#index, this.#index + 1);
    this.#index = 0;
    if (this.#page !== undefined) ignoreFailure(this.#page.send('Page.resetNavigationHistory'));
  }

  /** The new document reports itself a little before Chromium's own process has put it in the old one's place. */
  async #read(page: CdpSession): Promise<Protocol.Page.getNavigationHistoryReturnValue | undefined> {
    for (let attempt = 0; attempt < 200; attempt++) {
      try {
        return await page.send('Page.getNavigationHistory');
      } catch (error) {
        if (!String(error).includes('Not attached to an active page')) return undefined;
        await setTimeout(5);
      }
    }
    return undefined;
  }

  #move(by: number): void {
    const entry = this.#entries[this.#index + by];
    if (entry === undefined || this.#page === undefined) return;
    this.#beforeMove(entry.url);
    ignoreFailure(this.#page.send('Page.navigateToHistoryEntry', { entryId: entry.id }));
  }
}
