// Finding, style sheets of the app, and what a context menu is asked with: what Chromium does for Electron below the
// debugger's protocol, done with what the protocol has.
import type * as Electron from 'electron';
import type { CdpSession } from './cdp.ts';

/** Finds in the text of the main frame. It knows how many and which, and selects nothing. */
export class PageFind {
  #text = '';
  #requests = 0;
  #current = 0;

  /** @returns what `found-in-page` tells; undefined where another search has overtaken this one */
  async find(
    page: CdpSession,
    text: string,
    { forward = true, findNext = false }: Electron.FindInPageOptions,
    requestId: number,
  ): Promise<Electron.FoundInPageResult | undefined> {
    const isNew = findNext || text !== this.#text;
    this.#text = text;
    const expression = `document.body.innerText.toLowerCase().split(${JSON.stringify(text.toLowerCase())}).length - 1`;
    const { result } = await page.send('Runtime.evaluate', { expression, returnByValue: true });
    if (requestId !== this.#requests) return undefined;
    const matches = Number(result.value);
    const step = forward ? 1 : -1;
    const next = isNew ? 1 : ((this.#current - 1 + step + matches) % matches) + 1;
    this.#current = matches === 0 ? 0 : next;
    const selectionArea = { x: 0, y: 0, width: 0, height: 0 };
    return { requestId, activeMatchOrdinal: this.#current, matches, selectionArea, finalUpdate: true };
  }

  request(): number {
    return ++this.#requests;
  }

  stop(): void {
    this.#requests += 1;
    this.#text = '';
    this.#current = 0;
  }
}

/** As the inspector's own style sheet: no policy of the page's content keeps it out. Its rank is the page's, though. */
export async function insertStyle(page: CdpSession, frameId: string, text: string): Promise<string> {
  await page.send('DOM.enable');
  await page.send('CSS.enable');
  const { styleSheetId } = await page.send('CSS.createStyleSheet', { frameId, force: true });
  await page.send('CSS.setStyleSheetText', { styleSheetId, text });
  return styleSheetId;
}

export async function removeStyle(page: CdpSession, styleSheetId: string): Promise<void> {
  await page.send('CSS.setStyleSheetText', { styleSheetId, text: '' });
}
