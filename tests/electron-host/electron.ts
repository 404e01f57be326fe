// What `require('electron')` gives the app's main process.
import type { CustomScheme } from 'electron';
import { app } from './app.ts';
import { emulated } from './emulated.ts';
import { ipcMain } from './ipc.ts';
import { addScheme } from './schemes.ts';
import { clipboard, dialog, Menu, nativeTheme, net, powerMonitor, screen, shell } from './services.ts';
import { session } from './session.ts';
import { utilityProcess } from './utility-process.ts';
import { webContents } from './targets.ts';
import { BaseWindow, BrowserWindow, View, WebContentsView } from './windows.ts';

const protocol = emulated('protocol', {
  handle: (...args: Parameters<typeof session.defaultSession.protocol.handle>) =>
    session.defaultSession.protocol.handle(...args),
  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme } of schemes) addScheme(scheme);
  },
});

export {
  app,
  BaseWindow,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
  View,
  webContents,
  WebContentsView,
};

// `require` gives this object itself, so that a module the host lacks throws by name.
const electron = emulated('electron', {
  app,
  BaseWindow,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
  View,
  webContents,
  WebContentsView,
});
export { electron as 'module.exports' };
