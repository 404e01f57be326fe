import { readFile } from 'node:fs/promises';
import { Value } from 'typebox/value';
import { isTimeZone } from '../shared/contract/time.ts';
import { Settings } from '../shared/kiosk/settings.ts';

export class SettingsError extends Error {}

/** @throws SettingsError naming the file, the setting, and what is wrong with it */
export async function readSettings(file: string | undefined): Promise<Settings> {
  if (file === undefined) return {};
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new SettingsError(`The settings file ${file} cannot be read: ${(error as Error).message}`);
  }
  return checkedSettings(content, `The settings file ${file}`);
}

/** @param where for the message @throws SettingsError naming the setting, and what is wrong with it */
export function checkedSettings(content: unknown, where: string): Settings {
  // What does not exist is also reported at its own place, as fitting the schema `false`: no words for anybody.
  const wrong = [...Value.Errors(Settings, content)].find(({ keyword }) => keyword !== 'boolean');
  if (wrong) {
    const setting = wrong.instancePath.slice(1).replaceAll('/', '.') || 'the file';
    const parameters = wrong.params as { additionalProperties?: string[]; allowedValues?: unknown[] };
    const unknownOnes = parameters.additionalProperties?.join(', ');
    const what = unknownOnes ? `has settings that do not exist: ${unknownOnes}` : wrong.message;
    const allowed = parameters.allowedValues ? ` (${parameters.allowedValues.join(', ')})` : '';
    throw new SettingsError(`${where} cannot be used: ${setting} ${what}${allowed}`);
  }
  const settings = content as Settings;
  if (settings.timeZone !== undefined && !isTimeZone(settings.timeZone)) {
    throw new SettingsError(
      `${where} cannot be used: timeZone must be the IANA name of a time zone, such as America/Chicago or America/Denver`,
    );
  }
  return settings;
}
