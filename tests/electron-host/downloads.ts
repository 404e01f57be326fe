// Chromium downloads into a temporary folder; the app says whether, and where the file goes once it is there.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type * as Electron from 'electron';
import { browser, temporaryFolder } from './browser.ts';
import { type CdpSession, ignoreFailure, type Protocol } from './cdp.ts';
import { EmulatedObject, electronEvent } from './emulated.ts';
import { WebContents } from './web-contents.ts';

type Emulated = 'cancel' | 'getFilename' | 'getSavePath' | 'getState' | 'getURL' | 'setSavePath';
type State = ReturnType<Electron.DownloadItem['getState']>;

const folder = path.join(temporaryFolder, 'downloads');
const items = new Map<string, DownloadItem>();

export class DownloadItem extends EmulatedObject implements Pick<Electron.DownloadItem, Emulated> {
  static override readonly events: readonly string[] = ['done', 'updated'];
  readonly #begun: Protocol.Browser.downloadWillBeginPayload;
  readonly #cancel: () => void;
  #savePath = '';
  #state: State = 'progressing';

  constructor(begun: Protocol.Browser.downloadWillBeginPayload, cancel: () => void) {
    super();
    this.#begun = begun;
    this.#cancel = cancel;
  }

  getFilename(): string {
    return this.#begun.suggestedFilename;
  }

  getURL(): string {
    return this.#begun.url;
  }

  getState(): State {
    return this.#state;
  }

  getSavePath(): string {
    return this.#savePath;
  }

  setSavePath(savePath: string): void {
    this.#savePath = savePath;
  }

  cancel(): void {
    if (this.#state !== 'progressing' && this.#state !== 'interrupted') return;
    this.#cancel();
    this.ended('cancelled');
  }

  /** Chromium waits whether somebody resumes it; what has come lies where the whole was to be. */
  interrupted(): void {
    if (this.#state !== 'progressing') return;
    this.#state = 'interrupted';
    this.emit('updated', electronEvent({}), 'interrupted');
  }

  ended(state: Exclude<State, 'progressing' | 'interrupted'>): void {
    if (this.#state !== 'progressing' && this.#state !== 'interrupted') return;
    this.#state = state;
    const received = path.join(folder, this.#begun.guid);
    if (state === 'completed' && this.#savePath !== '') renameSync(received, this.#savePath);
    else if (existsSync(received)) rmSync(received);
    this.emit('done', electronEvent({}), state);
  }
}

/** Downloads of one context are let in, named by their id, until the app has decided. */
export async function letDownloadsIn(chromium: CdpSession, context: { browserContextId?: string }): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const behavior = { behavior: 'allowAndName', downloadPath: folder, eventsEnabled: true } as const;
  await chromium.send('Browser.setDownloadBehavior', { ...behavior, ...context });
}

void browser.then(
  (chromium) => {
    chromium.on('Browser.downloadWillBegin', (begun) => decide(chromium, begun));
    chromium.on('Browser.downloadProgress', ({ guid, state }) => {
      if (state === 'inProgress') return;
      if (state === 'completed') items.get(guid)?.ended('completed');
      else items.get(guid)?.interrupted();
      items.delete(guid);
    });
  },
  () => {},
);

function decide(chromium: CdpSession, begun: Protocol.Browser.downloadWillBeginPayload): void {
  const contents = [...WebContents.all.values()].find(({ frames }) => frames.get(begun.frameId) !== undefined);
  if (contents === undefined) return;
  const cancel = () =>
    ignoreFailure(
      (async () => {
        const context = await contents.session.context();
        await chromium.send('Browser.cancelDownload', { guid: begun.guid, ...context });
      })(),
    );
  const item = new DownloadItem(begun, cancel);
  items.set(begun.guid, item);
  const event = electronEvent({});
  contents.session.emit('will-download', event, item, contents);
  // Where nobody says where it goes, Electron asks the person; here that is nobody.
  if (event.defaultPrevented || item.getSavePath() === '') item.cancel();
}
