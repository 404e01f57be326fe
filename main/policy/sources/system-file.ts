import { posix, win32 } from 'node:path';
import type { PolicySource } from './source.ts';
import { readTrustedJson, type Trust } from './trusted-file.ts';
import type { Environment } from './windows-programs.ts';

/** One file of the machine, for those who have no device management. */
export function systemFile(platform: NodeJS.Platform, environment: Environment, trust: Trust): PolicySource {
  return fileSource(placeOf(platform, environment), trust);
}

export function fileSource(file: string, trust: Trust): PolicySource {
  return {
    name: 'system configuration file',
    read: async () => (await readTrustedJson(file, trust)) ?? 'absent',
  };
}

export function placeOf(platform: NodeJS.Platform, { ProgramData = 'C:\\ProgramData' }: Environment): string {
  if (platform === 'win32') return win32.join(ProgramData, 'Enterprise Portal Kiosk', 'config.json');
  if (platform === 'darwin') return posix.join('/Library/Application Support/Enterprise Portal Kiosk/config.json');
  return '/etc/enterprise-portal-kiosk/config.json';
}
