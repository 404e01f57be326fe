import { type WebContents, WebContentsView } from 'electron';
import { assignRole, loadChecked } from '../security/navigation-guard.ts';
import type { ViewRole } from '../security/origins.ts';
import { type OwnPreferences, preferencesOf } from '../security/web-preferences.ts';

/**
 * A view and the contents that it began with. Any page may close itself; Electron then forgets the view's contents, and
 * whatever is asked of them but whether they are destroyed throws.
 */
export interface ShellView {
  readonly view: WebContentsView;
  readonly contents: WebContents;
}

/**
 * A view whose role the guard knows.
 * @param made contents that Chromium has made for a page's new window, with these preferences
 */
export function createView(role: ViewRole, own: OwnPreferences, made?: WebContents): ShellView {
  const view = new WebContentsView(made ? { webContents: made } : { webPreferences: preferencesOf(role.kind, own) });
  const contents = view.webContents;
  assignRole(contents, role);
  // A page may not keep itself on the screen by asking whether to leave it.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  return { view, contents };
}

/** A navigation that another one overtakes rejects; whoever is watching the view sees the outcome anyway. */
export function load({ contents }: ShellView, address: string): void {
  if (!contents.isDestroyed()) loadChecked(contents, address).catch(() => {});
}

/** @returns when the page is gone, which is a moment later */
export async function closeContents({ contents }: ShellView): Promise<void> {
  if (contents.isDestroyed()) return;
  const gone = new Promise<void>((resolve) => contents.once('destroyed', () => resolve()));
  contents.close();
  await gone;
}

/** Gives a page the keyboard; a window in front has given it to none of its views yet. */
export function giveKeyboard({ contents }: ShellView): void {
  if (!contents.isDestroyed()) contents.focus();
}
