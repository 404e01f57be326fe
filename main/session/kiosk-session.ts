import type { Language } from '../../shared/contract/languages.ts';
import { setTimeout as delay } from 'node:timers/promises';
import { screen, type Session as WebSession } from 'electron';
import type { EndReason, SessionClock, WorkstationEvent } from '../../shared/identity/api/session.ts';
import { portalSessionCookie, workstationCookie } from '../../shared/identity/cookies.ts';
import type { Log } from '../diagnostics/log.ts';
import type { Person, PortalClient } from '../server/portal-client.ts';
import type { Addresses } from '../security/origins.ts';
import type { DownloadFolder } from '../security/downloads.ts';
import type { ApplicationWindows } from '../windows/application-windows.ts';
import type { PortalWindow } from '../windows/portal-window.ts';
import { cleanDesk } from './clean-desk.ts';
import { areWindowsGone, isNothingStored, isTabEmpty, systemClipboards } from './left-behind.ts';
import { OwnClipboard } from './own-clipboard.ts';
import { type End, SignedIn } from './signed-in.ts';
import { Sitting } from './sitting.ts';
import type { RequestedApplication } from '../starting/requested-application.ts';
import { VisitedOrigins } from './visited-origins.ts';
import { WorkspaceKeeper } from './workspace.ts';

export interface KioskSessionDeps {
  readonly addresses: Addresses;
  readonly client: PortalClient;
  readonly web: WebSession;
  readonly portalWindow: PortalWindow;
  readonly windows: ApplicationWindows;
  readonly log: Log;
  /** Waits for the server. @returns the path of what comes before anybody can sign in, where there is something */
  whereToBegin(): Promise<string | undefined>;
  readonly requested: Pick<RequestedApplication, 'present' | 'forget'>;
  readonly downloads: DownloadFolder;
}

/** How long the cookie of somebody who takes over may be on its way to this workstation. */
const takeover = { patience: 2000, lookEvery: 50 };

/** What a session means at this workstation: its windows while it lasts, and a clean desk when it is over [T3]. */
export class KioskSession {
  readonly #deps: KioskSessionDeps;
  readonly #signedIn: SignedIn;
  readonly #visited: VisitedOrigins;
  #sitting: Sitting | undefined;
  #workspace: WorkspaceKeeper | undefined;
  #takeover: Promise<Person | undefined> | undefined;

  constructor(deps: KioskSessionDeps) {
    this.#deps = deps;
    this.#visited = new VisitedOrigins(deps.web);
    this.#signedIn = new SignedIn({
      ask: () => this.#ask(),
      present: (person) => this.#present(person),
      left: (end) => this.#left(end),
    });
  }

  get name(): string {
    return this.#signedIn.person?.session.account.name ?? '';
  }

  /** Which the person chose. */
  get language(): Language | null {
    return this.#signedIn.person?.session.account.language ?? null;
  }

  /** Names of the person's sites. */
  get sites(): string[] {
    return this.#signedIn.person?.session.account.sites.map(({ name }) => name) ?? [];
  }

  get clock(): SessionClock | null {
    return this.#sitting?.clock ?? null;
  }

  get isVacant(): boolean {
    return this.#signedIn.isVacant;
  }

  refresh(): Promise<void> {
    return this.#signedIn.refresh();
  }

  noteInput(): void {
    this.#sitting?.noteInput();
  }

  async stay(): Promise<void> {
    await this.#sitting?.stay();
  }

  tick(): void {
    this.#sitting?.check();
  }

  wake(): void {
    this.#sitting?.wake();
  }

  workspaceChanged(): void {
    this.#workspace?.changed();
  }

  /** Clears the desk at once; whether the server hears of it now or finds out by its own clock is another matter. */
  async signOut(): Promise<void> {
    await this.#endHere('signed out', (cookie) => this.#deps.client.signOut(cookie));
  }

  leave(event: WorkstationEvent['event']): void {
    void this.#endHere(`workstation ${event}`, (cookie) => this.#deps.client.tell(cookie, { event }));
  }

  async #endHere(reason: EndReason, tell: (cookie: string) => Promise<void>): Promise<void> {
    const cookie = this.#signedIn.person?.cookie;
    const cleaned = this.#signedIn.end(reason);
    if (cookie) await tell(cookie).catch(() => this.#deps.log.warn('portal.not-told', {}));
    await cleaned;
  }

  /** Before nobody is taken to be signed in: what was done while the server was away may still save the session. */
  async #ask(): Promise<Person | undefined> {
    const { client } = this.#deps;
    const person = await client.person();
    if (person || !this.#sitting) return person;
    await this.#sitting.deliverInput();
    await this.#sitting.lastWord();
    await this.#takeover;
    return client.person();
  }

  #present(person: Person): void {
    const { client, portalWindow, windows, requested } = this.#deps;
    if (this.#sitting?.cookie !== person.cookie) {
      this.#close();
      this.#sitting = new Sitting({
        client,
        cookie: person.cookie,
        clockChanged: () => windows.refreshBars(),
        over: (reason) => void this.#over(reason),
        doubtful: () => void this.refresh(),
      });
      this.#workspace = this.#workspaceOf(person);
      portalWindow.showPerson(person.session.account.username);
    }
    // What somebody asked for comes to the front of what they come back to.
    if (person.session.pending === 'none') {
      void this.#workspace?.restore().then(() => this.#signedIn.person === person && requested.present(person.session));
    }
    windows.refreshBars();
  }

  #workspaceOf({ cookie }: Person): WorkspaceKeeper {
    const { client, addresses, windows, portalWindow } = this.#deps;
    const screens = () => screen.getAllDisplays().map(({ workArea }) => workArea);
    const { applications } = addresses;
    return new WorkspaceKeeper({ client, applications, windows, portal: portalWindow, screens }, cookie);
  }

  async #over(reason: EndReason | undefined): Promise<void> {
    // Nothing is waited for before the screen is cleared, unless somebody new is about to use it.
    if (reason !== 'another sign-in here') return this.#signedIn.end(reason);
    this.#takeover = this.#successor();
    await this.#signedIn.end(reason, await this.#takeover);
  }

  /** Who signed in over somebody else, once the answer to that has brought the cookie. */
  async #successor(): Promise<Person | undefined> {
    const { client } = this.#deps;
    const before = this.#signedIn.person?.cookie;
    const giveUpAt = performance.now() + takeover.patience;
    while ((await client.cookie()) === before && performance.now() < giveUpAt) await delay(takeover.lookEvery);
    return (await client.cookie()) === before ? undefined : client.person().catch(() => undefined);
  }

  async #left({ reason = this.#sitting?.ranOut, successor }: End): Promise<void> {
    const { addresses, client, web, portalWindow, windows, requested, downloads } = this.#deps;
    const kept = successor ? [workstationCookie, portalSessionCookie] : [workstationCookie];
    this.#close();
    requested.forget();
    let said = '';
    portalWindow.showDesk();
    windows.closeAll();
    await cleanDesk(
      {
        web,
        portal: addresses.portal,
        downloads,
        clipboard: new OwnClipboard(() => this.#deps.log.warn('desk.clipboard-kept', {}), systemClipboards()),
        keeps: kept.flatMap((name) => client.cookieName(name) ?? []),
        visited: this.#visited.origins,
        tabOrigin: portalWindow.origin,
        windows: { close: () => closeWindows(windows), areGone: areWindowsGone },
        stored: {
          isNothingAt: (origins) => isNothingStored(web, origins),
          isNothingInTab: () => isTabEmpty(web, portalWindow),
        },
      },
      (steps) => {
        // Tried every few seconds, perhaps all night; one line says it.
        if (steps.join() !== said) this.#deps.log.warn('desk.not-clean', { steps });
        said = steps.join();
        portalWindow.showDesk(steps);
      },
    );
    this.#visited.forget();
    // A page that cannot be loaded says nothing to anybody; the desk goes on by itself.
    const path = await this.#deps.whereToBegin();
    portalWindow.leaveDesk(successor ? '/' : (path ?? signInPath(reason)));
  }

  #close(): void {
    this.#sitting?.close();
    this.#workspace?.close();
    this.#sitting = this.#workspace = undefined;
  }
}

/** Also those that were about to open when the session ended. */
function closeWindows(windows: Pick<ApplicationWindows, 'closeAll' | 'pagesClosed'>): Promise<void> {
  windows.closeAll();
  return windows.pagesClosed();
}

/** The sign-in page says why a session ended. */
function signInPath(reason: EndReason | undefined): string {
  return reason === undefined ? '/sign-in' : `/sign-in?ended=${encodeURIComponent(reason)}`;
}
