import type { BaseWindow, WebContents, WebContentsView } from 'electron';
import { deskTexts } from '../../shared/texts/desk.ts';
import { registerSender } from '../ipc/register.ts';
import { deskAddress, type DeskProblem, troubleAddress } from '../security/kiosk-scheme.ts';
import { loadChecked } from '../security/navigation-guard.ts';
import { atPortal } from '../security/origins.ts';
import { webPartition } from '../security/partitions.ts';
import type { WindowTrouble } from '../diagnostics/recover-contents.ts';
import { offerContextMenu } from './context-menu.ts';
import { watchShortcuts } from './shortcuts.ts';
import type { Stage } from './stage.ts';
import { closeContents, createView, load } from './view.ts';
import { zoom } from './zoom.ts';

export interface PortalWindowDeps {
  readonly portal: string;
  readonly preload: string;
  readonly stage: Stage;
  /** The portal's page stands at another address. */
  readonly pageMoved: () => void;
}

/**
 * The window with the portal. Closed, it is made again when somebody asks for the portal [O6]. Between two people it
 * shows the shell's own page (the desk) and no other.
 */
export class PortalWindow {
  readonly #deps: PortalWindowDeps;
  #open: { window: BaseWindow; view: WebContentsView } | undefined;
  /** Lies over the portal's page while that has trouble. */
  #trouble: WebContentsView | undefined;
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
    this.#deps.stage.bring(window);
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
    if (this.#open === undefined) return this.#deps.stage.bring(this.#create().window);
    const { window, view } = this.#open;
    window.setTitle(deskTexts.title);
    this.#troubled(undefined);
    void this.#replacePage(view, address);
    if (!window.isVisible()) this.#deps.stage.bring(window);
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
    // Only now: Electron sets no zoom where a crash has left no page.
    webContents.setZoomFactor(1);
    view.setVisible(true);
  }

  /** Shows over the portal's page what is wrong with it; at the desk nobody needs to know. */
  troubleAt(contents: WebContents, trouble: WindowTrouble | undefined): void {
    if (this.#open?.view.webContents === contents && this.#desk === undefined) this.#troubled(trouble);
  }

  #troubled(trouble: WindowTrouble | undefined): void {
    const before = this.#trouble;
    this.#trouble = undefined;
    if (before) {
      this.#open?.window.contentView.removeChildView(before);
      void closeContents(before);
    }
    if (!trouble || !this.#open) return;
    const { window } = this.#open;
    this.#trouble = createView({ kind: 'desk' }, { partition: webPartition });
    const { width, height } = window.getContentBounds();
    this.#trouble.setBounds({ x: 0, y: 0, width, height });
    window.contentView.addChildView(this.#trouble);
    load(this.#trouble, troubleAddress(trouble));
  }

  #create(): { window: BaseWindow; view: WebContentsView } {
    const { portal, preload, pageMoved, stage } = this.#deps;
    const window = stage.create('portal', deskTexts.title);
    const view = createView({ kind: 'portal' }, { partition: webPartition, preload });
    registerSender(view.webContents, { sender: 'portal', origin: this.origin });
    window.contentView.addChildView(view);
    const layOut = () => {
      const { width, height } = window.getContentBounds();
      for (const each of window.contentView.children) each.setBounds({ x: 0, y: 0, width, height });
    };
    layOut();
    offerContextMenu(view.webContents);
    watchShortcuts(view.webContents, (shortcut) => {
      if (shortcut !== 'find' && shortcut !== 'print') zoom(view.webContents, shortcut);
    });
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
      this.#trouble?.webContents.close();
      this.#trouble = undefined;
    });
    this.#open = { window, view };
    load(view, this.#desk ?? portal);
    return this.#open;
  }
}
