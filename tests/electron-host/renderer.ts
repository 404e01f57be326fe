// Opens the page behind a web contents and puts the preload's world into it.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { browser } from './browser.ts';
import { type CdpSession, ignoreFailure } from './cdp.ts';
import { electronEvent } from './emulated.ts';
import { preloadWorldName, type Sender } from './frames.ts';
import { dispatch, type IpcMessage } from './ipc.ts';
import { assertJson, createBridge, createPreloadModules, pageWorld, preloadWorld } from './page-worlds.ts';
import { judgeCertificates } from './certificates.ts';
import { countCached } from './cache-size.ts';
import { fromWire } from './schemes.ts';
import { interceptRequests, openPath, passwordAsked, requestPaused } from './requests.ts';
import type { WebContents } from './web-contents.ts';

type PageMessage =
  | IpcMessage
  | { type: 'input' | 'input-event'; input: object }
  | { type: 'context-menu'; asked: object }
  | { type: 'close' }
  | { type: 'title'; title: string }
  | { type: 'preload-error'; message: string };

/** @param made the target that Chromium makes for a page's new window */
export async function openPage(
  contents: WebContents,
  made?: Promise<string>,
): Promise<{ page: CdpSession; targetId: string }> {
  const chromium = await browser;
  const targetId = await (made ?? createTarget(contents));
  const { sessionId } = await chromium.send('Target.attachToTarget', { targetId, flatten: true });
  const page = chromium.child(sessionId);
  const { frameTree } = await page.send('Page.getFrameTree');
  contents.frames.setMain(frameTree.frame.id);
  return { page, targetId };
}

async function createTarget(contents: WebContents): Promise<string> {
  const context = await contents.session.context();
  const size = { width: 1280, height: 800, newWindow: true };
  const { targetId } = await (await browser).send('Target.createTarget', { url: 'about:blank', ...size, ...context });
  return targetId;
}

/** The same for the page and for each of its frames that Chromium gives a process of its own. */
export async function prepareRenderer(contents: WebContents, renderer: CdpSession, isPage: boolean): Promise<void> {
  contents.renderers.add(renderer);
  contents.frames.follow(renderer, (sender, payload) => received(contents, sender, JSON.parse(payload) as PageMessage));
  renderer.on('Fetch.requestPaused', (paused) => void requestPaused(contents, renderer, paused));
  renderer.on('Fetch.authRequired', (asked) => passwordAsked(contents, renderer, asked));
  renderer.on('Page.frameNavigated', ({ frame }) => {
    // A new window's empty document takes the place of another without a world of its own.
    if (contents.isAdopted && frame.url === 'about:blank') contents.watchTitle();
    if (contents.frames.isMain(frame.id) || frame.unreachableUrl !== undefined) return;
    contents.emit('did-frame-navigate', electronEvent({}), fromWire(frame.url), 200, 'OK', false);
  });
  renderer.on('Page.windowOpen', ({ url, windowName }) => {
    contents.linkOpens({ url, frameName: windowName === '_blank' ? '' : windowName, features: '' });
  });
  renderer.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const child = renderer.child(sessionId);
    const prepared = targetInfo.type === 'iframe' ? prepareRenderer(contents, child, false) : Promise.resolve();
    const resume = (): void => ignoreFailure(child.send('Runtime.runIfWaitingForDebugger'));
    prepared.then(resume, resume);
  });
  renderer.on('Target.detachedFromTarget', ({ sessionId }) => {
    contents.renderers.delete(renderer.child(sessionId));
  });

  countCached(contents.session, renderer);
  const { verifyCertificate } = contents.session;

  const { page, preload } = worldSources(contents, isPage);
  // What a page writes into its new window replaces no document.
  const inTheFirst = { runImmediately: contents.isAdopted };
  await Promise.all([
    renderer.send('Page.enable'),
    renderer.send('Runtime.enable'),
    renderer.send('Network.enable'),
    renderer.send('Runtime.addBinding', { name: 'ehostSend', executionContextName: preloadWorldName }),
    renderer.send('Page.addScriptToEvaluateOnNewDocument', { source: page, ...inTheFirst }),
    renderer.send('Page.addScriptToEvaluateOnNewDocument', {
      source: preload,
      worldName: preloadWorldName,
      ...inTheFirst,
    }),
    renderer.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
    interceptRequests(contents, renderer),
    verifyCertificate && judgeCertificates(renderer, verifyCertificate),
  ]);
}

function worldSources(contents: WebContents, withPreload: boolean): { page: string; preload: string } {
  const secret = randomBytes(16).toString('hex');
  const bridge = (here: string, there: string): string =>
    `(${createBridge})('${secret}-${here}', '${secret}-${there}')`;
  const source = withPreload ? preloadSource(contents) : 'null';
  const argv = JSON.stringify(contents.preferences.additionalArguments ?? []);
  return {
    page: `(${pageWorld})(${bridge('page', 'preload')}, '${openPath}')`,
    preload: `(${preloadWorld})(${bridge('preload', 'page')}, ${source}, ${argv}, ${createPreloadModules}, ${assertJson})`,
  };
}

function preloadSource(contents: WebContents): string {
  const file = contents.preferences.preload;
  if (file === undefined) return 'null';
  try {
    return `function (require, module, exports, process) {${readFileSync(file, 'utf8')}\n}`;
  } catch (error) {
    contents.emit('preload-error', electronEvent({}), file, error);
    return 'null';
  }
}

function received(contents: WebContents, sender: Sender, message: PageMessage): void {
  switch (message.type) {
    case 'input':
      contents.emit('before-input-event', electronEvent({}), message.input);
      break;
    case 'input-event':
      contents.emit('input-event', electronEvent({}), message.input);
      break;
    case 'context-menu':
      contents.emit('context-menu', electronEvent({}), message.asked);
      break;
    case 'close':
      // A frame's window is not the page's.
      if (sender.frame?.parent === null) contents.close();
      break;
    case 'title':
      contents.titled(message.title);
      break;
    case 'preload-error':
      contents.emit('preload-error', electronEvent({}), contents.preferences.preload, new Error(message.message));
      break;
    case 'invoke':
    case 'send':
      dispatch(contents, sender, message);
  }
}
