import { app, type WebContents } from 'electron';
import type { ViewRole } from '../security/origins.ts';
import type { Log } from './log.ts';
import { recoverContents, type ViewName, type WindowTrouble } from './recover-contents.ts';
import { applicationIds } from '../../shared/applications/applications.ts';

export interface WatchElectronDeps {
  readonly log: Log;
  readonly roleOf: (contents: WebContents) => ViewRole | undefined;
  /** A window has trouble; with undefined it is over. */
  readonly troubleAt: (contents: WebContents, trouble: WindowTrouble | undefined) => void;
}

/** Before the first window: has every page come back after a crash, and notes what other processes are lost. */
export function watchElectron({ log, roleOf, troubleAt }: WatchElectronDeps): void {
  app.on('web-contents-created', (_event, contents) => {
    recoverContents(contents, {
      log,
      name: () => viewName(roleOf(contents)),
      changed: (trouble) => troubleAt(contents, trouble),
    });
  });
  // Chromium starts these again by itself; pages that were drawn by a lost GPU process are drawn anew.
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason === 'clean-exit') return;
    log.warn('process.gone', { process: type as 'GPU', service: name as 'Network Service', reason, exitCode });
  });
}

function viewName(role: ViewRole | undefined): ViewName {
  if (role?.kind !== 'page') return { view: role?.kind ?? 'unassigned' };
  return { view: 'page', application: applicationIds.find((id) => id === role.application) };
}
