// The frames of one web contents, kept from what Chromium reports about them: never from what a page says of itself.
import type * as Electron from 'electron';
import type { CdpSession } from './cdp.ts';
import { EmulatedObject } from './emulated.ts';
import { fromWire, originOf } from './schemes.ts';

/** The world in which preloads run. The page can neither see it nor the binding that exists only there. */
export const preloadWorldName = 'Electron Isolated Context';

type Emulated = 'url' | 'origin' | 'name' | 'frameToken' | 'detached' | 'isDestroyed';

export class WebFrameMain extends EmulatedObject implements Pick<Electron.WebFrameMain, Emulated> {
  static override readonly events: readonly string[] = [];
  readonly frameToken: string;
  readonly parent: WebFrameMain | null;
  readonly name: string;
  url: string;
  detached = false;
  children: WebFrameMain[] = [];

  constructor(frameToken: string, parent: WebFrameMain | null, url = 'about:blank', name = '') {
    super();
    this.frameToken = frameToken;
    this.parent = parent;
    this.url = url;
    this.name = name;
  }

  get origin(): string {
    return originOf(this.url);
  }

  /** Itself first, then its frames, at whatever depth. */
  get framesInSubtree(): WebFrameMain[] {
    return [this, ...this.children.flatMap((child) => child.framesInSubtree)];
  }

  get top(): WebFrameMain {
    return this.parent?.top ?? this;
  }

  isDestroyed(): boolean {
    return this.detached;
  }
}

/** Where a message came from, attested by the execution context in which Chromium saw the call. */
export interface Sender {
  readonly session: CdpSession;
  readonly context: number;
  /** Null once the document that sent it is gone. */
  readonly frame: WebFrameMain | null;
}

export class FrameTree {
  main = new WebFrameMain('', null);
  /** The preload's world in the main frame's present document. */
  mainWorld: number | undefined;
  readonly #frames = new Map<string, WebFrameMain>();

  get(frameId: string): WebFrameMain | undefined {
    return this.#frames.get(frameId);
  }

  isMain(frameId: string): boolean {
    return this.main.frameToken === frameId;
  }

  /** Follows the frames of one renderer: the page's, or that of a frame which Chromium moved to a process of its own. */
  follow(session: CdpSession, received: (sender: Sender, payload: string) => void): void {
    const worlds = new Map<number, string>();
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) =>
      this.#put(frameId, parentFrameId, 'about:blank', ''),
    );
    session.on('Page.frameNavigated', ({ frame }) => {
      this.#put(
        frame.id,
        frame.parentId,
        fromWire((frame.unreachableUrl ?? frame.url) + (frame.urlFragment ?? '')),
        frame.name,
      );
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const frame = this.get(frameId);
      if (frame !== undefined) frame.url = fromWire(url);
    });
    session.on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason === 'swap') return; // it goes on in another process
      this.#retire(frameId);
      this.#frames.delete(frameId);
    });
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name !== preloadWorldName) return;
      const { frameId } = context.auxData as { frameId: string };
      worlds.set(context.id, frameId);
      if (this.isMain(frameId)) this.mainWorld = context.id;
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => void worlds.delete(executionContextId));
    session.on('Runtime.executionContextsCleared', () => worlds.clear());
    session.on('Runtime.bindingCalled', ({ executionContextId: context, payload }) => {
      if (!worlds.has(context)) return;
      const current = (): WebFrameMain | null => this.get(worlds.get(context) ?? '') ?? null;
      received(
        {
          session,
          context,
          get frame() {
            return current();
          },
        },
        payload,
      );
    });
  }

  /** A new document is a new frame to whoever kept the old one, as in Electron. */
  #put(frameId: string, parentId: string | undefined, url: string, name: string | undefined): void {
    this.#retire(frameId);
    const frame = new WebFrameMain(frameId, this.get(parentId ?? '') ?? null, url, name);
    this.#frames.set(frameId, frame);
    frame.parent?.children.push(frame);
    if (parentId === undefined) this.main = frame;
  }

  setMain(frameId: string): void {
    this.#put(frameId, undefined, 'about:blank', '');
  }

  #retire(frameId: string): void {
    const frame = this.get(frameId);
    if (frame === undefined) return;
    frame.detached = true;
    if (frame.parent) frame.parent.children = frame.parent.children.filter((each) => each !== frame);
  }
}
