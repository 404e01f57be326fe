// Scripts that run inside the pages, in Chromium's two worlds: the page's own and the preload's. They are sent as source
// text, so no function here may use anything outside itself but its parameters.

interface BridgeMessage {
  type: string;
  id?: number;
  target?: number;
  name?: string;
  value?: unknown;
}
export type Bridge = ReturnType<typeof createBridge>;
type Callable = (...args: unknown[]) => unknown;

/** Refuses what structured cloning would carry and JSON would change without a word. Runs on both sides of the IPC. */
export function assertJson(value: unknown): void {
  if (typeof value === 'function' || typeof value === 'symbol') throw new Error('An object could not be cloned.');
  const refuse = (what: string): never => {
    throw new Error(`tests/electron-host carries JSON values over IPC, not ${what}`);
  };
  if (typeof value === 'bigint') refuse('a bigint');
  if (typeof value === 'number' && !Number.isFinite(value)) refuse(String(value));
  if (typeof value !== 'object' || value === null) return;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (Array.isArray(value) ? value.includes(undefined) : false) refuse('undefined inside an array');
  if (!Array.isArray(value) && prototype !== null && prototype !== Object.prototype) refuse(value.constructor.name);
  for (const member of Object.values(value)) assertJson(member);
}

/** Carries values, functions and promises between the worlds, synchronously, as DOM events under a name no page knows. */
export function createBridge(here: string, there: string) {
  const listen = EventTarget.prototype.addEventListener.bind(document);
  const dispatch = EventTarget.prototype.dispatchEvent.bind(document);
  const BridgeEvent = CustomEvent; // the page may replace the global later
  const functions = new Map<number, Callable>();
  const calls = new Map<number, (answer: BridgeMessage) => void>();
  const handlers = new Map<string, (message: BridgeMessage) => void>();
  let counter = 0;

  const post = (message: BridgeMessage): void => void dispatch(new BridgeEvent(there, { detail: message }));
  const isPlain = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
  const mapMembers = (value: unknown, map: (member: unknown) => unknown): unknown => {
    if (Array.isArray(value)) return value.map(map);
    return isPlain(value)
      ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, map(member)]))
      : value;
  };
  const pack = (value: unknown): unknown => {
    if (typeof value !== 'function') return mapMembers(value, pack);
    functions.set(++counter, value as Callable);
    return { bridgedFunction: counter };
  };
  const unpack = (value: unknown): unknown => {
    const target = isPlain(value) ? value['bridgedFunction'] : undefined;
    return typeof target === 'number' ? (...args: unknown[]) => call(target, args) : mapMembers(value, unpack);
  };
  const call = (target: number, args: unknown[]): unknown => {
    const id = ++counter;
    let answer: BridgeMessage | undefined;
    calls.set(id, (message) => (answer = message));
    post({ type: 'call', id, target, value: pack(args) });
    const settled = (message: BridgeMessage | undefined): unknown => {
      calls.delete(id);
      if (message?.type === 'return') return unpack(message.value);
      throw new Error(typeof message?.value === 'string' ? message.value : 'The preload world is gone');
    };
    if (answer?.type !== 'promise') return settled(answer);
    return new Promise<BridgeMessage>((resolve) => calls.set(id, resolve)).then(settled);
  };
  const answerCall = ({ id = 0, target = 0, value }: BridgeMessage): void => {
    const fail = (error: unknown): void =>
      post({ type: 'throw', id, value: error instanceof Error ? error.message : String(error) });
    try {
      const result = functions.get(target)?.(...(unpack(value) as unknown[]));
      if (result instanceof Promise) {
        post({ type: 'promise', id });
        result.then((settled) => post({ type: 'return', id, value: pack(settled) })).catch(fail);
      } else post({ type: 'return', id, value: pack(result) });
    } catch (error) {
      fail(error);
    }
  };
  listen(here, (event) => {
    const message = (event as CustomEvent<BridgeMessage>).detail;
    if (message.type === 'call') answerCall(message);
    else if (message.id === undefined) handlers.get(message.type)?.(message);
    else calls.get(message.id)?.(message);
  });
  return {
    post,
    pack,
    unpack,
    on: (type: string, handler: (message: BridgeMessage) => void) => handlers.set(type, handler),
  };
}

/**
 * The page's own world: exposed values arrive here, and `window.open` asks the app before it opens anything.
 * @param ask an address that the host answers itself
 */
export function pageWorld(bridge: Bridge, ask: string): void {
  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze);
    return Object.freeze(value);
  };
  bridge.on('expose', ({ name = '', value }) => {
    Object.defineProperty(window, name, { value: freeze(bridge.unpack(value)), enumerable: true });
  });
  const open = window.open.bind(window);
  const named = new Map<string, Window>();
  window.open = (url = '', target = '', features = '') => {
    const address = new URL(url === '' ? 'about:blank' : url, document.baseURI).href;
    const known = named.get(target);
    if (known !== undefined && !known.closed) {
      if (url !== '') known.location.href = address;
      return known;
    }
    // Electron's page waits for the answer, and so does this.
    const request = new XMLHttpRequest();
    request.open('POST', new URL(ask, self.origin).href, false);
    request.send(JSON.stringify({ url: address, frameName: target, features }));
    if (request.responseText !== 'opener') return null;
    const opened = open(address, '_blank');
    if (opened !== null && target !== '' && target !== '_blank') named.set(target, opened);
    return opened;
  };
  // Electron lets every page do so.
  window.close = () => bridge.post({ type: 'close' });
}

/** What a preload gets from `require('electron')`. Also called by the drift check, for the names. */
export function createPreloadModules(post: (message: object) => void, bridge: Pick<Bridge, 'post' | 'pack'>) {
  const invocations = new Map<number, PromiseWithResolvers<unknown>>();
  const listeners = new Map<string, Set<Callable>>();
  let counter = 0;
  const withoutTrailingUndefined = (args: unknown[]): unknown[] =>
    args.slice(0, args.findLastIndex((arg) => arg !== undefined) + 1);
  const ipcRenderer = {
    invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const answer = Promise.withResolvers<unknown>();
      invocations.set(++counter, answer);
      try {
        post({ type: 'invoke', id: counter, channel, args: withoutTrailingUndefined(args) });
      } catch (error) {
        answer.reject(error);
      }
      return answer.promise;
    },
    send: (channel: string, ...args: unknown[]): void =>
      post({ type: 'send', channel, args: withoutTrailingUndefined(args) }),
    on(channel: string, listener: Callable) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      return ipcRenderer;
    },
    off(channel: string, listener: Callable) {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
  };
  const contextBridge = {
    exposeInMainWorld: (name: string, value: unknown): void =>
      bridge.post({ type: 'expose', name, value: bridge.pack(value) }),
  };
  const receive = (text: string): void => {
    const { type, id, channel, value } = JSON.parse(text) as {
      type: string;
      id: number;
      channel: string;
      value: unknown;
    };
    if (type === 'event') {
      const event = { sender: ipcRenderer, senderId: 0, ports: [] };
      listeners.get(channel)?.forEach((listener) => listener(event, ...(value as unknown[])));
    } else if (type === 'resolve') invocations.get(id)?.resolve(value);
    else invocations.get(id)?.reject(new Error(`Error invoking remote method '${channel}': ${String(value)}`));
    invocations.delete(id);
  };
  return { electron: { contextBridge, ipcRenderer }, receive };
}

type Preload = (require: Callable, module: object, exports: object, process: object) => void;

/** The preload's world. It alone has the binding to the main process, and only in the main frame a preload. */
export function preloadWorld(
  bridge: Bridge,
  preload: Preload | null,
  argv: string[],
  createModules: typeof createPreloadModules,
  checkJson: (value: unknown) => void,
): void {
  const world = globalThis as typeof globalThis & {
    ehostSend?: (text: string) => void;
    ehostReceive?: (text: string) => void;
    ehostWatchTitle?: () => void;
  };
  const send = world.ehostSend;
  delete world.ehostSend;
  const post = (message: object): void => {
    checkJson(message);
    send?.(JSON.stringify(message));
  };
  bridge.on('open', ({ value }) => post({ type: 'open', details: value }));
  bridge.on('close', () => post({ type: 'close' }));
  // Electron is asked about keys in every frame, and only about those that Chromium itself dispatches.
  const reportKey = (event: KeyboardEvent): void => {
    if (!event.isTrusted) return;
    const { key, code, repeat: isAutoRepeat, isComposing, location } = event;
    const modifiers = { shift: event.shiftKey, control: event.ctrlKey, alt: event.altKey, meta: event.metaKey };
    const type = event.type === 'keydown' ? 'keyDown' : 'keyUp';
    post({ type: 'input', input: { type, key, code, isAutoRepeat, isComposing, location, ...modifiers } });
  };
  addEventListener('keydown', reportKey, true);
  addEventListener('keyup', reportKey, true);
  if (window !== window.top) return;

  const { electron, receive } = createModules(post, bridge);
  world.ehostReceive = receive;
  // Only what Chromium itself dispatched; a page that makes events up must not look like a person.
  const reportInput = (type: string) => (event: Event) => {
    if (!event.isTrusted) return;
    const { repeat } = event as Partial<KeyboardEvent>;
    const { clientX: x, clientY: y, screenX: globalX, screenY: globalY } = event as MouseEvent;
    const place = x === undefined ? {} : { x, y, globalX, globalY };
    post({ type: 'input-event', input: { type, modifiers: repeat === true ? ['isautorepeat'] : [], ...place } });
  };
  const inputTypes = {
    keydown: 'rawKeyDown',
    keypress: 'char',
    keyup: 'keyUp',
    mousedown: 'mouseDown',
    mouseup: 'mouseUp',
    mousemove: 'mouseMove',
    wheel: 'mouseWheel',
    mouseenter: 'mouseEnter',
    mouseleave: 'mouseLeave',
    contextmenu: 'contextMenu',
    touchstart: 'touchStart',
    touchmove: 'touchMove',
    touchend: 'touchEnd',
    touchcancel: 'touchCancel',
  };
  for (const [name, type] of Object.entries(inputTypes)) {
    addEventListener(name, reportInput(type), { capture: true, passive: true });
  }
  const isField = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
    target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  const reportContextMenu = (event: MouseEvent): void => {
    if (!event.isTrusted || event.defaultPrevented) return; // a page may have a menu of its own
    const { target, clientX: x, clientY: y } = event;
    const field = isField(target) ? target : undefined;
    const selectionText = field
      ? field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)
      : String(getSelection());
    const isEditable = field !== undefined && !field.readOnly;
    const canCopy = selectionText !== '' && field?.type !== 'password';
    const editFlags = { canCut: canCopy && isEditable, canCopy, canPaste: isEditable, canSelectAll: true };
    post({ type: 'context-menu', asked: { x, y, isEditable, selectionText, editFlags } });
  };
  addEventListener('contextmenu', reportContextMenu);
  // Chromium tells a debugger of the title that a document came with, and not of those that scripts set later.
  let reported = '';
  const reportTitle = (): void => {
    if (document.title === reported) return;
    reported = document.title;
    post({ type: 'title', title: reported });
  };
  const observer = new MutationObserver(reportTitle);
  world.ehostWatchTitle = () => {
    observer.observe(document, { subtree: true, childList: true, characterData: true });
    reportTitle();
  };
  world.ehostWatchTitle();
  if (preload === null) return;

  const refuseUnknown = (name: string, members: object): object =>
    new Proxy(members, {
      get(target, key) {
        if (typeof key === 'symbol' || key in target || key === '__esModule')
          return Reflect.get(target, key) as unknown;
        throw new Error(`${name}.${key} is not emulated by tests/electron-host`);
      },
    });
  const modules = Object.entries(electron).map(([name, members]) => [name, refuseUnknown(name, members)]);
  const electronModule = refuseUnknown('electron', Object.fromEntries(modules) as object);
  const require: Callable = (name) => {
    if (name === 'electron' || name === 'electron/renderer') return electronModule;
    throw new Error(`module not found: ${String(name)}`);
  };
  const module = { exports: {} };
  try {
    const process = { type: 'renderer', platform: 'linux', sandboxed: true, contextIsolated: true, argv, env: {} };
    preload(require, module, module.exports, process);
  } catch (error) {
    post({ type: 'preload-error', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
