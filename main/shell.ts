import { join } from 'node:path';
import { app } from 'electron';
import type { Policy } from '../shared/policy.ts';
import type { Log } from './diagnostics/log.ts';
import { watchElectron } from './diagnostics/watch-electron.ts';
import { PortalClient } from './identity/portal-client.ts';
import { presentWorkstation } from './identity/workstation-ticket.ts';
import { handle, refuse } from './ipc/register.ts';
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
  readonly addresses: Addresses;
  /** The built product. */
  readonly dist: string;
  readonly workstationTicket: string;
  readonly policy: Policy;
  readonly log: Log;
}

/** Puts the shell's parts together: partitions, guard, windows, and what the pages may ask of them. */
export async function startShell({ addresses, dist, workstationTicket, policy, log }: ShellOptions): Promise<void> {
  watchElectron({ log, roleOf, troubleAt: () => {} });
  const requestRules = { addresses, privateOrigins: policy.PrivateNetworkOrigins };
  const { web, bar } = openPartitions((origin) => mayUsePrivateNetwork(origin, requestRules));
  const refusals = new Refusals(log);
  guardRequests(web, requestRules, refusals);
  refuseCredentials(refusals);
  serveKioskPage(bar, 'bar', join(dist, 'renderer'));
  serveKioskPage(web, 'desk', join(dist, 'renderer'));

  await presentWorkstation(web, addresses.portal, workstationTicket);
  const client = new PortalClient(addresses.portal, web);
  const { kind, session: sessionRules, links } = await client.deployment();
  const portalWindow = new PortalWindow({
    portal: addresses.portal,
    preload: join(dist, 'main', 'preload', 'portal.cjs'),
    pageMoved: () => session.workspaceChanged(),
  });
  const windows = new ApplicationWindows({
    applications: addresses.applications,
    barPreload: join(dist, 'main', 'preload', 'bar.cjs'),
    pageMoved: () => void session.refresh(),
    changed: () => session.workspaceChanged(),
  });
  const session = new KioskSession({ addresses, client, web, portalWindow, windows });

  watchInput(() => session.noteInput());
  watchWorkstation({
    whenLocked: sessionRules.whenLocked,
    left: (event) => session.leave(event),
    wake: () => session.wake(),
    tick: () => session.tick(),
  });
  guardAllContents({
    addresses,
    refusals,
    outside: [links.forms, links.userTraining],
    showPortal: () => {
      portalWindow.show();
      void session.refresh();
    },
    openApplication: (application) => void windows.open(application),
  });
  answerPages({ session, windows, portalWindow, training: kind === 'training' });

  app.on('second-instance', () => portalWindow.show());
  app.on('window-all-closed', () => app.quit());
  portalWindow.show();
}

interface Parts {
  readonly session: KioskSession;
  readonly windows: ApplicationWindows;
  readonly portalWindow: PortalWindow;
  readonly training: boolean;
}

function answerPages({ session, windows, portalWindow, training }: Parts): void {
  handle('application.open', (application) => {
    if (!windows.open(application)) refuse('application.open', 'there is no such application');
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
    return { ...place, name: session.name, training, clock: session.clock };
  });
}
