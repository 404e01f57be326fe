// The Chromium that journeys run in.
import { existsSync } from 'node:fs';

/** Debian's, in the form without a window of its own where that is there: its pages are the same, at two thirds of the time. */
export const chromiumPrograms = [
  { name: 'chromium-headless-shell', provides: '/usr/bin/chromium-headless-shell' },
  { name: 'chromium', provides: '/usr/bin/chromium' },
];

/** @returns the one that CHROMIUM names, or the first that is there */
export function chromiumProgram() {
  const present = chromiumPrograms.find(({ provides }) => existsSync(provides)) ?? chromiumPrograms[1];
  return process.env.CHROMIUM ?? present.provides;
}
