// The Chromium that journeys run in.
import { existsSync } from 'node:fs';

/** Debian's, in the form without a window of its own: its pages are the same, at two thirds of the time. */
export const quickChromium = { name: 'chromium-headless-shell', provides: '/usr/bin/chromium-headless-shell' };
export const wholeChromium = { name: 'chromium', provides: '/usr/bin/chromium' };

/** @returns the one that CHROMIUM names, or the first that is there */
export function chromiumProgram(): string {
  const { provides } = existsSync(quickChromium.provides) ? quickChromium : wholeChromium;
  return process.env['CHROMIUM'] ?? provides;
}
