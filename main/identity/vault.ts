import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Vault } from '../diagnostics/health.ts';

/** The part of keytar that is used. It is optional at install, so its own types may not be there. */
interface KeyStore {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
}

export class VaultError extends Error {}

const service = 'Enterprise Portal Kiosk';
const account = 'embedded-server-master-key';

/** A locked key store may open a prompt that nobody sees; the kiosk must start all the same. */
const patience = 2000;

/**
 * The master key of the embedded server: from the operating system's key store, made at the first start. Where there is
 * no key store, a local deployment falls back to a file that only this user reads, and says so [K8].
 * @throws VaultError when data is there but its key is not
 */
export async function masterKey(directory: string, notice: (line: string) => void): Promise<Buffer> {
  const file = join(directory, 'master.key');
  if (existsSync(file)) return decode(readFileSync(file, 'utf8').trim(), file);

  const keyStore = loadKeyStore();
  const kept = await inTime(keyStore?.getPassword(service, account)).catch(() => undefined);
  if (kept) return decode(kept, 'The key store');
  if (existsSync(join(directory, 'data'))) {
    throw new VaultError('The data of this kiosk is here, but its key is not: the key store has none for this user.');
  }

  const key = randomBytes(32);
  if (keyStore && (await keep(keyStore, key.toString('base64')))) return key;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  notice(`This system has no key store that the kiosk can use; its key is in ${file}, readable by this user only.`);
  return key;
}

/** Whether the key is where it should be, for a look that changes nothing. */
export async function lookIntoVault(directory: string): Promise<Vault> {
  if (existsSync(join(directory, 'master.key'))) return { kind: 'key file', holdsKey: true };
  try {
    const keyStore = loadKeyStore();
    if (keyStore === undefined) return { kind: 'none', holdsKey: false };
    return { kind: 'key store', holdsKey: Boolean(await inTime(keyStore.getPassword(service, account))) };
  } catch {
    return { kind: 'none', holdsKey: false };
  }
}

function loadKeyStore(): KeyStore | undefined {
  try {
    return createRequire(__filename)('keytar') as KeyStore;
  } catch {
    return undefined;
  }
}

/** Read back, because a key store that forgets would cost the data. */
async function keep(keyStore: KeyStore, key: string): Promise<boolean> {
  try {
    await inTime(keyStore.setPassword(service, account, key));
    return (await inTime(keyStore.getPassword(service, account))) === key;
  } catch {
    return false;
  }
}

async function inTime<T>(work: Promise<T> | undefined): Promise<T | undefined> {
  if (work === undefined) return undefined;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the key store does not answer')), patience);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function decode(text: string, where: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32) throw new VaultError(`${where} does not hold a key of this kiosk.`);
  return key;
}
