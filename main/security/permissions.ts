import type { DownloadItem, Event, Session, WebContents } from 'electron';

type Permission = Parameters<NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>>[1];

interface Decision {
  /** Some pages may use private addresses, to those that policy lists. */
  readonly allow: boolean | 'where policy lists private addresses';
  readonly because: string;
}

const privateNetwork = {
  allow: 'where policy lists private addresses',
  because: 'pages talk to their own server only, and to what IT lists; the request guard looks at each address',
} as const satisfies Decision;

/** What a page may ask the workstation for. A permission that a new Electron adds fails the build until it is decided. */
export const permissions = {
  'clipboard-sanitized-write': {
    allow: true,
    because: 'copying an ImmTrac2 ID into the clinic’s own record is daily work',
  },

  'clipboard-read': { allow: false, because: 'what was copied in another program is not the page’s' },
  'deprecated-sync-clipboard-read': { allow: false, because: 'what was copied in another program is not the page’s' },
  'captured-surface-control': { allow: false, because: 'nothing is captured' },
  'display-capture': { allow: false, because: 'patient data on the screen must not be recorded' },
  media: { allow: false, because: 'no camera or microphone on a registry workstation' },
  'speaker-selection': { allow: false, because: 'no sound devices are chosen here' },
  mediaKeySystem: { allow: false, because: 'no protected video here' },
  ar: { allow: false, because: 'no headset on a registry workstation' },
  vr: { allow: false, because: 'no headset on a registry workstation' },
  'hand-tracking': { allow: false, because: 'no headset on a registry workstation' },
  fullscreen: { allow: false, because: 'a page that fills the screen could imitate the bar' },
  'automatic-fullscreen': { allow: false, because: 'a page that fills the screen could imitate the bar' },
  'window-management': { allow: false, because: 'windows are placed by the kiosk' },
  pointerLock: { allow: false, because: 'the pointer must always reach the bar' },
  keyboardLock: { allow: false, because: 'keys belong to the kiosk and the system' },
  notifications: { allow: false, because: 'a notification could show patient data outside the window' },
  geolocation: { allow: false, because: 'no application needs to know where the clinic is' },
  'geolocation-approximate': { allow: false, because: 'no application needs to know where the clinic is' },
  'idle-detection': { allow: false, because: 'the kiosk measures activity itself' },
  sensors: { allow: false, because: 'the kiosk measures activity itself' },
  'screen-wake-lock': { allow: false, because: 'an unattended screen must go dark' },
  'system-wake-lock': { allow: false, because: 'an unattended workstation must sleep' },
  'background-fetch': { allow: false, because: 'nothing goes on after sign-out' },
  'background-sync': { allow: false, because: 'nothing goes on after sign-out' },
  'periodic-background-sync': { allow: false, because: 'nothing goes on after sign-out' },
  'persistent-storage': { allow: false, because: 'nothing is kept between users' },
  'storage-access': { allow: false, because: 'a frame of another origin needs no cookies here' },
  'top-level-storage-access': { allow: false, because: 'a frame of another origin needs no cookies here' },
  fileSystem: { allow: false, because: 'pages have no business with the workstation’s files' },
  'local-fonts': { allow: false, because: 'the fonts of a workstation identify it' },
  'local-network': privateNetwork,
  'local-network-access': privateNetwork,
  'loopback-network': privateNetwork,
  bluetooth: { allow: false, because: 'no device is reached from a page' },
  hid: { allow: false, because: 'no device is reached from a page' },
  serial: { allow: false, because: 'no device is reached from a page' },
  usb: { allow: false, because: 'no device is reached from a page' },
  nfc: { allow: false, because: 'no device is reached from a page' },
  'smart-card': { allow: false, because: 'no device is reached from a page' },
  midi: { allow: false, because: 'no device is reached from a page' },
  midiSysex: { allow: false, because: 'no device is reached from a page' },
  'payment-handler': { allow: false, because: 'nothing is paid here' },
  'web-app-installation': { allow: false, because: 'IT installs programs' },
  'web-printing': { allow: false, because: 'printing is decided by policy, not by a page' },
  openExternal: { allow: false, because: 'other programs are opened by the navigation guard or not at all' },
  unknown: { allow: false, because: 'what is not known is not allowed' },
} as const satisfies Record<Permission | 'bluetooth', Decision>;

function isAllowed(permission: string, mayUsePrivateNetwork: () => boolean): boolean {
  if (!Object.hasOwn(permissions, permission)) return false;
  const { allow }: Decision = permissions[permission as keyof typeof permissions];
  return allow === 'where policy lists private addresses' ? mayUsePrivateNetwork() : allow;
}

export type OnDownload = (event: Event, item: DownloadItem, contents: WebContents) => void;

const refuseDownload: OnDownload = (event) => event.preventDefault();

/**
 * Both handlers, because a check does not go through the request handler; devices, screens and downloads on top.
 * @param onDownload where policy allows downloads
 */
export function denyByDefault(
  session: Session,
  mayUsePrivateNetwork: (origin: string) => boolean,
  onDownload: OnDownload = refuseDownload,
): void {
  session.setPermissionRequestHandler((_contents, permission, decide, { requestingUrl }) =>
    decide(isAllowed(permission, () => mayUsePrivateNetwork(requestingUrl))),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) =>
    isAllowed(permission, () => mayUsePrivateNetwork(origin)),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, respond) =>
    // Electron throws at an answer without streams; null refuses.
    respond(null),
  );
  session.on('will-download', onDownload);
}
