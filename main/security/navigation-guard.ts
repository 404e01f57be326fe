import { app, shell, type WebContents } from 'electron';
import { type Addresses, mayOpenOutside, navigationFor, type ViewRole } from './origins.ts';

export interface GuardDeps {
  readonly addresses: Addresses;
  showPortal(): void;
  openApplication(application: string): void;
  /** Pages that links may open in the system's browser [O9]. */
  readonly outside: readonly string[];
}

const roles = new WeakMap<WebContents, ViewRole>();

/** Says what a view is for. Until it is said, its contents may go nowhere. */
export function assignRole(contents: WebContents, role: ViewRole): void {
  roles.set(contents, role);
}

export function roleOf(contents: WebContents): ViewRole | undefined {
  return roles.get(contents);
}

/**
 * Watches every way in which any contents could leave their place: links and scripts (will-navigate), the server's
 * redirects (will-redirect, which will-navigate does not see), frames, and new windows.
 */
export function guardAllContents(deps: GuardDeps): void {
  app.on('web-contents-created', (_event, contents) => {
    const judge = (event: { preventDefault(): void; readonly url: string }) => {
      const role = roles.get(contents);
      const navigation = role ? navigationFor(role, event.url, deps.addresses) : { verdict: 'deny' as const };
      if (navigation.verdict === 'allow') return;
      event.preventDefault();
      if (navigation.verdict === 'show portal') deps.showPortal();
      if (navigation.verdict === 'open application') deps.openApplication(navigation.application);
    };
    contents.on('will-navigate', judge);
    contents.on('will-redirect', judge);
    contents.on('will-frame-navigate', (event) => {
      // The main frame's are judged above; nothing of ours has frames.
      if (!event.isMainFrame) event.preventDefault();
    });
    contents.setWindowOpenHandler(({ url }) => {
      if (roles.has(contents) && mayOpenOutside(url, deps.outside)) void shell.openExternal(url);
      return { action: 'deny' };
    });
  });
}
