// Chromium asks no one over its protocol, so the app's handlers are asked for these permissions as each document loads.
import type { CdpSession, Protocol } from './cdp.ts';
import type { WebContents } from './web-contents.ts';

/** Electron's name, and the names under which Chromium sets it. */
const permissions: Record<string, string[]> = {
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
  geolocation: ['geolocation'],
  'idle-detection': ['idle-detection'],
  media: ['camera', 'microphone'],
  midi: ['midi'],
  notifications: ['notifications'],
};

export interface PermissionHandlers {
  request: ((contents: WebContents, name: string, decide: (granted: boolean) => void, details: object) => void) | null;
  check: ((contents: WebContents | null, name: string, origin: string, details: object) => boolean) | null;
}

export async function decidePermissions(
  browser: CdpSession,
  handlers: PermissionHandlers,
  contents: WebContents,
  origin: string,
  browserContextId: string | undefined,
): Promise<void> {
  const details = { requestingUrl: origin, isMainFrame: true };
  const granted = (name: string): Promise<boolean> =>
    new Promise((decide) => {
      if (handlers.check?.(contents, name, origin, details) === false) decide(false);
      else if (handlers.request === null) decide(true);
      else handlers.request(contents, name, decide, details);
    });
  const set = async (name: string, aliases: string[]): Promise<void> => {
    const setting: Protocol.Browser.PermissionSetting = (await granted(name)) ? 'granted' : 'denied';
    for (const alias of aliases) {
      const permission = { permission: { name: alias }, setting, origin };
      await browser.send('Browser.setPermission', { ...permission, ...(browserContextId && { browserContextId }) });
    }
  };
  await Promise.all(Object.entries(permissions).map(([name, aliases]) => set(name, aliases)));
}
