import { contextBridge, ipcRenderer } from 'electron';
import type { IpcChannel, IpcRequest, IpcResponse, KioskForExit } from '../../shared/kiosk/ipc.ts';

const invoke = <C extends IpcChannel>(channel: C, request: IpcRequest<C>): Promise<IpcResponse<C>> =>
  ipcRenderer.invoke(channel, request);

contextBridge.exposeInMainWorld('kiosk', {
  state: () => invoke('exit.state', null),
  try: (code) => invoke('exit.try', code),
  cancel: () => invoke('exit.cancel', null),
} satisfies KioskForExit);
