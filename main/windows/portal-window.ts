import { BaseWindow, type WebContentsView } from 'electron';
import { deskTexts } from '../../shared/texts/desk.ts';
import type { KioskHold } from '../kiosk-mode/kiosk-hold.ts';
import { registerSender } from '../ipc/register.ts';
import { deskAddress, type DeskProblem } from '../security/kiosk-scheme.ts';
import { loadChecked } from '../security/navigation-guard.ts';
import { atPortal } from '../security/origins.ts';
import { webPartition } from '../security/partitions.ts';
import { createView, load } from './view.ts';

export interface PortalWindowDeps {
  readonly portal: string;
  readonly preload: string;
  /** The portal's page stands at another address. */
  readonly pageMoved: () => void;
  readonly hold: Pick<KioskHold, 'frame' | 'keep'>;
}

/**
 * The window with the portal. Closed, it is made again when somebody asks for the portal [O6]. Between two people it
 * shows the shell's own page (the desk) and no other.
 */
export class PortalWindow {
  readonly #deps: PortalWindowDeps;
  #open: { window: BaseWindow; view: WebContentsView } | undefined;
  /** The desk's address while that is what shows. */
  #desk: string | undefined;
  /** Only the last of several loads may show what it has loaded. */
  #replacements = 0;

  constructor(deps: PortalWindowDeps) {
    this.#deps = deps;
  }

  get origin(): string {
    return new URL(this.#deps.portal).origin;
  }

  show(): void {
    const { window } = this.#open ?? this.#create();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  /** Whom the page shows as signed in, as it last said. */
  shows: string | undefined;

  /** Has the page show this person; it starts anew unless it already does. */
  showPerson(username: string): void {
    if (this.#open && this.shows !== username) load(this.#open.view, this.#deps.portal);
  }

  /** Path of the portal's page, if that is what shows. */
  get path(): string | undefined {
    const address = this.#open?.view.webContents.getURL() ?? '';
    if (this.#desk !== undefined || !URL.canParse(address)) return undefined;
    const { origin, pathname, search } = new URL(address);
    return origin === this.origin ? `${pathname}${search}` : undefined;
  }

  /** Goes to a path of the portal's, and nowhere else. */
  goTo(path: string): void {
    const address = atPortal(path, this.#deps.portal);
    if (this.#open && address !== undefined) load(this.#open.view, address);
  }

  /** Takes everything of the person off the screen at once, also what is still painted while the desk is loading. */
  showDesk(problem?: DeskProblem): void {
    const address = deskAddress(problem, new URL(this.#deps.portal).host);
    // Once said is enough: who listens to the screen would hear it again with every try.
    if (this.#desk === address && this.#open) return;
    this.#desk = address;
    this.shows = undefined;
    if (this.#open === undefined) return void this.#create();
    this.#open.window.setTitle(deskTexts.title);
    void this.#replacePage(this.#open.view, address);
  }

  /** Shows the portal for the first time. @param path where it does not begin at its beginning */
  begin(path: string | undefined): void {
    if (this.#open) return this.leaveDesk(path ?? '/');
    this.show();
    if (path !== undefined) this.goTo(path);
  }

  /** Lets people in again. */
  leaveDesk(path: string): void {
    this.#desk = undefined;
    if (this.#open) void this.#replacePage(this.#open.view, new URL(path, this.#deps.portal).href);
    this.show();
  }

  /** Runs a script at an address in this tab, which has storage that no other sees. Nothing of it shows. */
  async lookInside(address: string, script: string): Promise<unknown> {
    const { view } = this.#open ?? this.#create();
    this.#replacements += 1;
    view.setVisible(false);
    try {
      await loadChecked(view.webContents, address);
      return (await view.webContents.executeJavaScript(script)) as unknown;
    } finally {
      if (this.#desk !== undefined) await this.#replacePage(view, this.#desk);
    }
  }

  /** The view shows again when the new page has taken the place of the old one, which cannot be gone back to. */
  async #replacePage(view: WebContentsView, address: string): Promise<void> {
    const replacement = ++this.#replacements;
    view.setVisible(false);
    const { webContents } = view;
    await loadChecked(webContents, address).catch(() => {});
    if (webContents.isDestroyed() || replacement !== this.#replacements) return;
    webContents.navigationHistory.clear();
    view.setVisible(true);
  }

  #create(): { window: BaseWindow; view: WebContentsView } {
    const { portal, preload, pageMoved, hold } = this.#deps;
    const size = { width: 1200, height: 800, minWidth: 480, minHeight: 400 };
    const window = new BaseWindow({ ...size, title: deskTexts.title, ...hold.frame });
    hold.keep(window, 'portal');
    const view = createView({ kind: 'portal' }, { partition: webPartition, preload });
    registerSender(view.webContents, { sender: 'portal', origin: this.origin });
    window.contentView.addChildView(view);
    const layOut = () => {
      const { width, height } = window.getContentBounds();
      view.setBounds({ x: 0, y: 0, width, height });
    };
    layOut();
    window.on('resize', layOut);
    view.webContents.on('page-title-updated', (_event, title) => {
      if (this.#desk === undefined) window.setTitle(title);
    });
    view.webContents.on('did-navigate', pageMoved);
    view.webContents.on('did-navigate-in-page', pageMoved);
    // Electron leaves the contents of a closed window's views alive.
    window.on('closed', () => {
      this.#open = undefined;
      view.webContents.close();
    });
    this.#open = { window, view };
    load(view, this.#desk ?? portal);
    return this.#open;
  }
}
