import type { Rectangle } from 'electron';

/** So much of a window must be in sight on some screen that it can be seen and moved. */
const inSight = { width: 120, height: 80 };

/** No window of the kiosk is smaller. */
export const smallestWindow = { width: 480, height: 400 } as const;

/** @returns the bounds, unless somebody would not find a window there, because screens were taken away or changed */
export function reachable(bounds: Rectangle | undefined, screens: readonly Rectangle[]): Rectangle | undefined {
  if (bounds === undefined) return undefined;
  const overlap = (start: number, length: number, from: number, over: number) =>
    Math.min(start + length, from + over) - Math.max(start, from);
  const isInSight = screens.some(
    ({ x, y, width, height }) =>
      overlap(bounds.x, bounds.width, x, width) >= inSight.width &&
      overlap(bounds.y, bounds.height, y, height) >= inSight.height &&
      bounds.y >= y, // the title bar, by which a window is moved
  );
  return isInSight ? bounds : undefined;
}

/** @returns where a window of such bounds comes back: large enough and reachable, or undefined for wherever the system puts it */
export function restorable({ x, y, ...size }: Rectangle, screens: readonly Rectangle[]): Rectangle | undefined {
  const width = Math.max(size.width, smallestWindow.width);
  const height = Math.max(size.height, smallestWindow.height);
  return reachable({ x, y, width, height }, screens);
}

/** @returns a place for a window of that size in the middle of an area, as large as fits there */
export function centredIn(area: Rectangle, size: Pick<Rectangle, 'width' | 'height'>): Rectangle {
  const width = Math.min(size.width, area.width);
  const height = Math.min(size.height, area.height);
  const middle = (start: number, length: number, used: number) => start + Math.floor((length - used) / 2);
  return { x: middle(area.x, area.width, width), y: middle(area.y, area.height, height), width, height };
}
