import type { WebContents } from 'electron';
import { handle, refuse } from './register.ts';
import type { ExitGate } from '../kiosk-mode/exit-gate.ts';
import type { ExitWindow } from '../kiosk-mode/exit-window.ts';
import type { KioskSession } from '../session/kiosk-session.ts';
import type { ApplicationWindows } from '../windows/application-windows.ts';
import type { PageTools } from '../windows/page-tools.ts';
import { helpPath } from '../../shared/identity/portal-paths.ts';
import type { FirstRunCodes } from '../../shared/kiosk/embedded-server.ts';
import type { PortalWindow } from '../windows/portal-window.ts';

export interface Answering {
  readonly session: KioskSession;
  readonly windows: ApplicationWindows;
  readonly portalWindow: PortalWindow;
  readonly training: () => boolean;
  /** Keeps what the server gave this workstation when its page enrolled it. @returns undefined where nothing was enrolled */
  readonly keepEnrolment: () => Promise<boolean | undefined>;
  /** Somebody has signed in here: what stood for their password is used up. */
  readonly someoneIsIn: () => void;
  readonly firstRunCodes: () => FirstRunCodes;
  readonly exitGate: ExitGate;
  readonly exitWindow: ExitWindow;
}

/** What pages of ours may ask of the shell; each message was checked before it comes here. */
export function answerPages(parts: Answering): void {
  const { session, windows, portalWindow, training, keepEnrolment, exitGate, exitWindow, firstRunCodes, someoneIsIn } =
    parts;
  handle('application.open', (application) => {
    if (!windows.open(application)) refuse('application.open');
    return null;
  });
  handle('session.changed', async (username) => {
    portalWindow.shows = username ?? undefined;
    if (username !== null) someoneIsIn();
    await session.refresh();
    return null;
  });
  handle('workstation.enrolled', async () => {
    const kept = await keepEnrolment();
    return kept === undefined ? refuse('workstation.enrolled') : { kept };
  });
  handle('first-run.codes', () => firstRunCodes());
  handle('portal.show', (page) => {
    portalWindow.show();
    if (page === 'help' && portalWindow.path !== helpPath) portalWindow.goTo(helpPath);
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
    const { name, sites, language, clock } = session;
    return { ...state, name, sites, language, training: training(), clock };
  });
  handle('exit.state', () => exitGate.state());
  handle('exit.try', (code) => exitGate.try(code));
  handle('exit.cancel', () => {
    exitWindow.close();
    return null;
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
  handle('page.close', (_request, contents) => {
    windows.closeOpened(contents);
    return null;
  });
  handle('notice.close', (_request, contents) => use(contents, (tools) => tools.closeNotice()));
}
