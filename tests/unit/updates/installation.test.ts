import { expect, test } from 'vitest';
import { installationOf, type Traces, updatesItself } from '../../../main/updates/installation.ts';

const traces = (given: Partial<Traces> & { there?: readonly string[]; mine?: readonly string[] }): Traces => ({
  packaged: true,
  platform: 'linux',
  program: '/opt/Enterprise Portal Kiosk/enterprise-portal-kiosk',
  productName: 'Enterprise Portal Kiosk',
  resources: '/opt/Enterprise Portal Kiosk/resources',
  appImage: undefined,
  exists: (file) => given.there?.includes(file) ?? false,
  writable: (file) => given.mine?.includes(file) ?? false,
  ...given,
});
const mac = { platform: 'darwin', program: '/Applications/Kiosk.app/Contents/MacOS/Kiosk' } as const;

test.each<[string, Traces, ReturnType<typeof installationOf>, boolean]>([
  [
    'a kiosk that is being worked on',
    traces({ packaged: false, appImage: '/home/me/kiosk.AppImage' }),
    'development',
    false,
  ],
  ['an MSI', traces({ platform: 'win32', program: '/Program Files/Kiosk/kiosk.exe' }), 'MSI', false],
  [
    'the setup program',
    traces({
      platform: 'win32',
      program: '/Program Files/Kiosk/kiosk.exe',
      there: ['/Program Files/Kiosk/Uninstall Enterprise Portal Kiosk.exe'],
    }),
    'setup program',
    false,
  ],
  ['a deb or an rpm', traces({ there: ['/opt/Enterprise Portal Kiosk/resources/package-type'] }), 'package', false],
  [
    'a deb that somebody starts with the variable of an AppImage',
    traces({
      appImage: '/home/me/kiosk.AppImage',
      mine: ['/home/me/kiosk.AppImage', '/home/me'],
      there: ['/opt/Enterprise Portal Kiosk/resources/package-type'],
    }),
    'package',
    false,
  ],
  [
    'an AppImage of one’s own',
    traces({ appImage: '/home/me/k.AppImage', mine: ['/home/me/k.AppImage', '/home/me'] }),
    'AppImage',
    true,
  ],
  [
    'an AppImage whose next version could not be put beside it',
    traces({ appImage: '/opt/k.AppImage', mine: ['/opt/k.AppImage'] }),
    'package',
    false,
  ],
  ['an AppImage that IT put there', traces({ appImage: '/srv/k.AppImage' }), 'package', false],
  ['an unpacked folder', traces({}), 'package', false],
  ['an application from a pkg', traces(mac), 'package', false],
  [
    'an application that somebody dragged there',
    traces({ ...mac, mine: ['/Applications/Kiosk.app', '/Applications'] }),
    'own application',
    true,
  ],
  [
    'an application of one’s own in a folder that is not',
    traces({ ...mac, mine: ['/Applications/Kiosk.app'] }),
    'package',
    false,
  ],
])('[K9] %s is known, and who updates it', (_name, given, installation, itself) => {
  expect(installationOf(given)).toBe(installation);
  expect(updatesItself(installation)).toBe(itself);
});
