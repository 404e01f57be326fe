import { BaseWindow, powerMonitor, webContents } from 'electron';
import { roleOf } from '../security/navigation-guard.ts';
import { FrameInput } from './human-input.ts';

/** Asks every second, as often as the system counts. */
export function watchInputInFrames(done: () => void): void {
  const frameInput = new FrameInput();
  setInterval(() => {
    const frames = framesWithKeyboard();
    if (frameInput.isInput(frames !== undefined, frames ?? [], powerMonitor.getSystemIdleTime())) done();
  }, 1000);
}

/** The input that reaches an application's page. */
function framesWithKeyboard(): string[] | undefined {
  if (BaseWindow.getFocusedWindow() === null) return undefined;
  const page = webContents
    .getAllWebContents()
    .find((each) => !each.isDestroyed() && each.isFocused() && roleOf(each)?.kind === 'page');
  return page?.mainFrame.framesInSubtree.map(({ origin }) => origin);
}
