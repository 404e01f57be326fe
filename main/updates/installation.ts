import { dirname, join } from 'node:path';

/** How this kiosk came onto the machine, which decides who brings the next version [K9]. */
export const installations = ['development', 'setup program', 'MSI', 'AppImage', 'own application', 'package'] as const;
export type Installation = (typeof installations)[number];

export interface Traces {
  readonly packaged: boolean;
  readonly platform: NodeJS.Platform;
  /** Full path of the program that runs. */
  readonly program: string;
  readonly productName: string;
  readonly resources: string;
  /** Environment variable that the AppImage's own loader sets: its file. */
  readonly appImage: string | undefined;
  readonly exists: (file: string) => boolean;
  readonly writable: (file: string) => boolean;
}

/**
 * What is not surely somebody's own installation is IT's. On Windows only the setup program leaves an uninstaller beside
 * the program, an MSI never does. The deb and the rpm are marked by electron-builder; on macOS a pkg's application is not
 * writable for the person who runs it. What updates itself is put in another's place in its folder: electron-updater deletes
 * an AppImage before it moves the next one there, and Squirrel.Mac asks for a password where it may not.
 */
export function installationOf(traces: Traces): Installation {
  const { packaged, platform, program, productName, resources, appImage, exists, writable } = traces;
  const replaceable = (each: string) => writable(each) && writable(dirname(each));
  if (!packaged) return 'development';
  if (platform === 'win32') {
    return exists(join(dirname(program), `Uninstall ${productName}.exe`)) ? 'setup program' : 'MSI';
  }
  // <name>.app/Contents/MacOS/<program>
  if (platform === 'darwin') return replaceable(dirname(dirname(dirname(program)))) ? 'own application' : 'package';
  const isPackage = exists(join(resources, 'package-type'));
  return appImage !== undefined && !isPackage && replaceable(appImage) ? 'AppImage' : 'package';
}

/**
 * Only what needs nobody's consent. The setup program installs for everybody: electron-updater ends the kiosk before an
 * administrator has agreed, and whoever declines is left without one. The others are IT's: Group Policy, Intune, a
 * package manager, an MDM. Two ways to update would leave two kiosks.
 */
export function updatesItself(installation: Installation): boolean {
  return ['AppImage', 'own application'].includes(installation);
}
