import type { PostgresSettings, Settings } from '../../../shared/kiosk/settings.ts';
import { checkedSettings, SettingsError } from '../../settings.ts';
import { isHere } from './connect.ts';

const form = 'postgres://USER@HOST:PORT/DATABASE';
/** What an address may say after its question mark, by the settings' own names. */
const parameters = ['passwordFile', 'authorityFile'];

export function isDatabaseAddress(text: string): boolean {
  return /^postgres(ql)?:/i.test(text);
}

/**
 * A database as libpq's addresses name it: `postgres://USER@HOST:PORT/DATABASE?passwordFile=FILE&authorityFile=FILE`; the
 * host of a local socket is its folder, as in `postgres://kiosk@%2Frun%2Fpostgresql/kiosk`.
 * @returns the settings that name the same one
 * @throws SettingsError in words that do not repeat the address
 */
export function settingsOfAddress(text: string): Settings & { store: { postgres: PostgresSettings } } {
  const address = URL.parse(text) ?? refuse(`is not ${form}`);
  // Everybody on the machine sees what a command was given.
  if (address.password !== '') {
    refuse('holds the password, which others can read there: put it into a file, and end with ?passwordFile=FILE');
  }
  const given = Object.fromEntries(address.searchParams);
  const unknown = Object.keys(given).filter((name) => !parameters.includes(name));
  if (unknown.length > 0)
    refuse(`has what does not exist: ${unknown.join(', ')}. It may have ${parameters.join(', ')}`);
  const { passwordFile, authorityFile } = given;
  const host = decoded(address.hostname).replace(/^\[(.*)\]$/, '$1');
  const [user, database] = [decoded(address.username), decoded(address.pathname.slice(1))];
  if (host === '' || user === '' || database === '') refuse(`is not ${form}`);
  const postgres: PostgresSettings = {
    host,
    ...(address.port !== '' && { port: Number(address.port) }),
    database,
    user,
    ...(passwordFile !== undefined && { passwordFile }),
    ...((authorityFile !== undefined || !isHere(host)) && {
      tls: authorityFile === undefined ? {} : { authorityFile },
    }),
  };
  const settings = { store: { postgres } };
  checkedSettings(settings, 'The address of the database');
  return settings;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return refuse(`is not ${form}`);
  }
}

function refuse(why: string): never {
  throw new SettingsError(`The address of the database ${why}.`);
}
