import { contextBridge, ipcRenderer } from 'electron';
import type { barChanged, IpcChannel, IpcRequest, IpcResponse, KioskForBar } from '../../shared/kiosk/ipc.ts';

const invoke = <C extends IpcChannel>(channel: C, request: IpcRequest<C>): Promise<IpcResponse<C>> =>
  ipcRenderer.invoke(channel, request);

/** Only its type is imported: a preload carries no schema library. */
const changed: typeof barChanged = 'bar.changed';

contextBridge.exposeInMainWorld('kiosk', {
  state: () => invoke('bar.state', null),
  // The event itself stays here: it would hand the page the means to send anything.
  onChange: (listener) => void ipcRenderer.on(changed, () => listener()),
  showPortal: (page) => invoke('portal.show', page),
  signOut: () => invoke('session.end', null),
  staySignedIn: () => invoke('session.stay', null),
  find: (request) => invoke('page.find', request),
  endFind: () => invoke('page.end-find', null),
  closePage: () => invoke('page.close', null),
  print: () => invoke('page.print', null),
  resetZoom: () => invoke('page.reset-zoom', null),
  closeNotice: () => invoke('notice.close', null),
} satisfies KioskForBar);
