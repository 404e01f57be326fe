import { join } from 'node:path';
import { notOffered } from '../shared/applications.ts';
import type { Policy } from '../shared/policy.ts';
import { support } from '../shared/support.ts';
import type { Log } from './diagnostics/log.ts';
import { watchElectron } from './diagnostics/watch-electron.ts';
import { PortalClient } from './identity/portal-client.ts';
import { presentWorkstation } from './identity/workstation-ticket.ts';
import { handle, refuse } from './ipc/register.ts';
import type { ExitGate } from './kiosk-mode/exit-gate.ts';
import type { ExitWindow } from './kiosk-mode/exit-window.ts';
import { kioskMode } from './kiosk-mode/kiosk-mode.ts';
import { serveKioskPage } from './security/kiosk-scheme.ts';
import { guardAllContents, roleOf } from './security/navigation-guard.ts';
import type { Addresses } from './security/origins.ts';
import { openPartitions } from './security/partitions.ts';
import { KioskSession } from './session/kiosk-session.ts';
import { watchInput } from './session/watch-input.ts';
import { watchWorkstation } from './session/workstation-events.ts';
import type { Asked } from './starting/asked-application.ts';
import { offerShortcuts } from './starting/shortcuts.ts';
import type { Starts } from './starting/starts.ts';
import { Wish } from './starting/wish.ts';
import { startUpdates } from './updates/start-updates.ts';
import { ApplicationWindows } from './windows/application-windows.ts';
import { PortalWindow } from './windows/portal-window.ts';

export interface ShellOptions {
  readonly addresses: Addresses;
  /** The built product. */
  readonly dist: string;
  readonly workstationTicket: string;
  readonly policy: Policy;
  readonly log: Log;
  readonly starts: Starts;
}

/** Puts the shell's parts together: partitions, guard, windows, and what the pages may ask of them. */
export async function startShell({
  addresses,
  dist,
  workstationTicket,
  policy: fromIt,
  log,
  starts,
}: ShellOptions): Promise<void> {
  watchElectron({ log, roleOf, troubleAt: () => {} });
  const { web, bar, exit } = openPartitions();
  serveKioskPage(bar, 'bar', join(dist, 'renderer'));
  serveKioskPage(web, 'desk', join(dist, 'renderer'));
  serveKioskPage(exit, 'exit', join(dist, 'renderer'));

  await presentWorkstation(web, addresses.portal, workstationTicket);
  const client = new PortalClient(addresses.portal, web);
  const { kind, session: policy } = await client.deployment();
  const { hold, exitWindow, exitGate } = kioskMode({
    policy: fromIt,
    exitPreload: join(dist, 'main', 'preload', 'exit.cjs'),
    log,
    showPortal: () => portalWindow.show(),
    signOut: () => session.signOut(),
  });
  const portalWindow = new PortalWindow({
    portal: addresses.portal,
    preload: join(dist, 'main', 'preload', 'portal.cjs'),
    pageMoved: () => session.workspaceChanged(),
    hold,
  });
  const windows = new ApplicationWindows({
    applications: addresses.applications,
    barPreload: join(dist, 'main', 'preload', 'bar.cjs'),
    pageMoved: () => void session.refresh(),
    changed: () => session.workspaceChanged(),
    hold,
  });
  const wish = new Wish({
    applications: addresses.applications,
    now: () => Date.now(),
    open: (application) => void windows.open(application),
    notTheirs: (application) => {
      portalWindow.show();
      portalWindow.goTo(`/?${notOffered}=${application}`);
    },
    ignored: (because) => log.warn('start.ignored', { because }),
  });
  const session = new KioskSession({ addresses, client, web, portalWindow, windows, wish });

  const updates = await startUpdates({
    policy: fromIt,
    log,
    isVacant: () => session.isVacant && windows.list().length === 0,
    letGo: () => hold.letGo(),
  });
  watchInput(() => {
    session.noteInput();
    updates?.noteInput();
  });
  watchWorkstation({
    whenLocked: policy.whenLocked,
    left: (event) => session.leave(event),
    wake: () => session.wake(),
    tick: () => session.tick(),
  });
  guardAllContents({
    addresses,
    showPortal: () => {
      portalWindow.show();
      void session.refresh();
    },
    openApplication: (application) => void windows.open(application),
    // The system's browser would be a way out of kiosk mode.
    outside: fromIt.KioskMode ? [] : [support.forms, support.userTraining],
  });
  answerPages({ session, windows, portalWindow, training: kind === 'training', exitGate, exitWindow });

  portalWindow.show();
  const answer = (asked: Asked) => {
    portalWindow.show();
    wish.ask(asked);
    void session.refresh();
  };
  starts.listen(answer);
  offerShortcuts(addresses.applications, (id) => answer({ kind: 'application', id }));
}

interface Parts {
  readonly session: KioskSession;
  readonly windows: ApplicationWindows;
  readonly portalWindow: PortalWindow;
  readonly training: boolean;
  readonly exitGate: ExitGate;
  readonly exitWindow: ExitWindow;
}

function answerPages({ session, windows, portalWindow, training, exitGate, exitWindow }: Parts): void {
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
  handle('exit.state', () => exitGate.state());
  handle('exit.try', (code) => exitGate.try(code));
  handle('exit.cancel', () => {
    exitWindow.close();
    return null;
  });
}
