import { join } from 'node:path';
import { app } from 'electron';
import type { Session } from '../shared/api/identity.ts';
import { PortalClient } from './identity/portal-client.ts';
import { handle } from './ipc/register.ts';
import { serveKioskPages } from './security/kiosk-scheme.ts';
import { guardAllContents } from './security/navigation-guard.ts';
import type { Addresses } from './security/origins.ts';
import { clearPerson, openPartitions } from './security/partitions.ts';
import { SignedIn } from './session/signed-in.ts';
import { ApplicationWindows } from './windows/application-windows.ts';
import { PortalWindow } from './windows/portal-window.ts';

export interface ShellOptions {
  readonly addresses: Addresses;
  /** The built product. */
  readonly dist: string;
}

/** Puts the shell's parts together: partitions, guard, windows, and what the pages may ask of them. */
export async function startShell({ addresses, dist }: ShellOptions): Promise<void> {
  const { web, bar } = openPartitions();
  serveKioskPages(bar, join(dist, 'renderer'));

  const client = new PortalClient(addresses.portal, web);
  const { kind } = await client.deployment();
  const portalWindow = new PortalWindow(addresses.portal, join(dist, 'main', 'preload', 'portal.cjs'));
  const signedIn = new SignedIn({ ask: () => client.session(), changed: sessionChanged });
  const windows = new ApplicationWindows({
    addresses,
    barPreload: join(dist, 'main', 'preload', 'bar.cjs'),
    pageMoved: () => void signedIn.refresh(),
  });

  async function sessionChanged(session: Session | undefined): Promise<void> {
    if (session === undefined) {
      windows.closeAll();
      await clearPerson(web);
      portalWindow.show();
    }
    portalWindow.showPerson(session?.account.username);
    windows.refreshBars();
  }

  guardAllContents({
    addresses,
    showPortal: () => {
      portalWindow.show();
      void signedIn.refresh();
    },
    openApplication: (application) => windows.open(application),
  });

  handle('application.open', (application) => {
    windows.open(application);
    return null;
  });
  handle('session.changed', async (username) => {
    portalWindow.shows = username ?? undefined;
    await signedIn.refresh();
    return null;
  });
  handle('portal.show', () => {
    portalWindow.show();
    return null;
  });
  handle('session.end', async () => {
    await client.signOut();
    await signedIn.refresh();
    return null;
  });
  handle('bar.state', (_request, contents) => {
    const place = windows.placeOf(contents);
    if (place === undefined) throw new Error('no window has this bar');
    return { ...place, name: signedIn.session?.account.name ?? '', training: kind === 'training' };
  });

  app.on('second-instance', () => portalWindow.show());
  app.on('window-all-closed', () => app.quit());
  portalWindow.show();
}
