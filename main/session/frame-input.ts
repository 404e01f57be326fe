import { BaseWindow, powerMonitor, webContents } from 'electron';
import { roleOf } from '../security/navigation-guard.ts';
import { isInputInFrame } from './human-input.ts';

/** Asks every second, as often as the system counts. */
export function watchInputInFrames(done: () => void): void {
  setInterval(() => {
    if (BaseWindow.getFocusedWindow() === null) return;
    const page = webContents
      .getAllWebContents()
      .find((each) => !each.isDestroyed() && each.isFocused() && roleOf(each)?.kind === 'page');
    if (page === undefined) return;
    const frames = page.mainFrame.framesInSubtree.map(({ origin }) => origin);
    if (isInputInFrame(true, frames, powerMonitor.getSystemIdleTime())) done();
  }, 1000);
}
