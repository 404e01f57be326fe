import { open } from 'node:fs/promises';
import { SettingsError } from '../settings.ts';

/**
 * What a file holds that is secret: a private key, a password, a token. Others on the machine may not read it. Its group may
 * only where the file is root's, as it is with keys in /etc/ssl/private and with credentials that systemd hands over; that is
 * PostgreSQL's rule too. Windows keeps such rights elsewhere.
 * @param setting its name in the settings, for messages
 * @throws SettingsError that says what mends it
 */
export async function readSecretFile(file: string, setting: string): Promise<string> {
  const unreadable = (error: Error) => {
    throw new SettingsError(`${setting} cannot be read: ${error.message}`);
  };
  const handle = await open(file).catch(unreadable);
  try {
    const { mode, uid } = await handle.stat();
    if (isOpenToOthers(mode, uid)) {
      throw new SettingsError(`${setting}: others on this machine can read ${file}. ${mending(file)}`);
    }
    return await handle.readFile('utf8').catch(unreadable);
  } finally {
    await handle.close();
  }
}

export function isOpenToOthers(mode: number, uid: number, platform = process.platform): boolean {
  if (platform === 'win32') return false;
  return (mode & (uid === 0 ? 0o027 : 0o077)) !== 0;
}

/** What a message calls it. */
export function mending(file: string): string {
  return `Make it its user’s alone and start again: chmod 600 '${file.replaceAll("'", String.raw`'\''`)}'`;
}
