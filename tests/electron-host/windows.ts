// Windows and views are bookkeeping: each web contents is a headless page of the size its view has been given.
import type * as Electron from 'electron';
import { app, openWindows } from './app.ts';
import { EmulatedObject, electronEvent, emulated, throwOnceDestroyed } from './emulated.ts';
import { display } from './services.ts';
import { WebContents } from './web-contents.ts';

type EmulatedView = 'getBounds' | 'getVisible' | 'setBackgroundColor' | 'setBounds' | 'setVisible';
type EmulatedWindow =
  | 'close'
  | 'destroy'
  | 'focus'
  | 'getBounds'
  | 'getContentBounds'
  | 'getContentSize'
  | 'getNormalBounds'
  | 'getTitle'
  | 'hide'
  | 'id'
  | 'isDestroyed'
  | 'isFocused'
  | 'isFullScreen'
  | 'isKiosk'
  | 'isMaximized'
  | 'isMinimized'
  | 'isVisible'
  | 'maximize'
  | 'minimize'
  | 'removeMenu'
  | 'restore'
  | 'setBounds'
  | 'setFullScreen'
  | 'setKiosk'
  | 'setMenuBarVisibility'
  | 'setTitle'
  | 'show'
  | 'unmaximize';

export class View extends EmulatedObject implements Pick<Electron.View, EmulatedView> {
  static override readonly events: readonly string[] = [];
  children: View[] = [];
  #bounds: Electron.Rectangle = { x: 0, y: 0, width: 0, height: 0 };
  #isVisible = true;
  #window: BaseWindow | null = null;

  addChildView(view: View, index = this.children.length): void {
    this.removeChildView(view); // adding again moves to the front
    this.children.splice(index, 0, view);
    view.enterWindow(this.#window);
  }

  removeChildView(view: View): void {
    if (!this.children.includes(view)) return;
    this.children = this.children.filter((child) => child !== view);
    view.enterWindow(null);
  }

  enterWindow(window: BaseWindow | null): void {
    this.#window = window;
    for (const child of this.children) child.enterWindow(window);
  }

  setBounds(bounds: Electron.Rectangle): void {
    this.#bounds = { ...bounds };
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }

  setVisible(visible: boolean): void {
    this.#isVisible = visible;
  }

  getVisible(): boolean {
    return this.#isVisible;
  }

  setBackgroundColor(): void {}
}

export class WebContentsView extends View {
  readonly #contents: WebContents;

  /** Undefined once they are destroyed, whatever Electron's declarations say. */
  get webContents(): WebContents {
    return (this.#contents.isDestroyed() ? undefined : this.#contents) as WebContents;
  }

  constructor({ webPreferences, webContents }: Electron.WebContentsViewConstructorOptions = {}) {
    super();
    this.#contents = (webContents as unknown as WebContents | undefined) ?? new WebContents(webPreferences);
  }

  override enterWindow(window: BaseWindow | null): void {
    super.enterWindow(window);
    this.#contents.window = window;
  }

  override setBounds(bounds: Electron.Rectangle): void {
    super.setBounds(bounds);
    if (bounds.width > 0 && bounds.height > 0) this.#contents.resize(bounds);
  }

  /** What is hidden cannot have the keyboard, and does not get it back by itself. */
  override setVisible(visible: boolean): void {
    super.setVisible(visible);
    const { window } = this.#contents;
    if (!visible && window?.focusedContents === this.#contents) window.focusedContents = null;
  }
}

export class BaseWindow extends EmulatedObject implements Pick<Electron.BaseWindow, EmulatedWindow> {
  static override readonly events: readonly string[] = [
    'blur',
    'close',
    'closed',
    'focus',
    'maximize',
    'move',
    'resize',
    'session-end', // Windows only
    'show',
    'unmaximize',
  ];
  static readonly #all = new Map<number, BaseWindow>();
  static #focused: BaseWindow | null = null;
  static #lastId = 0;

  static getAllWindows(): BaseWindow[] {
    return [...BaseWindow.#all.values()];
  }

  static getFocusedWindow(): BaseWindow | null {
    return BaseWindow.#focused;
  }

  static fromId(id: number): BaseWindow | null {
    return BaseWindow.#all.get(id) ?? null;
  }

  readonly id = ++BaseWindow.#lastId;
  contentView = new View();
  /** Which of its contents has the keyboard while the window has the focus. */
  focusedContents: WebContents | null = null;
  #bounds: Electron.Rectangle;
  /** Where the window returns to when it is no longer maximized or full screen. */
  #normalBounds: Electron.Rectangle;
  #title: string;
  #isVisible = false;
  #isMinimized = false;
  #isMaximized = false;
  #isFullScreen = false;
  #isDestroyed = false;

  constructor(options: Electron.BaseWindowConstructorOptions = {}) {
    super();
    const { x = 0, y = 0, width = 800, height = 600, title = app.name } = options;
    this.#bounds = this.#normalBounds = { x, y, width, height };
    this.#title = title;
    this.contentView.enterWindow(this);
    BaseWindow.#all.set(this.id, this);
    openWindows.add(this);
    if (options.kiosk === true || options.fullscreen === true) this.setFullScreen(true);
    if (options.show !== false) this.show();
  }

  show(): void {
    if (this.#isDestroyed) return;
    this.#isVisible = true;
    this.emit('show');
    this.focus();
  }

  hide(): void {
    this.#isVisible = false;
    this.#blur();
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  focus(): void {
    if (this.#isDestroyed || !this.#isVisible || this.isFocused()) return;
    if (BaseWindow.#focused !== null) BaseWindow.#focused.#blur();
    BaseWindow.#focused = this;
    this.#isMinimized = false;
    this.focusedContents?.bringToFront();
    this.emit('focus', electronEvent({}));
  }

  isFocused(): boolean {
    return BaseWindow.#focused === this;
  }

  #blur(): void {
    if (!this.isFocused()) return;
    BaseWindow.#focused = null;
    this.emit('blur', electronEvent({}));
  }

  close(): void {
    if (!this.#isDestroyed && this.mayClose()) this.destroy();
  }

  mayClose(): boolean {
    const event = electronEvent({});
    this.emit('close', event);
    return !event.defaultPrevented;
  }

  /** The views' web contents live on, as in Electron. */
  destroy(): void {
    if (this.#isDestroyed) return;
    this.#blur();
    this.#isDestroyed = true;
    this.#isVisible = false;
    BaseWindow.#all.delete(this.id);
    openWindows.delete(this);
    const { contentView } = this;
    throwOnceDestroyed(this, BaseWindow.prototype, ['id', 'contentView']);
    this.emit('closed');
    contentView.enterWindow(null);
    if (openWindows.size === 0) app.lastWindowClosed();
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#normalBounds = { ...this.#bounds, ...bounds };
    this.#moveTo(this.#normalBounds);
  }

  getNormalBounds(): Electron.Rectangle {
    return { ...this.#normalBounds };
  }

  getContentBounds(): Electron.Rectangle {
    return this.getBounds();
  }

  getContentSize(): number[] {
    return [this.#bounds.width, this.#bounds.height];
  }

  minimize(): void {
    this.#isMinimized = true;
    this.#blur();
  }

  restore(): void {
    this.#isMinimized = false;
    this.#isMaximized = false;
    this.#moveTo(this.#normalBounds);
  }

  isMinimized(): boolean {
    return this.#isMinimized;
  }

  /** Shows the window too, as Electron does. */
  maximize(): void {
    if (!this.#isVisible) this.show();
    this.#isMaximized = true;
    this.#moveTo(display.workArea);
    this.emit('maximize');
  }

  unmaximize(): void {
    if (!this.#isMaximized) return;
    this.#isMaximized = false;
    this.#moveTo(this.#normalBounds);
    this.emit('unmaximize');
  }

  isMaximized(): boolean {
    return this.#isMaximized;
  }

  setFullScreen(fullScreen: boolean): void {
    this.#isFullScreen = fullScreen;
    this.#moveTo(fullScreen ? display.bounds : this.#normalBounds);
  }

  isFullScreen(): boolean {
    return this.#isFullScreen;
  }

  // On Windows and Linux, Electron's kiosk mode is full screen and nothing else.
  setKiosk(kiosk: boolean): void {
    this.setFullScreen(kiosk);
  }

  isKiosk(): boolean {
    return this.#isFullScreen;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  getTitle(): string {
    return this.#title;
  }

  removeMenu(): void {}
  setMenuBarVisibility(): void {}

  #moveTo(bounds: Electron.Rectangle): void {
    const { x, y, width, height } = this.#bounds;
    this.#bounds = { ...bounds };
    if (x !== bounds.x || y !== bounds.y) this.emit('move');
    if (width !== bounds.width || height !== bounds.height) this.emit('resize');
  }
}

/** Playwright asks for the window of a page. Electron answers so for views too, which belong to no BrowserWindow. */
export const BrowserWindow = emulated('BrowserWindow', { fromWebContents: (_contents: unknown) => null });
