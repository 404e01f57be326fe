import { readFileSync } from 'node:fs';
import type { Settings } from '../../shared/kiosk/settings.ts';

export class SettingsFileError extends Error {}

/**
 * The settings for the embedded server (`--settings=FILE`), which checks what they say.
 * @param file empty for none
 * @throws SettingsFileError with a sentence for the person at the workstation
 */
export function readSettingsFile(file: string): Settings {
  if (file === '') return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Settings;
  } catch (error) {
    throw new SettingsFileError(`The settings in ${file} cannot be read: ${(error as Error).message}`);
  }
}
