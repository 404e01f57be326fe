import type { WebContents } from 'electron';
import type { ZoomShortcut } from './shortcuts.ts';

/** Chromium's usual steps, in percent, as far as pages stay usable. */
export const zoomSteps = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300] as const;

/** @returns percent; beyond the last step nothing changes */
export function zoomAfter(percent: number, shortcut: ZoomShortcut): number {
  switch (shortcut) {
    case 'zoom in':
      return zoomSteps.find((step) => step > percent) ?? percent;
    case 'zoom out':
      return zoomSteps.findLast((step) => step < percent) ?? percent;
    case 'zoom reset':
      return 100;
  }
}

/** @returns whether the zoom is another than before */
export function zoom(contents: WebContents, shortcut: ZoomShortcut): boolean {
  const before = zoomOf(contents);
  const after = zoomAfter(before, shortcut);
  if (after === before) return false;
  contents.setZoomFactor(after / 100);
  return true;
}

/** Percent. */
export function zoomOf(contents: WebContents): number {
  return Math.round(contents.getZoomFactor() * 100);
}
