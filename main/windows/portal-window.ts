import type { BaseWindow, WebContents } from 'electron';
import { deskTexts } from '../../shared/kiosk/texts/desk.ts';
import { registerSender } from '../ipc/register.ts';
import { deskAddress, type DeskProblem, troubleAddress } from '../security/kiosk-scheme.ts';
import { loadChecked } from '../security/navigation-guard.ts';
import { atPortal } from '../security/origins.ts';
import { webPartition } from '../security/partitions.ts';
import type { WindowTrouble } from '../diagnostics/recover-contents.ts';
import { offerContextMenu } from './context-menu.ts';
import { watchShortcuts } from './shortcuts.ts';
import type { Stage } from './stage.ts';
import { closeContents, createView, giveKeyboard, load, type ShellView } from './view.ts';
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
  #open: { readonly window: BaseWindow; page: ShellView } | undefined;
  /** Lies over the portal's page while that has trouble. */
  #trouble: ShellView | undefined;
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
    const { window, page } = this.#open ?? this.#create();
    this.#deps.stage.bring(window);
    giveKeyboard(page);
  }

  /** Whom the page shows as signed in, as it last said. */
  shows: string | undefined;

  /** Has the page show this person; it starts anew unless it already does. */
  showPerson(username: string): void {
    if (this.#open && this.shows !== username) load(this.#open.page, this.#deps.portal);
  }

  /** Path of the portal's page, if that is what shows. */
  get path(): string | undefined {
    const contents = this.#open?.page.contents;
    const address = contents === undefined || contents.isDestroyed() ? '' : contents.getURL();
    if (this.#desk !== undefined || !URL.canParse(address)) return undefined;
    const { origin, pathname, search } = new URL(address);
    return origin === this.origin ? `${pathname}${search}` : undefined;
  }

  /** Goes to a path of the portal's, and nowhere else. */
  goTo(path: string): void {
    const address = atPortal(path, this.#deps.portal);
    if (this.#open && address !== undefined) load(this.#open.page, address);
  }

  /** Takes everything of the person off the screen at once, also what is still painted while the desk is loading. */
  showDesk(problem?: DeskProblem): void {
    const address = deskAddress(problem, new URL(this.#deps.portal).host);
    // Once said is enough: who listens to the screen would hear it again with every try.
    if (this.#desk === address && this.#open) return;
    this.#desk = address;
    this.shows = undefined;
    if (this.#open === undefined) return this.#deps.stage.bring(this.#create().window);
    const { window, page } = this.#open;
    window.setTitle(deskTexts.title);
    this.#troubled(undefined);
    void this.#replacePage(page, address);
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
    if (this.#open) void this.#replacePage(this.#open.page, new URL(path, this.#deps.portal).href);
    this.show();
  }

  /** Runs a script at an address in this tab, which has storage that no other sees. Nothing of it shows. */
  async lookInside(address: string, script: string): Promise<unknown> {
    const { page } = this.#open ?? this.#create();
    this.#replacements += 1;
    page.view.setVisible(false);
    try {
      await loadChecked(page.contents, address);
      return (await page.contents.executeJavaScript(script)) as unknown;
    } finally {
      if (this.#desk !== undefined) await this.#replacePage(page, this.#desk);
    }
  }

  /** The view shows again when the new page has taken the place of the old one, which cannot be gone back to. */
  async #replacePage({ view, contents }: ShellView, address: string): Promise<void> {
    // A page that has closed itself is replaced by a view that loads what is to show.
    if (contents.isDestroyed()) return;
    const replacement = ++this.#replacements;
    view.setVisible(false);
    await loadChecked(contents, address).catch(() => {});
    if (contents.isDestroyed() || replacement !== this.#replacements) return;
    contents.navigationHistory.clear();
    // Only now: Electron sets no zoom where a crash has left no page.
    contents.setZoomFactor(1);
    view.setVisible(true);
    // A view that was hidden has lost the keyboard; scanners and keys would reach nothing.
    if (this.#open?.page.contents === contents && this.#open.window.isFocused()) contents.focus();
  }

  /** Shows over the portal's page what is wrong with it; at the desk nobody needs to know. */
  troubleAt(contents: WebContents, trouble: WindowTrouble | undefined): void {
    if (this.#open?.page.contents === contents && this.#desk === undefined) this.#troubled(trouble);
  }

  #troubled(trouble: WindowTrouble | undefined): void {
    const before = this.#trouble;
    this.#trouble = undefined;
    if (before) {
      this.#open?.window.contentView.removeChildView(before.view);
      void closeContents(before);
    }
    if (!trouble || !this.#open) return;
    const { window } = this.#open;
    this.#trouble = createView({ kind: 'desk' }, { partition: webPartition });
    const { width, height } = window.getContentBounds();
    this.#trouble.view.setBounds({ x: 0, y: 0, width, height });
    window.contentView.addChildView(this.#trouble.view);
    load(this.#trouble, troubleAddress(trouble));
  }

  #create(): { readonly window: BaseWindow; page: ShellView } {
    const { stage } = this.#deps;
    const window = stage.create('portal', deskTexts.title);
    window.on('resize', () => layOut(window));
    // Electron leaves the contents of a closed window's views alive.
    window.on('closed', () => {
      const views = [open.page, this.#trouble];
      this.#open = this.#trouble = undefined;
      for (const each of views) if (each) void closeContents(each);
    });
    window.on('focus', () => {
      if (!open.page.contents.isDestroyed() && !open.page.contents.isFocused()) open.page.contents.focus();
    });
    const open = { window, page: this.#createPage(window) };
    this.#open = open;
    load(open.page, this.#desk ?? this.#deps.portal);
    return open;
  }

  #createPage(window: BaseWindow): ShellView {
    const { preload, pageMoved } = this.#deps;
    const page = createView({ kind: 'portal' }, { partition: webPartition, preload });
    const { view, contents } = page;
    registerSender(contents, { sender: 'portal', origin: this.origin });
    window.contentView.addChildView(view, 0);
    layOut(window);
    offerContextMenu(contents);
    watchShortcuts(contents, (shortcut) => {
      if (shortcut !== 'find' && shortcut !== 'print') zoom(contents, shortcut);
    });
    contents.on('page-title-updated', (_event, title) => {
      if (this.#desk === undefined && !window.isDestroyed()) window.setTitle(title);
    });
    contents.on('did-navigate', pageMoved);
    contents.on('did-navigate-in-page', pageMoved);
    contents.on('destroyed', () => {
      if (this.#open?.page === page && !window.isDestroyed()) this.#renew(this.#open);
    });
    return page;
  }

  /** The page has closed itself, and takes neither the window nor the desk with it. */
  #renew(open: { readonly window: BaseWindow; page: ShellView }): void {
    open.window.contentView.removeChildView(open.page.view);
    this.shows = undefined;
    this.#replacements += 1;
    open.page = this.#createPage(open.window);
    load(open.page, this.#desk ?? this.#deps.portal);
    if (open.window.isFocused()) giveKeyboard(open.page);
  }
}

function layOut(window: BaseWindow): void {
  const { width, height } = window.getContentBounds();
  for (const each of window.contentView.children) each.setBounds({ x: 0, y: 0, width, height });
}
