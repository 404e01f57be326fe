// Every web contents by Chromium's target, and what Chromium reports of targets rather than of pages.
import { browser } from './browser.ts';
import { ignoreFailure } from './cdp.ts';
import { emulated } from './emulated.ts';
import { workerEnded, workerStarted } from './service-workers.ts';
import { WebContents } from './web-contents.ts';

function fromDevToolsTargetId(targetId: string): WebContents | undefined {
  return [...WebContents.all.values()].find((contents) => contents.targetId === targetId);
}

async function followTargets(): Promise<void> {
  const chromium = await browser;
  chromium.on('Target.targetCreated', ({ targetInfo }) => {
    const { type, openerId, targetId } = targetInfo;
    workerStarted(targetInfo);
    if (type !== 'page' || openerId === undefined) return;
    // A link with target=_blank makes its page before anyone can be asked; where the answer is yes, the app loads another.
    if (fromDevToolsTargetId(openerId)?.opened(targetId) !== true)
      ignoreFailure(chromium.send('Target.closeTarget', { targetId }));
  });
  chromium.on('Target.targetInfoChanged', ({ targetInfo }) => {
    fromDevToolsTargetId(targetInfo.targetId)?.titled(targetInfo.title);
  });
  chromium.on('Target.targetCrashed', ({ targetId }) => fromDevToolsTargetId(targetId)?.crashed());
  chromium.on('Target.targetDestroyed', ({ targetId }) => {
    workerEnded(targetId);
    fromDevToolsTargetId(targetId)?.destroyed();
  });
}
ignoreFailure(followTargets()); // without a browser the app does not become ready, and says so

export const webContents = emulated('webContents', {
  fromId: (id: number): WebContents | undefined => WebContents.all.get(id),
  getAllWebContents: (): WebContents[] => [...WebContents.all.values()],
  fromDevToolsTargetId,
});
