import type { BaseWindow, Rectangle, WebContents } from 'electron';
import type { PortalApplication } from '../../shared/identity/api/identity.ts';
import type { Workspace } from '../../shared/identity/api/session.ts';
import { barChanged, type BarState } from '../../shared/kiosk/ipc.ts';
import { limits } from '../../shared/contract/limits.ts';
import type { Policy } from '../../shared/kiosk/policy.ts';
import { registerSender } from '../ipc/register.ts';
import type { DownloadFolder } from '../security/downloads.ts';
import { barAddress, barOrigin, deskPage, missingAddress } from '../security/kiosk-scheme.ts';
import { type Addresses, belongsTo } from '../security/origins.ts';
import { barPartition, webPartition } from '../security/partitions.ts';
import { PageTools } from './page-tools.ts';
import { roadmapOf } from './roadmap.ts';
import { watchShortcuts } from './shortcuts.ts';
import type { Stage } from './stage.ts';
import { closeContents, createView, giveKeyboard, load, type ShellView } from './view.ts';

const barHeight = 56;
/** Below it, while there is something to find or to say. */
const moreHeight = 48;

interface ManagedWindow {
  readonly application: PortalApplication;
  readonly window: BaseWindow;
  readonly bar: ShellView;
  readonly page: ShellView;
  readonly tools: PageTools;
  /** The window whose page opened this one: a receipt, a report. */
  readonly opener: ManagedWindow | undefined;
  /**
   * Where the page last stood within its application, not on the way through sign-in. Empty where a page opened this window and
   * nothing has come yet.
   */
  address: string;
}

export interface ApplicationWindowsDeps {
  readonly addresses: Pick<Addresses, 'applications'>;
  readonly barPreload: string;
  readonly stage: Stage;
  readonly printing: Policy['Printing'];
  readonly downloads: DownloadFolder;
  /** Called when the page of a managed window has moved, and with it perhaps who is signed in. */
  readonly pageMoved: () => void;
  /** Called when the windows, their places or their pages are others than before. */
  readonly changed: () => void;
}

export interface Opening {
  readonly address?: string;
  readonly bounds?: Partial<Rectangle>;
}

type Creating = {
  readonly [Each in keyof Opening]?: Opening[Each] | undefined;
} & { readonly made?: WebContents | undefined; readonly opener?: ManagedWindow };

/** Its opener writes into it, and no navigation tells of that. */
const emptyDocument = 'about:blank';

type OpenWindow = Workspace['windows'][number];

/**
 * One managed window for each application: the kiosk's bar above the application's page, which cannot reach it [K2]; and
 * those of the same kind that its pages open.
 */
export class ApplicationWindows {
  readonly #deps: ApplicationWindowsDeps;
  readonly #open = new Set<ManagedWindow>();
  readonly #closing = new Set<Promise<void>>();

  constructor(deps: ApplicationWindowsDeps) {
    this.#deps = deps;
  }

  /** Opens the application, or brings its window to the front [O4]. @returns false for one that is not known */
  open(id: string, opening: Opening = {}): boolean {
    const application = this.#deps.addresses.applications.find((each) => each.id === id);
    if (application === undefined) return false;
    // What its page opened last lies above it, and leads back to it.
    const last = [...this.#open].findLast((each) => each.application.id === id);
    if (last && neverCame(last.page)) load(last.page, last.address);
    this.#bring(last ?? this.#createOwn(application, opening));
    return true;
  }

  /** Whether the page with these contents may open one more window. */
  mayOpenFrom(contents: WebContents): boolean {
    const from = this.#with(contents);
    const opened = [...this.#open].filter(({ application, opener }) => opener && application === from?.application);
    return from !== undefined && opened.length < limits.openedWindows;
  }

  /** @param origin which the list for this application does not have */
  missing(contents: WebContents, origin: string): void {
    const managed = this.#with(contents);
    managed?.tools.missing(origin);
    if (managed?.page.contents !== contents || contents.getURL() !== '' || managed.address === emptyDocument) return;
    // Not while Chromium is still asking whether it may go there.
    setImmediate(() => load(managed.page, missingAddress(origin)));
  }

  tooMany(contents: WebContents): void {
    this.toolsOf(contents)?.warn('tooManyWindows');
  }

  /**
   * Opens a window for the page with these contents, of the same application and under a bar of its own.
   * @param made contents that Chromium has made for it, which know their opener; it loads them by itself
   * @returns its contents
   */
  openFrom(contents: WebContents, address: string, made?: WebContents): WebContents {
    const opener = this.#with(contents);
    if (opener === undefined) throw new Error('only a page of an application opens windows');
    const managed = this.#create(opener.application, {
      made,
      opener,
      address: address === emptyDocument ? address : '',
    });
    this.#bring(managed);
    return managed.page.contents;
  }

  closeAll(): void {
    for (const { window } of this.#open) if (!window.isDestroyed()) window.destroy();
  }

  /** Resolves when the pages of closed windows are gone too. */
  async pagesClosed(): Promise<void> {
    await Promise.all(this.#closing);
  }

  /** Tells every bar to ask for its state again. */
  refreshBars(): void {
    for (const managed of this.#open) tellBar(managed);
  }

  /** What the bar with these contents shows of the page below it. */
  barState(contents: WebContents): Omit<BarState, 'name' | 'sites' | 'training' | 'language' | 'clock'> | undefined {
    const managed = this.#with(contents);
    if (managed?.bar.contents !== contents || managed.page.contents.isDestroyed()) return undefined;
    const { application, page, tools, opener } = managed;
    const { id, name, bundled } = application;
    const roadmap = roadmapOf(name, page.contents.getTitle());
    return { application: id, roadmap, origin: originOf(managed), bundled, isOpened: !!opener, ...tools.state };
  }

  /** The window whose bar or page has these contents. */
  toolsOf(contents: WebContents): PageTools | undefined {
    return this.#with(contents)?.tools;
  }

  /**
   * Where a file from these contents is told of. A window that its page opened for that file alone has nothing to show
   * and goes, as in any browser.
   */
  toolsForFile(contents: WebContents): PageTools | undefined {
    const managed = this.#with(contents);
    if (managed?.opener === undefined || managed.address !== '') return managed?.tools;
    // Not while Chromium is still asking about the file.
    setImmediate(() => managed.window.isDestroyed() || managed.window.destroy());
    return managed.opener.tools;
  }

  /** Closes the window with this bar, if a page opened it. */
  closeOpened(bar: WebContents): void {
    const managed = this.#with(bar);
    if (managed?.opener) managed.window.close();
  }

  /** The windows on the screen, in the order in which they were opened, for their user to come back to [T4]. */
  list(): OpenWindow[] {
    const isOnScreen = ({ window }: ManagedWindow) => this.#deps.stage.shows(window);
    const opened = (by: ManagedWindow): ManagedWindow[] => [...this.#open].filter(({ opener }) => opener === by);
    const isReached = (each: ManagedWindow): boolean => isOnScreen(each) || opened(each).some(isReached);
    const places = [...this.#open]
      .filter((each) => each.opener === undefined && isReached(each))
      .map(({ application, window, address }) => ({
        application: application.id,
        address: address.length <= limits.comeBack.addressCharacters ? address : application.address,
        bounds: window.getNormalBounds(),
      }));
    return places.slice(0, limits.comeBack.windows);
  }

  #with(contents: WebContents): ManagedWindow | undefined {
    return [...this.#open].find(({ bar, page }) => [bar.contents, page.contents].includes(contents));
  }

  #bring({ window, page }: ManagedWindow): void {
    this.#deps.stage.bring(window);
    giveKeyboard(page);
    this.#deps.changed();
  }

  #createOwn(application: PortalApplication, { address = application.address, bounds }: Opening): ManagedWindow {
    const managed = this.#create(application, { bounds, address });
    load(managed.page, address);
    return managed;
  }

  #create(application: PortalApplication, { address = '', bounds, made, opener }: Creating): ManagedWindow {
    const { stage, printing, downloads } = this.#deps;
    const window = stage.create(application.id, application.name, bounds, opener?.window);
    const page = createView({ kind: 'page', application: application.id }, { partition: webPartition }, made);
    const bar = createView({ kind: 'bar' }, { partition: barPartition, preload: this.#deps.barPreload });
    registerSender(bar.contents, { sender: 'bar', origin: barOrigin });
    window.contentView.addChildView(page.view);
    window.contentView.addChildView(bar.view);
    const tools: PageTools = new PageTools(page.contents, {
      printing,
      downloads,
      changed: () => {
        // A file can arrive after its window has gone.
        if (window.isDestroyed()) return;
        layOut(managed);
        tellBar(managed);
      },
      focusBar: () => giveKeyboard(bar),
    });
    const managed: ManagedWindow = { application, window, bar, page, tools, opener, address };
    layOut(managed);
    for (const { contents } of [bar, page]) watchShortcuts(contents, (shortcut) => tools.use(shortcut));
    this.#open.add(managed);
    this.#watch(managed);
    load(bar, barAddress);
    this.#deps.changed();
    return managed;
  }

  #watch(managed: ManagedWindow): void {
    const { application, window, bar, page } = managed;
    const { changed, pageMoved } = this.#deps;
    const moved = () => {
      // Its window may have gone before it.
      if (window.isDestroyed()) return;
      const address = page.contents.getURL();
      if (address !== '' && (managed.opener || belongsTo(address, application))) managed.address = address;
      tellBar(managed);
      pageMoved();
      changed();
    };
    page.contents.on('did-navigate', moved);
    page.contents.on('did-navigate-in-page', moved);
    page.contents.on('page-title-updated', (_event, title) => {
      if (window.isDestroyed()) return;
      window.setTitle(title);
      moved();
    });
    window.on('resize', () => {
      layOut(managed);
      changed();
    });
    window.on('move', changed);
    // Electron leaves the contents of a closed window's views alive.
    window.on('closed', () => {
      this.#open.delete(managed);
      for (const each of this.#open) if (each.opener === managed) each.window.destroy();
      const closing = Promise.all([bar, page].map(closeContents)).then(
        () => void this.#closing.delete(closing),
        // Whether a page is still there is asked again when the desk is checked; this set only waits.
        () => void this.#closing.delete(closing),
      );
      this.#closing.add(closing);
      changed();
    });
    for (const { contents } of [bar, page]) {
      // A page may close itself; a window without it or without its bar is of no use.
      contents.on('destroyed', () => {
        if (!window.isDestroyed()) window.destroy();
      });
    }
    window.on('focus', () => {
      const views = [bar, page].filter(({ contents }) => !contents.isDestroyed());
      if (!views.some(({ contents }) => contents.isFocused())) giveKeyboard(page);
    });
  }
}

/** Nothing but the shell's own page has shown, which says why. */
function neverCame({ contents }: ShellView): boolean {
  return !contents.isDestroyed() && contents.getURL().startsWith(deskPage);
}

/** Where the page comes from. A document that its opener writes comes from there. */
function originOf({ page, opener }: ManagedWindow): string {
  const address = page.contents.isDestroyed() ? '' : page.contents.getURL();
  const origin = URL.canParse(address) ? new URL(address).origin : 'null';
  return origin === 'null' && opener ? originOf(opener) : origin.replace('null', '');
}

function tellBar({ bar: { contents } }: ManagedWindow): void {
  if (!contents.isDestroyed()) contents.send(barChanged);
}

function layOut({ window, bar, page, tools }: ManagedWindow): void {
  const { width, height } = window.getContentBounds();
  const top = tools.hasMore ? barHeight + moreHeight : barHeight;
  bar.view.setBounds({ x: 0, y: 0, width, height: top });
  page.view.setBounds({ x: 0, y: top, width, height: Math.max(0, height - top) });
}
