// Every web contents by Chromium's target, and what Chromium reports of targets rather than of pages.
import { browser } from './browser.ts';
import { ignoreFailure } from './cdp.ts';
import { emulated } from './emulated.ts';
import { firstDocumentOf } from './first-documents.ts';
import { workerEnded, workerStarted } from './service-workers.ts';
import { WebContents } from './web-contents.ts';

function fromDevToolsTargetId(targetId: string): WebContents | undefined {
  return [...WebContents.all.values()].find((contents) => contents.targetId === targetId);
}

async function followTargets(): Promise<void> {
  const chromium = await browser;
  chromium.on('Target.targetCreated', ({ targetInfo }) => workerStarted(targetInfo));
  // A page that another opens is held until its requests are watched and its preload is in it.
  chromium.on('Target.attachedToTarget', ({ sessionId, targetInfo, waitingForDebugger }) => {
    if (!waitingForDebugger) return;
    const held = chromium.child(sessionId);
    const release = (): void => {
      ignoreFailure(held.send('Runtime.runIfWaitingForDebugger'));
      ignoreFailure(chromium.send('Target.detachFromTarget', { sessionId }));
    };
    const { openerId, targetId } = targetInfo;
    if (openerId === undefined) {
      release();
      return;
    }
    const guest = fromDevToolsTargetId(openerId)?.opened(targetId);
    if (guest !== undefined) {
      firstDocumentOf(targetId, guest);
      guest.page.then(release, release);
      return;
    }
    // A link with target=_blank makes its page before anyone can be asked; where the answer is yes, the app loads another.
    ignoreFailure(held.send('Fetch.enable')); // asks for nothing, but an opener that waits for it may go on
    ignoreFailure(held.send('Runtime.runIfWaitingForDebugger'));
    ignoreFailure(chromium.send('Target.closeTarget', { targetId }));
  });
  chromium.on('Target.targetInfoChanged', ({ targetInfo }) => {
    fromDevToolsTargetId(targetInfo.targetId)?.titled(targetInfo.title);
  });
  chromium.on('Target.targetCrashed', ({ targetId }) => fromDevToolsTargetId(targetId)?.crashed());
  chromium.on('Target.targetDestroyed', ({ targetId }) => {
    workerEnded(targetId);
    const contents = fromDevToolsTargetId(targetId);
    // A window that a page opened for a file alone may go before Chromium has told of the file.
    if (contents?.isAdopted) ignoreFailure(chromium.send('Browser.getVersion').then(() => contents.destroyed()));
    else contents?.destroyed();
  });
}
ignoreFailure(followTargets()); // without a browser the app does not become ready, and says so

export const webContents = emulated('webContents', {
  fromId: (id: number): WebContents | undefined => WebContents.all.get(id),
  getAllWebContents: (): WebContents[] => [...WebContents.all.values()],
  fromDevToolsTargetId,
});
