import { WebContentsView, type WebPreferences } from 'electron';
import { assignRole, loadChecked } from '../security/navigation-guard.ts';
import type { ViewRole } from '../security/origins.ts';
import { webPreferences } from '../security/web-preferences.ts';

/** A view whose page is sandboxed and isolated, with developer tools off, and whose role the guard knows. */
export function createView(
  role: ViewRole,
  preferences: Pick<WebPreferences, 'partition' | 'preload'>,
): WebContentsView {
  const view = new WebContentsView({ webPreferences: { ...preferences, ...webPreferences } });
  assignRole(view.webContents, role);
  // A page may not keep itself on the screen by asking whether to leave it.
  view.webContents.on('will-prevent-unload', (event) => event.preventDefault());
  return view;
}

/** A navigation that another one overtakes rejects; whoever is watching the view sees the outcome anyway. */
export function load(view: WebContentsView, address: string): void {
  loadChecked(view.webContents, address).catch(() => {});
}

/** @returns when the page is gone, which is a moment later */
export async function closeContents({ webContents }: WebContentsView): Promise<void> {
  if (webContents.isDestroyed()) return;
  const gone = new Promise<void>((resolve) => webContents.once('destroyed', () => resolve()));
  webContents.close();
  await gone;
}
