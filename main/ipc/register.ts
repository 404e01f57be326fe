import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { Value } from 'typebox/value';
import type { Log } from '../diagnostics/log.ts';
import { ipc, type IpcChannel, type IpcRequest, type IpcResponse, type IpcSender } from '../../shared/kiosk/ipc.ts';

interface RegisteredSender {
  readonly sender: IpcSender;
  /** As Electron reports it for the frame. */
  readonly origin: string;
}

const senders = new WeakMap<WebContents, RegisteredSender>();

/** Says which contents may send the messages of one sender, and at which origin its page must stand to do so. */
export function registerSender(contents: WebContents, sender: RegisteredSender): void {
  senders.set(contents, sender);
}

/** Reaches the calling page as a rejected promise; why stays in the shell's log. */
class RefusedError extends Error {}

type Refusal = 'sender' | 'frame' | 'origin' | 'schema' | 'handler';
let log: Log | undefined;

export function logRefusals(to: Log): void {
  log = to;
}

/** Handlers throw it: what a message of the right form asks for is refused all the same. */
export function refuse(channel: IpcChannel, because: Refusal = 'handler'): never {
  log?.warn('message.refused', { channel, because });
  throw new RefusedError('The kiosk refused this message.');
}

/**
 * The only caller of `ipcMain.handle`. A message counts only from the main frame of a registered view that still shows
 * its own page, with a request that fits the schema.
 */
export function handle<C extends IpcChannel>(
  channel: C,
  handler: (request: IpcRequest<C>, from: WebContents) => Promise<IpcResponse<C>> | IpcResponse<C>,
): void {
  ipcMain.handle(channel, async (event, request: unknown) => {
    const refusal = refusalOf(channel, event, request);
    if (refusal !== undefined) refuse(channel, refusal);
    return handler(request as IpcRequest<C>, event.sender);
  });
}

function refusalOf(channel: IpcChannel, event: IpcMainInvokeEvent, request: unknown): Refusal | undefined {
  const registered = senders.get(event.sender);
  if (registered?.sender !== ipc[channel].from) return 'sender';
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null) return 'frame';
  if (frame.origin !== registered.origin) return 'origin';
  return Value.Check(ipc[channel].request, request) ? undefined : 'schema';
}
