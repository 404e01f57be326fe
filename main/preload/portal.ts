import { contextBridge, ipcRenderer } from 'electron';
import type { IpcChannel, IpcRequest, IpcResponse, KioskForPortal } from '../../shared/kiosk/ipc.ts';

const invoke = <C extends IpcChannel>(channel: C, request: IpcRequest<C>): Promise<IpcResponse<C>> =>
  ipcRenderer.invoke(channel, request);

contextBridge.exposeInMainWorld('kiosk', {
  openApplication: (application) => invoke('application.open', application),
  sessionChanged: (username) => invoke('session.changed', username),
  enrolled: () => invoke('workstation.enrolled', null),
  firstRunCodes: () => invoke('first-run.codes', null),
} satisfies KioskForPortal);
