import { join } from 'node:path';
import { app } from 'electron';
import type { Deployment } from '../shared/api/identity.ts';
import type { Policy } from '../shared/policy.ts';
import type { Log } from './diagnostics/log.ts';
import { watchElectron } from './diagnostics/watch-electron.ts';
import { connect } from './identity/connect.ts';
import { PortalClient } from './identity/portal-client.ts';
import type { ServerPlace } from './identity/server-place.ts';
import { fetchTrusting, trustInPages } from './identity/server-trust.ts';
import { presentWorkstation, presentedWorkstation } from './identity/workstation-ticket.ts';
import { handle, logRefusals, refuse } from './ipc/register.ts';
import { refuseCredentials } from './security/credentials.ts';
import { serveKioskPage } from './security/kiosk-scheme.ts';
import { guardAllContents, roleOf } from './security/navigation-guard.ts';
import type { Addresses } from './security/origins.ts';
import { openPartitions } from './security/partitions.ts';
import { Refusals } from './security/refusals.ts';
import { guardRequests } from './security/request-guard.ts';
import { mayUsePrivateNetwork } from './security/requests.ts';
import { KioskSession } from './session/kiosk-session.ts';
import { watchInput } from './session/watch-input.ts';
import { watchWorkstation } from './session/workstation-events.ts';
import { ApplicationWindows } from './windows/application-windows.ts';
import { PortalWindow } from './windows/portal-window.ts';

export interface ShellOptions {
  readonly server: ServerPlace;
  /** The built product. */
  readonly dist: string;
  readonly policy: Policy;
  readonly log: Log;
}

/** Puts the shell's parts together: partitions, guard, windows, and what the pages may ask of them. */
export async function startShell({ server, dist, policy, log }: ShellOptions): Promise<void> {
  logRefusals(log);
  watchElectron({ log, roleOf, troubleAt: () => {} });
  const { portal, trust, workstation } = server;
  const addresses: Addresses = { portal, applications: [] };
  const requestRules = { addresses, privateOrigins: policy.PrivateNetworkOrigins };
  const { web, bar } = openPartitions((origin) => mayUsePrivateNetwork(origin, requestRules));
  const refusals = new Refusals(log);
  guardRequests(web, requestRules, refusals);
  refuseCredentials(refusals);
  trustInPages(web, portal, trust);
  serveKioskPage(bar, 'bar', join(dist, 'renderer'));
  serveKioskPage(web, 'desk', join(dist, 'renderer'));

  if (workstation.value !== undefined) await presentWorkstation(web, portal, workstation.value);
  const client = new PortalClient(portal, web, fetchTrusting(trust));
  const portalWindow = new PortalWindow({
    portal,
    preload: join(dist, 'main', 'preload', 'portal.cjs'),
    pageMoved: () => session.workspaceChanged(),
  });
  const windows = new ApplicationWindows({
    addresses,
    barPreload: join(dist, 'main', 'preload', 'bar.cjs'),
    pageMoved: () => void session.refresh(),
    changed: () => session.workspaceChanged(),
  });
  let deployment: Deployment | undefined;
  const whereToBegin = async (): Promise<string | undefined> => {
    const connected = await connect({ client, waiting: (why) => portalWindow.showDesk(why) });
    deployment = connected.deployment;
    addresses.applications = connected.applications;
    return server.mode === 'clinic' && connected.enrolledAs === null ? '/enroll' : undefined;
  };
  const session = new KioskSession({ addresses, client, web, portalWindow, windows, log, whereToBegin });

  guardAllContents({
    addresses,
    refusals,
    outside: () => Object.values(deployment?.links ?? {}),
    showPortal: () => {
      portalWindow.show();
      void session.refresh();
    },
    openApplication: (application) => void windows.open(application),
  });
  watchInput(() => session.noteInput());
  watchWorkstation({
    whenLocked: () => deployment?.session.whenLocked,
    left: (event) => session.leave(event),
    wake: () => session.wake(),
    tick: () => session.tick(),
  });
  answerPages({ session, windows, portalWindow, training: () => deployment?.kind === 'training' });
  handle('workstation.enrolled', async () => {
    const credential = await presentedWorkstation(web, portal);
    if (server.mode === 'local' || credential === undefined) refuse('workstation.enrolled');
    const kept = await workstation.keep(credential).then(
      () => true,
      () => false,
    );
    return { kept };
  });

  app.on('second-instance', () => portalWindow.show());
  app.on('window-all-closed', () => app.quit());
  // A clinic's server may be away for hours, and the desk says so.
  void whereToBegin().then((path) => portalWindow.begin(path));
}

interface Parts {
  readonly session: KioskSession;
  readonly windows: ApplicationWindows;
  readonly portalWindow: PortalWindow;
  readonly training: () => boolean;
}

function answerPages({ session, windows, portalWindow, training }: Parts): void {
  handle('application.open', (application) => {
    if (!windows.open(application)) refuse('application.open');
    return null;
  });
  handle('session.changed', async (username) => {
    portalWindow.shows = username ?? undefined;
    await session.refresh();
    return null;
  });
  handle('portal.show', () => {
    portalWindow.show();
    return null;
  });
  handle('session.end', async () => {
    await session.signOut();
    return null;
  });
  handle('session.stay', async () => {
    await session.stay();
    return null;
  });
  handle('bar.state', (_request, contents) => {
    const place = windows.placeOf(contents);
    if (place === undefined) throw new Error('no window has this bar');
    return { ...place, name: session.name, training: training(), clock: session.clock };
  });
}
