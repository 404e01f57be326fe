import type { WebContents } from 'electron';

/**
 * Keeps a page off paper [K4]. Electron prints when a page calls `window.print()`, asks nobody but the person in front of
 * the system's dialog, and tells the app nothing. Without a script of ours in the page, a style sheet of the user's rank
 * does it, which no page can undo: what the page prints is an empty sheet. It reaches neither a frame that a page
 * prints by itself nor a page that prints before it has been shown; a policy of the content (`sandbox` without
 * `allow-modals`) would, but would also take every question (`confirm`) from the pages of real applications.
 */
const nothingOnPaper = '@media print { :root { display: none !important; } }';

export class Paper {
  readonly #contents: WebContents;
  #sheet: Promise<string | undefined> = Promise.resolve(undefined);

  constructor(contents: WebContents) {
    this.#contents = contents;
    // Each document comes without it.
    contents.on('did-navigate', () => this.#cover());
  }

  /** Lets the work see the page as it prints. */
  async uncoveredFor<T>(work: () => Promise<T>): Promise<T> {
    const covered = this.#sheet;
    const sheet = await covered;
    if (sheet !== undefined) await this.#contents.removeInsertedCSS(sheet).catch(() => {});
    try {
      return await work();
    } finally {
      // Another document, meanwhile, has been covered already.
      if (this.#sheet === covered && !this.#contents.isDestroyed()) this.#cover();
    }
  }

  #cover(): void {
    this.#sheet = this.#contents.insertCSS(nothingOnPaper, { cssOrigin: 'user' }).catch(() => undefined);
  }
}
