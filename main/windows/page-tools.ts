import type { WebContents } from 'electron';
import type { BarNotice, BarState, IpcRequest } from '../../shared/kiosk/ipc.ts';
import type { Policy } from '../../shared/kiosk/policy.ts';
import { barTexts, type NoticeName } from '../../shared/kiosk/texts/bar.ts';
import type { WindowTrouble } from '../diagnostics/recover-contents.ts';
import type { DownloadFolder, DownloadNews } from '../security/downloads.ts';
import { Paper } from '../security/paper.ts';
import { offerContextMenu } from './context-menu.ts';
import type { Shortcut } from './shortcuts.ts';
import { zoom, zoomOf } from './zoom.ts';

export interface PageToolsDeps {
  readonly printing: Policy['Printing'];
  readonly downloads: DownloadFolder;
  /** What the bar shows of the page is another than before. */
  readonly changed: () => void;
  readonly focusBar: () => void;
}

/** What the bar offers for the page below it: zoom, finding, printing, and what there is to say about all that [K2]. */
export class PageTools {
  readonly #page: WebContents;
  readonly #deps: PageToolsDeps;
  readonly #paper: Paper | undefined;
  #find: BarState['find'] = null;
  #notice: BarNotice | null = null;
  #trouble: BarNotice | null = null;

  constructor(page: WebContents, deps: PageToolsDeps) {
    this.#page = page;
    this.#deps = deps;
    this.#paper = deps.printing === 'printer' ? undefined : new Paper(page);
    offerContextMenu(page);
    page.on('found-in-page', (_event, { activeMatchOrdinal: current, matches, finalUpdate }) => {
      if (finalUpdate) this.#found({ current, matches });
    });
    // What was found is gone with the page in which it was.
    page.on('did-navigate', () => this.#found(null));
  }

  get state(): Pick<BarState, 'zoom' | 'printing' | 'find' | 'notice'> {
    return {
      zoom: zoomOf(this.#page),
      printing: this.#deps.printing !== 'off',
      find: this.#find,
      notice: this.#trouble ?? this.#notice,
    };
  }

  /** Whether the bar has more to show than its one row. */
  get hasMore(): boolean {
    return this.#find !== null || this.#notice !== null || this.#trouble !== null;
  }

  use(shortcut: Shortcut): void {
    if (shortcut === 'find') this.#askWhatToFind();
    else if (shortcut === 'print') void this.print();
    else if (zoom(this.#page, shortcut)) this.#deps.changed();
  }

  find({ text, direction }: IpcRequest<'page.find'>): void {
    if (this.#find === null) return;
    if (text === '') {
      this.#page.stopFindInPage('clearSelection');
      this.#found(null);
    } else {
      // `findNext` begins a new search; the name is Chromium's.
      this.#page.findInPage(text, { forward: direction !== 'previous', findNext: direction === 'first' });
    }
  }

  endFind(): void {
    this.#find = null;
    this.#page.stopFindInPage('keepSelection');
    this.#deps.changed();
    this.#page.focus();
  }

  async print(): Promise<void> {
    if (this.#deps.printing === 'pdf') await this.#saveAsPdf();
    if (this.#deps.printing === 'printer') {
      this.#page.print({}, (success, reason) => {
        // Whoever calls it off knows.
        if (!success && !/cancel/i.test(reason)) this.warn('notPrinted');
      });
    }
  }

  tell(news: DownloadNews): void {
    if (news.is === 'saved') this.#say({ kind: 'information', what: 'saved', about: [news.name, news.folder] });
    else this.warn(news.is, news.name);
  }

  /** @param origin of a page that the list for this application does not have */
  missing(origin: string): void {
    this.warn('missing', origin);
  }

  warn(what: NoticeName, ...about: string[]): void {
    this.#say({ kind: 'warning', what, about });
  }

  /** @param trouble undefined when it is over */
  troubled(trouble: WindowTrouble | undefined): void {
    this.#trouble = trouble ? { kind: 'warning', trouble: trouble.kind, comesBack: trouble.comesBack } : null;
    this.#deps.changed();
  }

  closeNotice(): void {
    if (this.#trouble) this.troubled(undefined);
    else this.#say(null);
    this.#page.focus();
  }

  #say(notice: BarNotice | null): void {
    this.#notice = notice;
    this.#deps.changed();
  }

  #askWhatToFind(): void {
    this.#find = { asked: (this.#find?.asked ?? 0) + 1, found: this.#find?.found ?? null };
    this.#deps.changed();
    this.#deps.focusBar();
  }

  #found(found: NonNullable<BarState['find']>['found']): void {
    if (this.#find === null) return;
    this.#find = { ...this.#find, found };
    this.#deps.changed();
  }

  async #saveAsPdf(): Promise<void> {
    const name = `${this.#page.getTitle() || barTexts.page}.pdf`;
    const toPdf = () => this.#page.printToPDF({ printBackground: true });
    const content = await (this.#paper?.uncoveredFor(toPdf) ?? toPdf()).catch(() => undefined);
    // Its person has gone, and nothing of theirs may come after them.
    if (this.#page.isDestroyed()) return;
    if (content) this.tell(this.#deps.downloads.save(name, content));
    else this.warn('notPrinted');
  }
}
