import type * as Electron from 'electron';
import { browser } from './browser.ts';
import { type CdpSession, ignoreFailure } from './cdp.ts';
import { createCookies } from './cookies.ts';
import { letDownloadsIn } from './downloads.ts';
import { EmulatedObject, emulated, notEmulated } from './emulated.ts';
import { decidePermissions, type PermissionHandlers } from './permissions.ts';
import type { VerifyProc } from './certificates.ts';
import { CacheSize } from './cache-size.ts';
import { addScheme, toWire } from './schemes.ts';
import { runningWorkers, stopWorkers } from './service-workers.ts';
import type { WebContents } from './web-contents.ts';
import { WebRequest } from './web-request.ts';

type ProtocolHandler = (request: Request) => Response | Promise<Response>;
type Emulated =
  | 'allowNTLMCredentialsForDomains'
  | 'clearAuthCache'
  | 'clearCache'
  | 'clearCodeCaches'
  | 'clearData'
  | 'clearHostResolverCache'
  | 'clearSharedDictionaryCache'
  | 'clearStorageData'
  | 'closeAllConnections'
  | 'fetch'
  | 'getCacheSize'
  | 'isPersistent'
  | 'setCertificateVerifyProc'
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
      if (this.protocolHandlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      this.protocolHandlers.set(scheme, handler);
    },
    unhandle: (scheme: string): void => {
      if (!this.protocolHandlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
    },
    isProtocolHandled: (scheme: string): boolean => this.protocolHandlers.has(scheme),
  }) satisfies Pick<Electron.Protocol, 'handle' | 'unhandle' | 'isProtocolHandled'>;
  readonly serviceWorkers = emulated('ServiceWorkers', {
    getAllRunning: () => runningWorkers(this.#contextId),
  });
  readonly cacheSize = new CacheSize();
  userAgent = '';
  verifyCertificate: VerifyProc = null;
  readonly #permissions: PermissionHandlers = { request: null, check: null };
  #context: Promise<{ browserContextId?: string }> | undefined;
  #contextId: string | undefined;

  private constructor(partition: string) {
    super();
    this.partition = partition;
  }

  /** The default session is Chromium's default context, which has no id. */
  context(): Promise<{ browserContextId?: string }> {
    this.#context ??= (async () => {
      const chromium = await browser;
      const context: { browserContextId?: string } =
        this.partition === '' ? {} : await chromium.send('Target.createBrowserContext');
      await letDownloadsIn(chromium, context);
      this.#contextId = context.browserContextId;
      return context;
    })();
    return this.#context;
  }

  /** @param origin as Chromium knows it */
  async documentRequested(contents: WebContents, origin: string): Promise<void> {
    const { browserContextId } = await this.context();
    await decidePermissions(await browser, this.#permissions, contents, origin, browserContextId);
  }

  setPermissionRequestHandler(handler: PermissionHandlers['request']): void {
    this.#permissions.request = handler;
  }

  setPermissionCheckHandler(handler: PermissionHandlers['check']): void {
    this.#permissions.check = handler;
  }

  /** Counts for pages that are opened after it. */
  setCertificateVerifyProc(verify: VerifyProc): void {
    this.verifyCertificate = verify;
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
    // No origin in particular means every origin, and the storage of every tab.
    const scope = { origin: origin === undefined ? '' : toWire(origin), storageTypes: types };
    await this.#withPage(async (page) => void (await page.send('Storage.clearDataForOrigin', scope)));
    if (storages.includes('serviceworkers')) stopWorkers(chromium, this.#contextId, origin);
  }

  async clearData(options: Electron.ClearDataOptions = {}): Promise<void> {
    const { avoidClosingConnections: _, ...rest } = options;
    refuseOptions('clearData', rest);
    await this.clearStorageData();
    await this.clearCache();
  }

  clearCache(): Promise<void> {
    return this.#withPage(async (page) => {
      await page.send('Network.clearBrowserCache');
      this.cacheSize.bytes = 0;
    });
  }

  async getCacheSize(): Promise<number> {
    return this.cacheSize.bytes;
  }

  // Chromium offers a debugger none of these.
  async clearAuthCache(): Promise<void> {}
  async clearCodeCaches(_options: Electron.ClearCodeCachesOptions): Promise<void> {}
  async clearHostResolverCache(): Promise<void> {}
  async clearSharedDictionaryCache(): Promise<void> {}
  async closeAllConnections(): Promise<void> {}

  /** Chromium signs in nowhere by itself here. */
  allowNTLMCredentialsForDomains(_domains: string): void {}

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
