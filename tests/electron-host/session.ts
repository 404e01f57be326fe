import type * as Electron from 'electron';
import { browser } from './browser.ts';
import { type CdpSession, ignoreFailure } from './cdp.ts';
import { createCookies } from './cookies.ts';
import { EmulatedObject, emulated, notEmulated } from './emulated.ts';
import { decidePermissions, type PermissionHandlers } from './permissions.ts';
import { addScheme, toWire } from './schemes.ts';
import type { WebContents } from './web-contents.ts';
import { WebRequest } from './web-request.ts';

type ProtocolHandler = (request: Request) => Response | Promise<Response>;
type Emulated =
  | 'clearAuthCache'
  | 'clearCache'
  | 'clearData'
  | 'clearStorageData'
  | 'closeAllConnections'
  | 'fetch'
  | 'isPersistent'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setUserAgent';
type Storages = NonNullable<Electron.ClearStorageDataOptions['storages']>;

const storageTypes = {
  cachestorage: 'cache_storage',
  cookies: 'cookies',
  filesystem: 'file_systems',
  indexdb: 'indexeddb',
  localstorage: 'local_storage',
  serviceworkers: 'service_workers',
  shadercache: 'shader_cache',
} as const satisfies Record<Storages[number], string>;

/** One browser context for each partition. Nothing of it outlives the process, not even for `persist:`. */
export class Session extends EmulatedObject implements Pick<Electron.Session, Emulated> {
  /** `will-download` is taken and never fired: downloads are refused. */
  static override readonly events: readonly string[] = ['will-download'];
  static readonly #all = new Map<string, Session>();

  static fromPartition(partition: string): Session {
    const session = Session.#all.get(partition) ?? new Session(partition);
    Session.#all.set(partition, session);
    return session;
  }

  readonly partition: string;
  readonly contents = new Set<WebContents>();
  readonly protocolHandlers = new Map<string, ProtocolHandler>();
  readonly requests = new WebRequest(() => {
    for (const contents of this.contents) contents.interceptRequests();
  });
  readonly webRequest = this.requests.api;
  readonly cookies = createCookies(async () => ({ browser: await browser, ...(await this.context()) }));
  readonly protocol = emulated('Protocol', {
    handle: (scheme: string, handler: ProtocolHandler): void => {
      addScheme(scheme);
      this.protocolHandlers.set(scheme, handler);
    },
  }) satisfies Pick<Electron.Protocol, 'handle'>;
  userAgent = '';
  readonly #permissions: PermissionHandlers = { request: null, check: null };
  /** Chromium clears by origin, so those whose documents were loaded are remembered. */
  readonly #origins = new Set<string>();
  #context: Promise<{ browserContextId?: string }> | undefined;

  private constructor(partition: string) {
    super();
    this.partition = partition;
  }

  /** The default session is Chromium's default context, which has no id. */
  context(): Promise<{ browserContextId?: string }> {
    this.#context ??= (async () => {
      const chromium = await browser;
      const context = this.partition === '' ? {} : await chromium.send('Target.createBrowserContext');
      await chromium.send('Browser.setDownloadBehavior', { behavior: 'deny', ...context });
      return context;
    })();
    return this.#context;
  }

  /** @param origin as Chromium knows it */
  async documentRequested(contents: WebContents, origin: string): Promise<void> {
    this.#origins.add(origin);
    const { browserContextId } = await this.context();
    await decidePermissions(await browser, this.#permissions, contents, origin, browserContextId);
  }

  setPermissionRequestHandler(handler: PermissionHandlers['request']): void {
    this.#permissions.request = handler;
  }

  setPermissionCheckHandler(handler: PermissionHandlers['check']): void {
    this.#permissions.check = handler;
  }

  // Chromium never asks for devices or screens here: headless, it has none to offer.
  setDevicePermissionHandler(): void {}
  setDisplayMediaRequestHandler(): void {}

  async clearStorageData(options: Electron.ClearStorageDataOptions = {}): Promise<void> {
    const { origin, storages = Object.keys(storageTypes) as Storages, ...rest } = options;
    refuseOptions('clearStorageData', rest);
    const types = storages.map((name) => storageTypes[name]).join(',');
    const context = await this.context();
    const chromium = await browser;
    if (storages.includes('cookies') && origin === undefined) await chromium.send('Storage.clearCookies', context);
    const origins = origin === undefined ? [...this.#origins] : [toWire(origin)];
    if (origins.length === 0) return;
    await this.#withPage(async (page) => {
      for (const each of origins) await page.send('Storage.clearDataForOrigin', { origin: each, storageTypes: types });
    });
  }

  async clearData(options: Electron.ClearDataOptions = {}): Promise<void> {
    const { avoidClosingConnections: _, ...rest } = options;
    refuseOptions('clearData', rest);
    await this.clearStorageData();
    await this.clearCache();
  }

  clearCache(): Promise<void> {
    return this.#withPage(async (page) => void (await page.send('Network.clearBrowserCache')));
  }

  async clearAuthCache(): Promise<void> {}
  async closeAllConnections(): Promise<void> {}

  fetch(input: string | Request, init?: RequestInit): Promise<Response> {
    return fetch(input, init);
  }

  isPersistent(): boolean {
    return this.partition === '' || this.partition.startsWith('persist:');
  }

  setUserAgent(userAgent: string): void {
    this.userAgent = userAgent;
  }

  /** Storage and cache are reached through a page; where the partition has none, through one made for it. */
  async #withPage(use: (page: CdpSession) => Promise<void>): Promise<void> {
    for (const contents of this.contents) {
      await use(await contents.page);
      return;
    }
    const chromium = await browser;
    const context = await this.context();
    const { targetId } = await chromium.send('Target.createTarget', { url: 'about:blank', ...context });
    const { sessionId } = await chromium.send('Target.attachToTarget', { targetId, flatten: true });
    await use(chromium.child(sessionId));
    ignoreFailure(chromium.send('Target.closeTarget', { targetId }));
  }
}

function refuseOptions(method: string, options: object): void {
  for (const name of Object.keys(options)) throw notEmulated(`Session.${method} option '${name}'`);
}

export const session = emulated('session', {
  fromPartition: (partition: string): Session => Session.fromPartition(partition),
  get defaultSession(): Session {
    return Session.fromPartition('');
  },
});
