import type { WebPreferences } from 'electron';
import type { ViewRole } from './origins.ts';

/** What every page of the kiosk runs under, said in full so that no default decides it. */
const webPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  devTools: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  /** Else a zoom would hold for every page of the same origin, and for the next person's. */
  zoomMode: 'isolated',
  /** A page that says something again and again can be told to stop. */
  safeDialogs: true,
} as const satisfies WebPreferences;

/** Whether a page takes the keyboard when it loads in the window in front. The bar must not take it from the page below. */
const focusOnNavigation = { portal: true, page: true, exit: true, bar: false, desk: false } as const satisfies Record<
  ViewRole['kind'],
  boolean
>;

export type OwnPreferences = Pick<WebPreferences, 'partition' | 'preload'>;

/** Sandboxed and isolated, with developer tools off. */
export function preferencesOf(kind: ViewRole['kind'], own: OwnPreferences = {}): WebPreferences {
  return { ...own, focusOnNavigation: focusOnNavigation[kind], ...webPreferences };
}
