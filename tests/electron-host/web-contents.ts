import type * as Electron from 'electron';
import { app } from './app.ts';
import { browser } from './browser.ts';
import { type CdpSession, ignoreFailure } from './cdp.ts';
import { EmulatedObject, electronEvent, notEmulated, throwOnceDestroyed } from './emulated.ts';
import { FrameTree, type WebFrameMain } from './frames.ts';
import { NavigationHistory } from './navigation-history.ts';
import { LoadError, PageLoads, reportPageEvents } from './page-events.ts';
import { insertStyle, PageFind, removeStyle } from './page-tools.ts';
import { assertJson } from './page-worlds.ts';
import { openPage, prepareRenderer } from './renderer.ts';
import { interceptRequests } from './requests.ts';
import { Session } from './session.ts';
import { fromWire, toWire } from './schemes.ts';
import type { BaseWindow } from './windows.ts';

type Emulated =
  | 'id'
  | 'close'
  | 'executeJavaScript'
  | 'findInPage'
  | 'focus'
  | 'forcefullyCrashRenderer'
  | 'getTitle'
  | 'getType'
  | 'getURL'
  | 'getZoomFactor'
  | 'insertCSS'
  | 'isCrashed'
  | 'isDestroyed'
  | 'isFocused'
  | 'isLoading'
  | 'loadURL'
  | 'print'
  | 'printToPDF'
  | 'reload'
  | 'removeInsertedCSS'
  | 'send'
  | 'setUserAgent'
  | 'setWebRTCIPHandlingPolicy'
  | 'setZoomFactor'
  | 'stop'
  | 'stopFindInPage';
type OpenRequest = Pick<Electron.HandlerDetails, 'url' | 'frameName' | 'features'>;
type WindowOpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse;

export class WebContents extends EmulatedObject implements Pick<Electron.WebContents, Emulated> {
  static override readonly events: readonly string[] = [
    'before-input-event',
    'console-message',
    'context-menu',
    'destroyed',
    'did-fail-load',
    'did-finish-load',
    'did-frame-navigate',
    'did-navigate',
    'did-navigate-in-page',
    'did-start-loading',
    'did-start-navigation',
    'did-stop-loading',
    'dom-ready',
    'found-in-page',
    'input-event',
    'page-title-updated',
    'preload-error',
    'render-process-gone',
    'unresponsive',
    'responsive',
    'will-attach-webview',
    'will-frame-navigate',
    'will-navigate',
    'will-prevent-unload',
    'will-redirect',
  ];
  static readonly all = new Map<number, WebContents>();
  static #lastId = 0;

  readonly id = ++WebContents.#lastId;
  readonly session: Session;
  readonly preferences: Electron.WebPreferences;
  readonly frames = new FrameTree();
  readonly navigationHistory = new NavigationHistory((url) => this.#expect(url));
  /** Sessions of the page and of its frames in other processes. */
  readonly renderers = new Set<CdpSession>();
  readonly page: Promise<CdpSession>;
  targetId = '';
  /** The window in which a view shows this. */
  window: BaseWindow | null = null;
  readonly #loads = new PageLoads();
  readonly #find = new PageFind();
  /** Addresses the app itself has asked for, whose requests no guard is asked about. */
  readonly #expected = new Set<string>();
  #url = '';
  #title = '';
  #size = { width: 0, height: 0 };
  #zoom = 1;
  #isLoading = false;
  #isCrashed = false;
  #isDestroyed = false;
  #windowOpenHandler: WindowOpenHandler = () => ({ action: 'allow' });
  /** Windows that the page's scripts were allowed, whose targets Chromium is still making. */
  readonly #coming: { readonly guest: WebContents; made(targetId: string): void }[] = [];
  #toldOf = 0;
  readonly isAdopted: boolean;

  /** @param made the target that Chromium makes for a page's new window */
  constructor(preferences: Electron.WebPreferences = {}, made?: Promise<string>) {
    super();
    this.isAdopted = made !== undefined;
    const { nodeIntegration, contextIsolation, sandbox, session, partition } = preferences;
    if (nodeIntegration === true || contextIsolation === false || sandbox === false) {
      throw notEmulated('A web contents without sandbox or context isolation');
    }
    this.preferences = preferences;
    this.session = (session as unknown as Session | undefined) ?? Session.fromPartition(partition ?? '');
    this.session.contents.add(this);
    WebContents.all.set(this.id, this);
    this.page = this.#open(made);
    this.page.catch((error: unknown) => {
      if (!this.#isDestroyed) console.error(error);
    });
    app.emit('web-contents-created', electronEvent({}), this);
  }

  async #open(made?: Promise<string>): Promise<CdpSession> {
    const { page, targetId } = await openPage(this, made);
    this.targetId = targetId;
    reportPageEvents(this, page, this.#loads);
    await prepareRenderer(this, page, true);
    await page.send('Page.setLifecycleEventsEnabled', { enabled: true });
    if (this.session.userAgent !== '') this.setUserAgent(this.session.userAgent, page);
    return page;
  }

  get mainFrame(): WebFrameMain {
    return this.frames.main;
  }

  // -- loading

  async loadURL(url: string, _options?: Electron.LoadURLOptions): Promise<void> {
    const page = await this.page;
    this.#expect(url);
    const { errorText, loaderId } = await page.send('Page.navigate', { url: toWire(url), transitionType: 'typed' });
    this.#expected.delete(withoutFragment(url));
    if (errorText !== undefined && errorText !== 'net::ERR_HTTP_RESPONSE_CODE_FAILURE')
      throw new LoadError(errorText, url);
    if (loaderId === undefined) return; // within the document
    await this.#loads.finished(loaderId).catch(() => {
      throw new LoadError('ERR_ABORTED', url);
    });
  }

  reload(): void {
    this.#expect(this.#url);
    this.#withPage((page) => page.send('Page.reload'));
  }

  stop(): void {
    this.#withPage((page) => page.send('Page.stopLoading'));
  }

  /** Whether a request for the main document is the app's own doing. Each expected address counts once. */
  isOwnNavigation(url: string): boolean {
    return this.#expected.delete(withoutFragment(url));
  }

  #expect(url: string): void {
    this.#expected.add(withoutFragment(fromWire(url)));
  }

  committed(url: string): void {
    this.#url = url === 'about:blank' ? '' : url;
    this.#isCrashed = false;
  }

  loading(isLoading: boolean): void {
    this.#isLoading = isLoading;
    this.emit(isLoading ? 'did-start-loading' : 'did-stop-loading');
  }

  titled(title: string): void {
    if (title === '' || title === this.#title) return;
    // Of a new window's empty document Chromium tells later than its opener writes into it.
    if (title === 'about:blank' && this.#title !== '') return;
    this.#title = title;
    const isAddress = this.#url.endsWith(`//${title}`); // what Chromium shows of a page without a title
    this.emit('page-title-updated', electronEvent({}), title, !isAddress);
  }

  getURL(): string {
    return this.#url;
  }

  getTitle(): string {
    return this.#title;
  }

  isLoading(): boolean {
    return this.#isLoading;
  }

  // -- popups

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler;
  }

  /** A link or form for another window: the app makes its contents and loads them. */
  linkOpens(asked: OpenRequest): void {
    // Chromium tells also of windows that were asked for by script.
    if (this.#toldOf > 0) this.#toldOf -= 1;
    else this.#askToOpen(asked)?.({ webPreferences: {} });
  }

  /** @returns `opener` where the page may make the window, which knows it */
  scriptOpens(asked: OpenRequest): 'opener' | '' {
    const isAlone = /\bno(opener|referrer)\b/.test(asked.features);
    const create = this.#askToOpen(asked);
    if (create === undefined) return '';
    if (isAlone) {
      create({ webPreferences: {} });
      return '';
    }
    const made = Promise.withResolvers<string>();
    this.#toldOf += 1;
    const guest = new WebContents({ session: this.session as unknown as Electron.Session }, made.promise);
    this.#coming.push({ guest, made: made.resolve });
    const contents = create({ webContents: guest } as object);
    if ((contents as unknown) !== guest)
      throw new Error('Invalid webContents. Created window should be connected to it.');
    this.once('destroyed', () => guest.close());
    return 'opener';
  }

  /** @returns the contents for the target, where the page was allowed to have it made */
  opened(targetId: string): WebContents | undefined {
    const next = this.#coming.shift();
    next?.made(targetId);
    return next?.guest;
  }

  #askToOpen({ url, frameName, features }: OpenRequest): Electron.WindowOpenHandlerResponse['createWindow'] {
    const response = this.#windowOpenHandler({
      url: fromWire(url),
      frameName,
      features,
      disposition: 'foreground-tab',
      referrer: { url: this.#url, policy: 'strict-origin-when-cross-origin' },
    });
    if (response.action === 'deny') return undefined;
    if (response.createWindow === undefined) throw notEmulated('A window-open handler without createWindow');
    return response.createWindow;
  }

  // -- messages

  send(channel: string, ...args: unknown[]): void {
    assertJson(args);
    this.#withPage(() => {
      const { mainWorld } = this.frames;
      if (mainWorld !== undefined) this.post({ type: 'event', channel, value: args }, mainWorld);
    });
  }

  /** @param world the execution context of one preload world; a message to one that is gone is lost, as in Electron */
  post(message: object, world: number): void {
    const expression = `ehostReceive(${JSON.stringify(JSON.stringify(message))})`;
    this.#withPage((page) => page.send('Runtime.evaluate', { expression, contextId: world }));
  }

  watchTitle(): void {
    const contextId = this.frames.mainWorld;
    const expression = 'ehostWatchTitle()';
    if (contextId !== undefined) this.#withPage((page) => page.send('Runtime.evaluate', { expression, contextId }));
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const page = await this.page;
    const options = { awaitPromise: true, returnByValue: true, userGesture };
    const { result, exceptionDetails } = await page.send('Runtime.evaluate', { expression: code, ...options });
    if (exceptionDetails === undefined) return result.value as unknown;
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }

  interceptRequests(): void {
    for (const renderer of this.renderers) ignoreFailure(interceptRequests(this, renderer));
  }

  // -- appearance

  resize(size: { width: number; height: number }): void {
    this.#size = size;
    const [width, height] = [size.width, size.height].map((length) => Math.round(length / this.#zoom)) as [
      number,
      number,
    ];
    const metrics = { width, height, deviceScaleFactor: this.#zoom, mobile: false };
    this.#withPage((page) => page.send('Emulation.setDeviceMetricsOverride', metrics));
  }

  setZoomFactor(factor: number): void {
    this.#zoom = factor;
    this.resize(this.#size);
  }

  getZoomFactor(): number {
    return this.#zoom;
  }

  setUserAgent(userAgent: string, page?: CdpSession): void {
    const set = (target: CdpSession) => target.send('Emulation.setUserAgentOverride', { userAgent });
    if (page !== undefined) ignoreFailure(set(page));
    else this.#withPage(set);
  }

  /** Chromium offers a debugger no such choice. */
  setWebRTCIPHandlingPolicy(_policy: Parameters<Electron.WebContents['setWebRTCIPHandlingPolicy']>[0]): void {}

  async printToPDF(): Promise<Buffer> {
    const page = await this.page;
    return Buffer.from((await page.send('Page.printToPDF')).data, 'base64');
  }

  /** No printer and no dialog: somebody calls it off. */
  print(_options?: object, done?: (success: boolean, reason: string) => void): void {
    done?.(false, 'Print job canceled');
  }

  async insertCSS(text: string, _options?: Electron.InsertCSSOptions): Promise<string> {
    return insertStyle(await this.page, this.mainFrame.frameToken, text);
  }

  async removeInsertedCSS(key: string): Promise<void> {
    await removeStyle(await this.page, key);
  }

  findInPage(text: string, options: Electron.FindInPageOptions = {}): number {
    if (text === '') throw new Error('Must provide a non-empty search content');
    const requestId = this.#find.request();
    this.#withPage(async (page) => {
      const found = await this.#find.find(page, text, options, requestId);
      if (found !== undefined && !this.#isDestroyed) this.emit('found-in-page', electronEvent({}), found);
    });
    return requestId;
  }

  stopFindInPage(): void {
    this.#find.stop();
  }

  focus(): void {
    if (this.window === null) return;
    this.window.focusedContents = this;
    this.window.focus();
    this.bringToFront();
  }

  isFocused(): boolean {
    return this.window !== null && this.window.isFocused() && this.window.focusedContents === this;
  }

  bringToFront(): void {
    this.#withPage((page) => page.send('Page.bringToFront'));
  }

  getType(): 'window' {
    return 'window';
  }

  // -- end

  forcefullyCrashRenderer(): void {
    this.#withPage((page) => page.send('Page.crash'));
  }

  crashed(): void {
    this.#isCrashed = true;
    this.#isLoading = false;
    this.emit('render-process-gone', electronEvent({}), { reason: 'crashed', exitCode: 1 });
  }

  isCrashed(): boolean {
    return this.#isCrashed;
  }

  close(): void {
    if (this.#isDestroyed) return;
    this.#withPage(async () => (await browser).send('Target.closeTarget', { targetId: this.targetId }));
    this.destroyed();
  }

  destroyed(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#loads.abandon();
    WebContents.all.delete(this.id);
    this.session.contents.delete(this);
    if (this.window?.focusedContents === this) this.window.focusedContents = null;
    throwOnceDestroyed(this, WebContents.prototype, [], duties);
    this.emit('destroyed');
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  #withPage(use: (page: CdpSession) => unknown): void {
    ignoreFailure(this.page.then(use));
  }
}

/** What only the stand-in asks of contents, also when they are gone. */
const duties = [
  ...['linkOpens', 'opened', 'scriptOpens', 'bringToFront', 'committed', 'crashed', 'destroyed', 'interceptRequests'],
  ...['isOwnNavigation', 'loading', 'post', 'resize', 'titled', 'watchTitle', 'mainFrame'],
];

function withoutFragment(url: string): string {
  return URL.parse(url)?.href.replace(/#.*$/, '') ?? url;
}
