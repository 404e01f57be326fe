import {
  app,
  type BrowserWindowConstructorOptions,
  type HandlerDetails,
  shell,
  type WebContents,
  type WindowOpenHandlerResponse,
} from 'electron';
import { originOf } from '../diagnostics/redact.ts';
import { barAddress, deskPage, exitAddress } from './kiosk-scheme.ts';
import { type Addresses, frameMayShow, mayLoad, mayOpenOutside, navigationFor, type ViewRole } from './origins.ts';
import type { Refusals } from './refusals.ts';
import { preferencesOf } from './web-preferences.ts';

export interface GuardDeps {
  readonly addresses: Addresses;
  /** Pages that links may open in the system's browser [O9]. */
  readonly outside: () => readonly string[];
  readonly refusals: Refusals;
  /** The person sees why nothing came. @param origin where the page wanted to go */
  refused(contents: WebContents, origin: string): void;
  /** @param address the one of the portal's that somebody was going to */
  showPortal(address: string): void;
  /** @param address at one of its origins, where a window that is new begins */
  openApplication(application: string, address: string): void;
  readonly opened: OpenedWindows;
}

/** Windows that pages of applications open for themselves. */
export interface OpenedWindows {
  mayOpenFrom(contents: WebContents): boolean;
  /** The person sees why nothing came. */
  tooMany(contents: WebContents): void;
  /**
   * @param address where it goes first, or an empty document's
   * @param made contents that Chromium has made for it
   */
  openFrom(contents: WebContents, address: string, made: WebContents | undefined): WebContents;
}

const roles = new WeakMap<WebContents, ViewRole>();
let guarding: GuardDeps | undefined;

/** Says what a view is for. Until it is said, its contents may go nowhere. */
export function assignRole(contents: WebContents, role: ViewRole): void {
  roles.set(contents, role);
}

export function roleOf(contents: WebContents): ViewRole | undefined {
  return roles.get(contents);
}

/** A page could fill the screen with windows of the system's browser. Milliseconds. */
const outsideAtMostEvery = 2000;

/**
 * Watches every way in which any contents could leave their place: links and scripts (will-navigate), the server's
 * redirects (will-redirect, which will-navigate does not see), frames, new windows and embedded browsers.
 */
export function guardAllContents(deps: GuardDeps): void {
  guarding = deps;
  const { addresses, refusals, opened } = deps;
  let lastOutside = Number.NEGATIVE_INFINITY;

  app.on('web-contents-created', (_event, contents) => {
    const refuse = (refused: 'navigation' | 'window', url: string) => {
      refusals.note(refused, roles.get(contents), url);
      deps.refused(contents, originOf(url));
    };
    const judge = (event: { preventDefault(): void; readonly url: string }) => {
      const role = roles.get(contents);
      const navigation = role ? navigationFor(role, event.url, addresses) : { verdict: 'deny' as const };
      if (navigation.verdict === 'allow') return;
      event.preventDefault();
      if (navigation.verdict === 'deny') refuse('navigation', event.url);
      if (navigation.verdict === 'show portal') deps.showPortal(event.url);
      if (navigation.verdict === 'open application') deps.openApplication(navigation.application, event.url);
    };
    const judgeFrame = (event: { preventDefault(): void; readonly url: string }) => {
      const role = roles.get(contents);
      if (role && frameMayShow(role, event.url, addresses)) return;
      event.preventDefault();
      refusals.note('frame', role, event.url);
    };
    contents.on('will-navigate', judge);
    contents.on('will-redirect', (event) => (event.isMainFrame ? judge(event) : judgeFrame(event)));
    // The main frame's are judged above.
    contents.on('will-frame-navigate', (event) => void (event.isMainFrame || judgeFrame(event)));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler((asked) => {
      const { url } = asked;
      const role = roles.get(contents);
      const navigation = role ? navigationFor(role, url, addresses) : { verdict: 'deny' as const };
      const isOwn = navigation.verdict === 'allow' || (role !== undefined && frameMayShow(role, url, addresses));
      // A receipt, a report, an empty page to write into.
      if (isOwn && role?.kind === 'page') {
        if (opened.mayOpenFrom(contents)) return openFrom(contents, asked, opened);
        refusals.note('window', role, url);
        opened.tooMany(contents);
      } else if (isOwn) loadAsAsked(contents, asked);
      else if (navigation.verdict === 'show portal') deps.showPortal(url);
      else if (navigation.verdict === 'open application') deps.openApplication(navigation.application, url);
      else if (role === undefined || !mayOpenOutside(url, deps.outside())) {
        refuse('window', url);
      } else if (performance.now() - lastOutside >= outsideAtMostEvery) {
        lastOutside = performance.now();
        void shell.openExternal(url);
      }
      return { action: 'deny' };
    });
    // Otherwise a page learns the addresses of the clinic's network, and sends past the proxy.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}

/** The window is the kiosk's; Chromium makes its contents where they may know their opener, and else asks for them. */
function openFrom(contents: WebContents, asked: HandlerDetails, opened: OpenedWindows): WindowOpenHandlerResponse {
  return {
    action: 'allow',
    // Its session is its opener's.
    overrideBrowserWindowOptions: { webPreferences: preferencesOf('page') },
    createWindow: ({ webContents }: BrowserWindowConstructorOptions & { readonly webContents?: WebContents }) => {
      const page = opened.openFrom(contents, asked.url, webContents);
      if (webContents === undefined) loadAsAsked(page, asked);
      return page;
    },
  };
}

/** As from the page that asked, for servers look at where a request comes from, and with what a form sends. */
function loadAsAsked(contents: WebContents, { url, referrer, postBody }: HandlerDetails): void {
  const body = postBody && {
    postData: postBody.data,
    extraHeaders: `content-type: ${postBody.contentType}${postBody.boundary ? `; boundary=${postBody.boundary}` : ''}`,
  };
  contents.loadURL(url, { httpReferrer: referrer, ...body }).catch(() => {});
}

/**
 * For what the shell itself loads: nothing else is asked about that.
 * @throws where the view may not show the address, before anything of it is asked for
 */
export async function loadChecked(contents: WebContents, address: string): Promise<void> {
  const role = roles.get(contents);
  const own = role && (isOwnPage(role, address) || (guarding && mayLoad(role, address, guarding.addresses)));
  if (!own) {
    guarding?.refusals.note('load', role, address);
    throw new Error('the kiosk does not show this address here');
  }
  await contents.loadURL(address);
}

/** Pages of the shell, each in its own kind of view; where a page has trouble or never came, the desk's page says so. */
function isOwnPage({ kind }: ViewRole, address: string): boolean {
  const [page] = address.split('?');
  const own = {
    bar: [barAddress],
    exit: [exitAddress],
    portal: [deskPage],
    desk: [deskPage],
    page: [deskPage],
  } as const;
  return own[kind].some((each) => each === page);
}
