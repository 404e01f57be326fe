import { join } from 'node:path';
import { app, powerMonitor, screen } from 'electron';
import type { Deployment } from '../shared/identity/api/identity.ts';
import { notOffered } from '../shared/applications/applications.ts';
import { workstationCookie } from '../shared/identity/cookies.ts';
import { localFetch } from '../shared/contract/local-fetch.ts';
import type { Policy } from '../shared/kiosk/policy.ts';
import { expiredDestination } from '../shared/identity/portal-paths.ts';
import { answerPages } from './ipc/handlers.ts';
import type { Log } from './diagnostics/log.ts';
import { watchElectron } from './diagnostics/watch-electron.ts';
import { connect, type Connected } from './server/connect.ts';
import { PortalClient } from './server/portal-client.ts';
import type { ServerPlace } from './server/server-place.ts';
import { noCodes } from './server/server-process.ts';
import { fetchTrusting, trustInPages } from './server/server-trust.ts';
import { presentWorkstation, presentedWorkstation } from './server/workstation-ticket.ts';
import { logRefusals } from './ipc/register.ts';
import { kioskMode } from './kiosk-mode/kiosk-mode.ts';
import { refuseCredentials } from './security/credentials.ts';
import { DownloadFolder } from './security/downloads.ts';
import { serveKioskPage } from './security/kiosk-scheme.ts';
import { guardAllContents, roleOf } from './security/navigation-guard.ts';
import type { Addresses } from './security/origins.ts';
import { openPartitions } from './security/partitions.ts';
import { Refusals } from './security/refusals.ts';
import { guardRequests } from './security/request-guard.ts';
import { mayUsePrivateNetwork } from './security/requests.ts';
import { KioskSession } from './session/kiosk-session.ts';
import { watchInputInFrames } from './session/frame-input.ts';
import { watchInput } from './session/watch-input.ts';
import { watchWorkstation } from './session/workstation-events.ts';
import type { Asked } from './starting/asked-application.ts';
import { offerShortcuts } from './starting/shortcuts.ts';
import type { Starts } from './starting/starts.ts';
import { RequestedApplication } from './starting/requested-application.ts';
import { startUpdates } from './updates/start-updates.ts';
import { ApplicationWindows } from './windows/application-windows.ts';
import { PlaceMemory } from './windows/place-memory.ts';
import { PortalWindow } from './windows/portal-window.ts';
import { Stage } from './windows/stage.ts';

export interface ShellOptions {
  readonly server: ServerPlace;
  /** The built product. */
  readonly dist: string;
  readonly policy: Policy;
  readonly log: Log;
  readonly starts: Starts;
}

/** Puts the shell's parts together: partitions, guard, windows, and what the pages may ask of them. */
export async function startShell({ server, dist, policy, log, starts }: ShellOptions): Promise<void> {
  logRefusals(log);
  watchElectron({
    log,
    roleOf,
    troubleAt: (contents, trouble) => {
      windows.toolsOf(contents)?.troubled(trouble);
      portalWindow.troubleAt(contents, trouble);
    },
  });
  const { portal, trust, workstation } = server;
  const addresses: Addresses = { portal, applications: [] };
  let deployment: Deployment | undefined;

  const requestRules = { addresses, privateOrigins: policy.PrivateNetworkOrigins };
  const userData = app.getPath('userData');
  const downloads = new DownloadFolder(join(userData, 'downloads'));
  await downloads.clear().catch(() => log.warn('desk.not-clean', { steps: ['downloads'] }));
  const { web, bar, exit } = openPartitions(
    (origin) => mayUsePrivateNetwork(origin, requestRules),
    (event, item, contents) => {
      const tools = windows.toolsForFile(contents);
      if (policy.Downloads === 'on' && tools) downloads.take(item, (news) => tools.tell(news));
      else {
        event.preventDefault();
        tools?.warn('noFiles');
      }
    },
  );
  const refusals = new Refusals(log);
  guardRequests(web, requestRules, refusals);
  refuseCredentials(refusals);
  if (trust) trustInPages(web, portal, trust);
  serveKioskPage(bar, 'bar', join(dist, 'renderer'));
  serveKioskPage(web, 'desk', join(dist, 'renderer'));
  serveKioskPage(exit, 'exit', join(dist, 'renderer'));
  const client = new PortalClient(portal, web, trust ? fetchTrusting(trust) : localFetch);

  const preload = (name: string) => join(dist, 'main', 'preload', `${name}.cjs`);
  const { hold, exitWindow, exitGate } = kioskMode({
    policy,
    log,
    exitPreload: preload('exit'),
    showPortal: () => portalWindow.show(),
    signOut: () => session.signOut(),
  });
  const stage = new Stage({
    hold,
    applicationWindows: policy.ApplicationWindows,
    memory: new PlaceMemory(join(userData, 'window-places.json'), () => screen.getAllDisplays()),
    emptied: (name) => (name === 'portal' ? windows.closeAll() : portalWindow.show()),
  });
  const portalWindow = new PortalWindow({
    portal,
    stage,
    preload: preload('portal'),
    pageMoved: () => session.workspaceChanged(),
  });
  const windows = new ApplicationWindows({
    addresses,
    stage,
    downloads,
    printing: policy.Printing,
    barPreload: preload('bar'),
    pageMoved: () => void session.refresh(),
    changed: () => session.workspaceChanged(),
  });
  const requested = new RequestedApplication({
    applications: () => addresses.applications,
    now: () => Date.now(),
    open: (application) => void windows.open(application),
    notTheirs: (application) => {
      portalWindow.show();
      portalWindow.goTo(`/?${notOffered}=${application}`);
    },
    ignored: (because) => log.warn('start.ignored', { because }),
  });
  const answer = (asked: Asked) => {
    portalWindow.show();
    requested.ask(asked);
    void session.refresh();
  };
  // Once: whoever is enrolled here meanwhile has another one.
  let ticket = workstation.value;
  const presentTicket = async () => {
    const name = client.cookieName(workstationCookie);
    if (name !== undefined && ticket !== undefined) await presentWorkstation(web, portal, name, ticket);
    ticket = undefined;
  };
  const learn = (connected: Connected) => {
    deployment = connected.deployment;
    addresses.applications = connected.applications;
    offerShortcuts(addresses.applications, (id) => answer({ kind: 'application', id }));
  };
  // What it is now, without a restart; the page that set it up stays as it is.
  if (server.embedded) {
    server.embedded.onSetUp = () => void connect({ client, met: presentTicket, waiting: () => {} }).then(learn);
  }
  const whereToBegin = async (): Promise<string | undefined> => {
    const connected = await connect({
      client,
      met: presentTicket,
      waiting: (why) => portalWindow.showDesk(why),
    });
    learn(connected);
    return server.mode === 'clinic' && connected.enrolledAs === null ? '/enroll' : undefined;
  };
  const session = new KioskSession({
    addresses,
    client,
    web,
    portalWindow,
    windows,
    downloads,
    log,
    requested,
    whereToBegin,
  });

  const updates = await startUpdates({
    policy,
    log,
    isVacant: () => session.isVacant && windows.list().length === 0,
    letGo: () => hold.letGo(),
  });
  const inputSeen = () => {
    session.noteInput();
    updates?.noteInput();
  };
  watchInput(inputSeen);
  watchInputInFrames(inputSeen);
  watchWorkstation({
    system: powerMonitor,
    platform: process.platform,
    whenLocked: () => deployment?.session.whenLocked,
    left: (event) => session.leave(event),
    wake: () => session.wake(),
    tick: () => session.tick(),
  });
  guardAllContents({
    addresses,
    refusals,
    // The system's browser would be a way out of kiosk mode.
    refused: (contents, origin) => windows.missing(contents, origin),
    outside: () => (policy.KioskMode ? [] : Object.values(deployment?.links ?? {})),
    showPortal: (address) => {
      portalWindow.show();
      if (new URL(address).searchParams.has(expiredDestination)) portalWindow.goTo(`/?${expiredDestination}=1`);
      void session.refresh();
    },
    openApplication: (application, address) => void windows.open(application, { address }),
    opened: windows,
  });
  answerPages({
    session,
    windows,
    portalWindow,
    exitGate,
    exitWindow,
    training: () => deployment?.kind === 'training',
    firstRunCodes: () => server.embedded?.codes() ?? noCodes,
    someoneIsIn: () => server.embedded?.forgetCodes(),
    keepEnrolment: async () => {
      const name = client.cookieName(workstationCookie);
      const credential = name && (await presentedWorkstation(web, portal, name));
      if (server.mode === 'local' || !credential) return undefined;
      return workstation.keep(credential).then(
        () => true,
        () => false,
      );
    },
  });

  // A clinic's server may be away for hours, and the desk says so.
  void whereToBegin().then((path) => {
    portalWindow.begin(path);
    starts.listen(answer);
  });
}
