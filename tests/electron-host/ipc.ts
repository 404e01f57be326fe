import type * as Electron from 'electron';
import { EmulatedObject, electronEvent } from './emulated.ts';
import type { Sender } from './frames.ts';
import { assertJson } from './page-worlds.ts';
import type { WebContents } from './web-contents.ts';

type Handler = Parameters<Electron.IpcMain['handle']>[1];

export class IpcMain extends EmulatedObject implements Pick<Electron.IpcMain, 'handle' | 'removeHandler'> {
  readonly handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }
}

export const ipcMain = new IpcMain();

export interface IpcMessage {
  type: 'invoke' | 'send';
  id: number;
  channel: string;
  args: unknown[];
}

/** Hands a message from a preload to the app, and the app's answer back to the very document that asked. */
export function dispatch(contents: WebContents, sender: Sender, { type, id, channel, args }: IpcMessage): void {
  const event = electronEvent({
    type: 'frame',
    sender: contents,
    frameId: 1,
    processId: 1,
    ports: [],
    returnValue: undefined,
    reply: (replyChannel: string, ...values: unknown[]) => contents.send(replyChannel, ...values),
    get senderFrame() {
      return sender.frame;
    },
  });
  if (type === 'send') {
    ipcMain.emit(channel, event, ...args);
    return;
  }
  const answer = (outcome: 'resolve' | 'reject', value: unknown): void =>
    contents.post({ type: outcome, id, channel, value }, sender.context);
  const handled = async (): Promise<unknown> => {
    const handler = ipcMain.handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    const result: unknown = await handler(event as unknown as Electron.IpcMainInvokeEvent, ...args);
    assertJson(result);
    return result;
  };
  handled().then(
    (value) => answer('resolve', value),
    (error: unknown) => answer('reject', String(error)),
  );
}
