import { WebContentsView, type WebPreferences } from 'electron';
import { assignRole } from '../security/navigation-guard.ts';
import type { ViewRole } from '../security/origins.ts';

/** A view whose page is sandboxed and isolated, with developer tools off, and whose role the guard knows. */
export function createView(
  role: ViewRole,
  preferences: Pick<WebPreferences, 'partition' | 'preload'>,
): WebContentsView {
  const view = new WebContentsView({
    webPreferences: {
      ...preferences,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: false,
      spellcheck: false,
      // Else a zoom would hold for every page of the same origin, and for the next person's.
      zoomMode: 'isolated',
    },
  });
  assignRole(view.webContents, role);
  // A page may not keep itself on the screen by asking whether to leave it.
  view.webContents.on('will-prevent-unload', (event) => event.preventDefault());
  return view;
}

/** A navigation that another one overtakes rejects; whoever is watching the view sees the outcome anyway. */
export function load(view: WebContentsView, address: string): void {
  view.webContents.loadURL(address).catch(() => {});
}

/** @returns when the page is gone, which is a moment later */
export async function closeContents({ webContents }: WebContentsView): Promise<void> {
  if (webContents.isDestroyed()) return;
  const gone = new Promise<void>((resolve) => webContents.once('destroyed', () => resolve()));
  webContents.close();
  await gone;
}
