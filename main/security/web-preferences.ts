import type { WebPreferences } from 'electron';

/** What every page of the kiosk runs under, said in full so that no default decides it. */
export const webPreferences = {
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
