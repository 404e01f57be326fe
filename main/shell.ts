import { join } from 'node:path';
import { app, screen, type WebContents } from 'electron';
import type { Policy } from '../shared/policy.ts';
import { troubleText } from '../shared/texts/diagnostics.ts';
import type { Log } from './diagnostics/log.ts';
import { watchElectron } from './diagnostics/watch-electron.ts';
import { PortalClient } from './identity/portal-client.ts';
import { presentWorkstation } from './identity/workstation-ticket.ts';
import { handle, refuse } from './ipc/register.ts';
import { DownloadFolder } from './security/downloads.ts';
import { serveKioskPage } from './security/kiosk-scheme.ts';
import { guardAllContents, roleOf } from './security/navigation-guard.ts';
import type { Addresses } from './security/origins.ts';
import { openPartitions } from './security/partitions.ts';
import { KioskSession } from './session/kiosk-session.ts';
import { watchInput } from './session/watch-input.ts';
import { watchWorkstation } from './session/workstation-events.ts';
import { ApplicationWindows } from './windows/application-windows.ts';
import type { PageTools } from './windows/page-tools.ts';
import { PlaceMemory } from './windows/place-memory.ts';
import { PortalWindow } from './windows/portal-window.ts';
import { Stage } from './windows/stage.ts';

export interface ShellOptions {
  readonly addresses: Addresses;
  /** The built product. */
  readonly dist: string;
  readonly workstationTicket: string;
  readonly policy: Policy;
  readonly log: Log;
}

/** Puts the shell's parts together: partitions, guard, windows, and what the pages may ask of them. */
export async function startShell(options: ShellOptions): Promise<void> {
  const { addresses, dist, workstationTicket, policy: decided, log } = options;
  watchElectron({
    ...{ log, roleOf },
    troubleAt: (contents, trouble) => {
      windows.toolsOf(contents)?.troubled(trouble && troubleText(trouble.kind, trouble.comesBack));
      portalWindow.troubleAt(contents, trouble);
    },
  });
  const downloads = new DownloadFolder(join(app.getPath('userData'), 'downloads'));
  await downloads.clear().catch(() => console.warn('files that somebody saved before are still there'));
  const { web, bar } = openPartitions((event, item, contents) => {
    const tools = windows.toolsOf(contents);
    if (decided.Downloads === 'on' && tools) downloads.take(item, (news) => tools.tell(news));
    else event.preventDefault();
  });
  serveKioskPage(bar, 'bar', join(dist, 'renderer'));
  serveKioskPage(web, 'desk', join(dist, 'renderer'));

  await presentWorkstation(web, addresses.portal, workstationTicket);
  const client = new PortalClient(addresses.portal, web);
  const { kind, session: policy } = await client.deployment();
  const stage = new Stage({
    applicationWindows: decided.ApplicationWindows,
    memory: new PlaceMemory(join(app.getPath('userData'), 'window-places.json'), () => screen.getAllDisplays()),
    emptied: (name) => (name === 'portal' ? windows.closeAll() : portalWindow.show()),
  });
  const portalWindow = new PortalWindow({
    stage,
    portal: addresses.portal,
    preload: join(dist, 'main', 'preload', 'portal.cjs'),
    pageMoved: () => session.workspaceChanged(),
  });
  const windows = new ApplicationWindows({
    applications: addresses.applications,
    barPreload: join(dist, 'main', 'preload', 'bar.cjs'),
    ...{ stage, downloads, printing: decided.Printing },
    pageMoved: () => void session.refresh(),
    changed: () => session.workspaceChanged(),
  });
  const session = new KioskSession({ addresses, client, web, portalWindow, windows, downloads });

  watchInput(() => session.noteInput());
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
    const state = windows.barState(contents);
    if (state === undefined) throw new Error('no window has this bar');
    return { ...state, name: session.name, training, clock: session.clock };
  });
  answerBar(windows);
}

/** What a bar does with the page below it. */
function answerBar(windows: ApplicationWindows): void {
  const use = (contents: WebContents, act: (tools: PageTools) => void): null => {
    const tools = windows.toolsOf(contents);
    if (tools) act(tools);
    return null;
  };
  handle('page.find', (request, contents) => use(contents, (tools) => tools.find(request)));
  handle('page.end-find', (_request, contents) => use(contents, (tools) => tools.endFind()));
  handle('page.print', (_request, contents) => use(contents, (tools) => void tools.print()));
  handle('page.reset-zoom', (_request, contents) => use(contents, (tools) => tools.use('zoom reset')));
  handle('notice.close', (_request, contents) => use(contents, (tools) => tools.closeNotice()));
}
